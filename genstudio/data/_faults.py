"""One way for every file format to say what is wrong with a file."""

from __future__ import annotations

import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

DAMAGE = (  # what numpy, zipfile and gzip raise for files that are damaged or made to deceive
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
    RuntimeError,
    KeyError,
    OverflowError,
    NotImplementedError,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)


class Faulty(ValueError):
    """What is wrong with a file, as a half sentence that follows its name."""


@contextmanager
def explained(path: object) -> Iterator[None]:
    """Turn any fault of a file into a UserError: its name and what is wrong, one sentence."""
    shown = printable(path)
    try:
        yield
    except (UserError, Faulty) as error:
        if isinstance(error, UserError):
            raise
        raise UserError(tr("{shown} {error}.", shown=shown, error=error)) from error
    except PermissionError as error:
        raise UserError(tr("There is no permission to read {shown}.", shown=shown)) from error
    except MemoryError as error:
        raise UserError(tr("{shown} does not fit into memory.", shown=shown)) from error
    except DAMAGE as error:
        what = printable(error).strip().rstrip(".")[:200] or type(error).__name__
        raise UserError(
            tr("{shown} is damaged or not what its name says ({what}).", shown=shown, what=what)
        ) from error
