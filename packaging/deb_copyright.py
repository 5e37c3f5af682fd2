"""The package's copyright file: every licence of what is inside, as Debian wants it written."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

COMMON = "/usr/share/common-licenses"
RULE = "=" * 72
# Debian has the texts of the common licences on every system, and asks packages to name those.
FULL_TEXTS = (
    (
        re.compile(
            r"^ *GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3"
            r".*?choose that version for the\s+Library\.",
            re.M | re.S,
        ),
        f"[The text of the GNU LGPL, version 3, is in {COMMON}/LGPL-3.]",
    ),
    (
        re.compile(
            r"^ *GNU GENERAL PUBLIC LICENSE\s+Version 3.*?why-not-lgpl\.html>?\.?", re.M | re.S
        ),
        f"[The text of the GNU GPL, version 3, is in {COMMON}/GPL-3.]",
    ),
    (
        re.compile(
            r"^ *Apache License\s+Version 2\.0, January 2004"
            r".*?(?:any such warranty or additional liability\.|END OF TERMS AND CONDITIONS)"
            r"(?:\s+END OF TERMS AND CONDITIONS)?",  # not everybody ships that line
            re.M | re.S,
        ),
        f"[The text of the Apache License, version 2.0, is in {COMMON}/Apache-2.0.]",
    ),
)


def compose(home: str, licences: list[dict[str, str]], system: dict[str, str]) -> str:
    """Return the copyright file.

    `licences` are what the program tells of itself (name, version, licence, home, text);
    `system` are Debian's own copyright files of the libraries that were taken from the system.
    """
    parts = [
        f"genstudio; its sources are at {home}.\n\n"
        "The package holds the program and all that it needs: Python, Qt, PyTorch and others.\n"
        "Each of them follows, with its version, its licence and where it comes from.\n"
    ]
    for row in licences:
        head = f"{row['name']} {row['version']}: {row['licence']}\n{row['home']}".strip()
        parts.append(f"{head}\n\n{shorten(row['text'])}\n")
    for package, text in sorted(system.items()):
        parts.append(
            f"{package}, a package of Debian, from which libraries come\n\n{shorten(text)}\n"
        )
    return f"\n{RULE}\n".join(parts)


def shorten(text: str) -> str:
    """Put the place where Debian keeps it instead of a common licence's full text."""
    for pattern, instead in FULL_TEXTS:
        text = pattern.sub(instead, text)
    return text.strip()


def of_system_libraries(folder: Path) -> dict[str, str]:
    """Return Debian's copyright files of the system libraries that were frozen, by package."""
    found: dict[str, str] = {}
    for library in sorted((folder / "_internal").glob("lib*.so*")):
        done = subprocess.run(
            ["dpkg-query", "-S", f"*/{library.name}"], capture_output=True, text=True
        )
        for package in sorted({line.partition(":")[0] for line in done.stdout.splitlines()}):
            file = Path("/usr/share/doc") / package / "copyright"
            if file.is_file():
                found[package] = file.read_text(encoding="utf-8", errors="replace")
    return found
