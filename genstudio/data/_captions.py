"""Captions of images: `metadata.jsonl`, or a text file beside each picture."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.data._decode import open_regular
from genstudio.data._faults import Faulty
from genstudio.data._scan import Found
from genstudio.data.dataset import Problem

MAX_METADATA = 256 << 20
MAX_TEXT = 1 << 16


def read_captions(
    root: str, found: Found, names: Sequence[str]
) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """Return a caption for each name ("" for none), or None where there is not one at all.

    A line `{"file_name": ..., "text": ...}` of metadata.jsonl, whose paths are relative to
    its own folder, counts before `picture.txt` beside `picture.png`. Lines and files that
    cannot be read are listed, and passed over.
    """
    problems: list[Problem] = []
    captions: dict[str, str] = {}
    for metadata in found.metadata:
        captions.update(_read_metadata(root, metadata, problems))
    for name in names:
        beside = os.path.splitext(name)[0] + ".txt"
        if name not in captions and beside in found.texts:
            captions[name] = _read_bounded(root, beside, MAX_TEXT, problems).strip()
    result = tuple(captions.get(name, "") for name in names)
    return (result if any(result) else None), problems


def _read_metadata(root: str, name: str, problems: list[Problem]) -> dict[str, str]:
    folder = os.path.dirname(name)
    captions: dict[str, str] = {}
    wrong: list[int] = []
    text = _read_bounded(root, name, MAX_METADATA, problems)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            entry = _parse(line)
            if entry is None:
                wrong.append(number)
            else:
                captions[os.path.normpath(os.path.join(folder, entry[0]))] = entry[1].strip()
    if wrong:
        problems.append(Problem(printable(name), _passed_over(wrong)))
    return captions


def _passed_over(wrong: Sequence[int]) -> str:
    """Say which lines were no use."""
    if len(wrong) == 1:
        return tr(
            "line {number} is not JSON with the texts file_name and text; passed over.",
            number=wrong[0],
        )
    return tr(
        "%n lines, first {number}, is not JSON with the texts file_name and text; passed over.",
        "",
        len(wrong),
        number=wrong[0],
    )


def _parse(line: str) -> tuple[str, str] | None:
    try:
        entry = json.loads(line)
        name, text = entry["file_name"], entry["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (name, text) if isinstance(name, str) and isinstance(text, str) else None


def _read_bounded(root: str, name: str, limit: int, problems: list[Problem]) -> str:
    """Return the text of a file; none of it, and a problem, where it is no such text."""
    try:
        with open_regular(os.path.join(root, name)) as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise Faulty(
                tr("is longer than the {limit:,} bytes that captions may take", limit=limit)
            )
        return content.decode("utf-8-sig")
    except Faulty as error:
        reason = f"{error}."
    except UnicodeDecodeError:
        reason = tr("is not UTF-8 text.")
    except OSError as error:
        reason = tr("cannot be read: {reason}.", reason=error.strerror)
    problems.append(Problem(printable(name), reason))
    return ""
