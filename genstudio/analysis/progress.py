"""How what takes long tells how far it is, and is stopped on the way."""

from __future__ import annotations

from collections.abc import Callable

from genstudio.core.errors import UserError
from genstudio.core.language import tr

Progress = Callable[[int, int], None]  # (done, total); it may raise Ended


class Ended(UserError):
    """The work was stopped on request; nothing is wrong."""

    def __init__(self) -> None:
        super().__init__(tr("The evaluation was stopped."))


def silent(done: int, total: int) -> None:
    """Report to nobody."""
