"""What the piles of the arithmetic pane are made of: codes, and images that stand for theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.carry import Carried

if TYPE_CHECKING:
    from genstudio.gui.session import Session

MOST = 1000  # members of a pile: more change a mean by little, and each has to be encoded


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A code [d] with a name; or what has one with any weights, and another with others.

    `index` is a data point, which the weights in view encode, and `seed` a draw from the prior.
    """

    name: str
    code: NDArray[np.float32] | None = None
    index: int | None = None
    seed: int | None = None


Members = tuple[Member, ...]


def latent_dim(session: Session) -> int | None:
    """Return how many numbers a code of the model in view has; None without a model.

    What a record does not say is the default of its family's settings.
    """
    view = session.view
    if view is None:
        return None
    found = view.record.model.get("latent_dim")
    family = session.choices.families.get(view.record.family)
    if found is None and family is not None:
        config = {field.name: field.default for field in fields(family.config)}
        found = config.get("latent_dim")
    return found if isinstance(found, int) else None


def of_carried(carried: Carried) -> Members:
    """Return what was dropped; a single code bears the name alone."""
    return _named(carried.name, [np.array(code) for code in thinned(carried.codes)])


def of_pins(session: Session) -> Members:
    """Return the pins; one that was taken from a data point stays at its own code."""
    return tuple(Member(printable(pin.name), np.array(pin.code)) for pin in session.pins.all)


def of_selection(session: Session) -> Members:
    """Return the selected data points, or the one that was clicked last where there are none."""
    chosen: Sequence[int] = thinned(session.selected)
    if not len(chosen) and session.selection is not None:
        chosen = [session.selection]
    return tuple(of_point(session, int(index)) for index in chosen)


def of_point(session: Session, index: int) -> Member:
    """Return a data point, named by its number and its class."""
    return Member(_point_name(session.dataset, index), index=index)


def of_own(session: Session) -> Members:
    """Return the user's own picture, as far as its code is known."""
    own = session.own
    if own is None or own.code is None:
        return ()
    return (Member(printable(own.name) or tr("own picture"), np.array(own.code)),)


def fitting(members: Members, dim: int) -> Members:
    """Return the members that a model of `dim` latent dimensions can decode."""
    return tuple(m for m in members if m.code is None or m.code.shape == (dim,))


def say_nonsense(session: Session) -> None:
    """Say that nothing could be taken from what was dropped."""
    session.say(tr("What was dropped holds no codes that make sense."), "warning")


def say_unfit(session: Session, dim: int | None) -> None:
    """Say that codes are not of the model in view, whose codes have `dim` numbers."""
    session.say(
        tr(
            "These codes have another number of dimensions than those of the model in "
            "view ({own:,}): take codes of the same model.",
            own=dim,
        ),
        "warning",
    )


def thinned(rows: Any) -> Any:
    """Return at most MOST rows, evenly spaced."""
    if len(rows) <= MOST:
        return rows
    return rows[np.linspace(0, len(rows) - 1, MOST).astype(np.int64)]


def _named(name: str, codes: list[NDArray[np.float32]]) -> Members:
    name = printable(name)
    if len(codes) == 1:
        return (Member(name, codes[0]),)
    return tuple(Member(f"{name} {place + 1}", code) for place, code in enumerate(codes))


def _point_name(dataset: Any, index: int) -> str:
    label = -1 if dataset is None or dataset.labels is None else int(dataset.labels[index])
    if dataset is not None and 0 <= label < len(dataset.classes):
        return tr(
            "image {number} ({label})", number=index + 1, label=printable(dataset.classes[label])
        )
    return tr("image {number}", number=index + 1)
