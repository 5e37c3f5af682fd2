"""A move of the game in its five parts, for slow motion: the same numbers as in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from genstudio.analysis.theory import Phase
from genstudio.analysis.theory._gan2d_look import SHOWN, Floats, Look, Scene
from genstudio.core.language import mark

if TYPE_CHECKING:
    from genstudio.analysis.theory._gan2d_game import Game
    from genstudio.models import Batch

PARTS = 5
D_SAID = (
    (
        mark("draw"),
        mark("Real points x are drawn from the data, and as many z from the prior."),
    ),
    (
        mark("generate"),
        mark("The generator turns every z into a fake point G(z). It does not learn now."),
    ),
    (
        mark("judge"),
        mark("D judges all points: the larger a point, the more D is wrong about it."),
    ),
    (
        mark("gradient"),
        mark(
            "The gradient of D's loss: D should rise (+) at real points and fall (−) at fakes, "
            "the more the larger the sign."
        ),
    ),
    (
        mark("update"),
        mark("D's weights take one step: its line D = 1/2 moves from the dotted to the solid one."),
    ),
)
G_SAID = (
    (mark("draw"), mark("As many z as a batch has are drawn from the prior.")),
    (mark("generate"), mark("The generator turns every z into a fake point G(z).")),
    (
        mark("judge"),
        mark(
            "D judges the fakes: the larger a point, the surer D is that it is fake. "
            "D does not learn now."
        ),
    ),
    (
        mark("gradient"),
        mark(
            "The gradient of the generator's loss at each fake: an arrow shows where the loss "
            "wants it to move."
        ),
    ),
    (
        mark("update"),
        mark(
            "The generator's weights take one step: every fake moves from the faint end of its "
            "line to the other."
        ),
    ),
)
FOCI = ("draw", "fake", "judged", "gradient", "update")


def parts(game: Game, look: Look, player: str, batch: Batch) -> Iterator[Phase]:
    """Make one move of a player, and yield after each of its parts; the scene is the look's."""
    said = D_SAID if player == "D" else G_SAID
    z = game.peek(len(batch.image))[:SHOWN]
    real: Floats = batch.image.flatten(1).numpy()[:SHOWN]
    fake = game.model.made(z)
    push_fake, push_real = game.model.pushes(fake, real)
    begun = Scene(player, FOCI[0], z, real, fake, push_fake, push_real)
    for number, focus in enumerate(FOCI[:-1]):
        look.scene = replace(begun, focus=focus)
        yield _phase(number, player, said)
    half = look.half(look.d())
    game.move(player, batch)
    if player == "D":
        look.scene = replace(begun, focus=FOCI[-1], half_before=half)
    else:
        look.scene = replace(begun, focus=FOCI[-1], before=fake, fake=game.model.made(z))
    yield _phase(PARTS - 1, player, said)


def _phase(number: int, player: str, said: tuple[tuple[str, str], ...]) -> Phase:
    return Phase(number + 1, PARTS, *said[number], player)
