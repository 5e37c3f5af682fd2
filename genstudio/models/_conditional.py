"""What models that are told the class have in common."""

from __future__ import annotations

from genstudio.core.errors import UserError
from genstudio.core.language import tr


def classes_of(classes: int, *, conditional: bool) -> int:
    """Return how many classes a model is told of: those of the data, or 0 where it is not.

    Raises UserError where a conditional model has data without labels.
    """
    if conditional and not classes:
        raise UserError(
            tr(
                "These data have no labels, which Conditional (conditional) needs: choose data "
                "with classes, such as a folder with one folder a class, or turn it off."
            )
        )
    return classes if conditional else 0
