"""What is asked of a caption before something is drawn from it."""

from __future__ import annotations

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.data.words import unknown, words_of

NAMED = 5  # words in a message


def unheard(caption: str, words: frozenset[str]) -> list[str]:
    """Return the words of a caption that the data's captions, which have `words`, never had.

    Raises UserError where the caption says nothing, or nothing that the data ever said.
    """
    if not words_of(caption):
        raise UserError(tr("The caption is empty: write what is to be drawn."))
    new = unknown(caption, words)
    if len(new) == len(set(words_of(caption))):
        raise UserError(
            tr(
                "No word of {caption!r} is in the captions that the model learned from: use "
                "words that are there, such as {some}.",
                caption=printable(caption),
                some=", ".join(sorted(words, key=lambda word: (-len(word), word))[:NAMED]),
            )
        )
    return new
