"""The one kind of error that is meant to be read by a person."""

from __future__ import annotations

SPACES = "\u00a0\u202f"


class UserError(ValueError):
    """Something the user can put right; its text is one clear sentence that says what to do.

    The window shows it in the message bar; the command line prints it on one line
    and exits with code 2. Anything else that is raised is a defect of the program.
    """


def printable(text: object) -> str:
    """Make a name from outside safe to print: no control characters, no lone surrogates.

    No-break spaces stay: numbers in many languages and names of screenshots have them.
    """
    raw = str(text).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(
        c if c.isprintable() or c in SPACES else c.encode("unicode_escape").decode() for c in raw
    )
