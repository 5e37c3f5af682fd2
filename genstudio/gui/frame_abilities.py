"""What a kind of model can do, as panels and pages ask for it, and how a refusal is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from genstudio.core.language import mark, tr

if TYPE_CHECKING:
    from genstudio.gui.state import Family

REFUSALS = {
    "Decodes": mark("{family} cannot make images"),
    "Encodes": mark("{family} cannot encode images"),
    "Likelihood": mark("{family} has no likelihood"),
    "Discriminates": mark("{family} has no discriminator"),
    "Draws": mark("{family} cannot draw what a caption says"),
    "Translates": mark("{family} cannot turn pictures of one kind into another"),
}


def ability(need: str) -> str:
    """Return the method that a protocol of models stands for: Decodes is `decode`."""
    return need.removesuffix("s").lower()


def missing(family: Family, needs: Iterable[str]) -> list[str]:
    """Return those of the needs that a family does not meet."""
    return [need for need in needs if ability(need) not in family.abilities]


def refusal(family: Family, need: str) -> str:
    """Say that a family cannot do something, without a full stop."""
    why = REFUSALS.get(need, mark("{family} cannot do this"))
    return tr(why, family=tr(family.title))
