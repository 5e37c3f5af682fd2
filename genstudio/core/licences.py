"""The licences of everything that the program is made of, found at run time.

What is shipped is what our distribution needs, and what that needs in turn; `importlib.metadata`
knows it in a checkout, in a wheel and in a frozen program (which carries the metadata along).
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from genstudio.core import paths

OURS = "genstudio-desktop"
# What ours needs, for a checkout that was never installed (a test compares it with pyproject).
NEEDED = (
    "PySide6-Essentials", "filelock", "msgspec", "numpy", "pillow", "platformdirs", "psutil",
    "pooch", "pyqtgraph", "requests", "safetensors", "scikit-learn", "send2trash", "torch",
    "urllib3",
)  # fmt: skip
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LEGAL = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
SHORT = 60  # letters: a longer "License" field is a text, and not the licence's name
UNKNOWN = "UNKNOWN"

# Where a distribution's metadata names no SPDX licence, or several to choose from.
FIXES = {
    "colorama": "BSD-3-Clause",  # only its LICENSE.txt says which BSD licence
    "jinja2": "BSD-3-Clause",  # only its LICENSE.txt says which
    "mpmath": "BSD-3-Clause",  # "BSD"; the text has three clauses
    "sympy": "BSD-3-Clause",  # "BSD"; the text has three clauses
    "pyside6-essentials": "LGPL-3.0-only",  # of the three offered, the one that we use it under
    "safetensors": "Apache-2.0",  # only a classifier, without a version
    "scipy": "BSD-3-Clause",  # the field holds the whole text
    "shiboken6": "LGPL-3.0-only",  # of the three offered, the one that we use it under
}
# Distributions that carry no licence file; ours are in resources/licences.
TEXTS = {"LGPL-3.0-only": ("LGPL-3.0.txt", "GPL-3.0.txt"), "PSF-2.0": ("PSF-2.0.txt",)}
QT_NOTICE = """\
genstudio's window is made with Qt and Qt for Python (PySide6), (C) The Qt Company Ltd. and
other contributors, used under the GNU Lesser General Public License, version 3, unchanged and
as shared libraries. You may replace them by your own build of the same version: they are the
files of the folders PySide6 and shiboken6 of this installation.

The complete source code of this version:
  Qt               https://download.qt.io/official_releases/qt/{minor}/{version}/single/
  Qt for Python    https://download.qt.io/official_releases/QtForPython/pyside6/
                   (PySide6-{version}-src)
The version 3 of the LGPL adds permissions to the version 3 of the GPL; both follow.
"""
BOOTLOADER = """\
The small program that starts this frozen application is PyInstaller's bootloader. It is under
the GNU General Public License, version 2 or later, with the exception that programs built with
it may be distributed under terms of one's own choice.
Source code: https://github.com/pyinstaller/pyinstaller
"""
OWN = "The icons are drawn for genstudio and part of it. No fonts are shipped.\n\n"


@dataclass(frozen=True, slots=True)
class Licence:
    """One thing that is shipped: its SPDX licence, the full text and where it comes from."""

    name: str
    version: str
    licence: str
    home: str
    text: str


def shipped() -> list[Licence]:
    """Return the licences of all that is shipped, ours first, then by name. Reads many files."""
    found = [_licence(dist) for dist in closure()]
    found.append(_of_python())
    version = next((e.version for e in found if e.name.lower() == "pyside6_essentials"), "")
    if version:
        found.append(_of_qt(version))
    if getattr(sys, "frozen", False):
        home = "https://pyinstaller.org"
        licence = "GPL-2.0-or-later WITH Bootloader-exception"
        found.append(Licence("PyInstaller bootloader", "", licence, home, BOOTLOADER))
    ours = [entry for entry in found if entry.name == "genstudio"]
    others = [entry for entry in found if entry.name != "genstudio"]
    return ours + sorted(others, key=lambda entry: entry.name.lower())


def closure() -> list[metadata.Distribution]:
    """Return our distribution and all that it needs, in turn, as far as it is installed.

    Extras are left out; what is needed elsewhere only (another system) is not installed here.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = [OURS, *NEEDED]
    while waiting:
        name = canonical(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        waiting += _needs(found[name])
    return list(found.values())


def canonical(name: str) -> str:
    """Write a distribution's name as the packaging specification has it: `a-b` for `A_b`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(dist: metadata.Distribution) -> Iterator[str]:
    for requirement in dist.requires or ():
        name = NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield name.group()


def _licence(dist: metadata.Distribution) -> Licence:
    name = dist.metadata["Name"]
    key = canonical(name)
    licence = FIXES.get(key) or _named(dist)
    text = _text(dist) or _kept(licence)
    if key == OURS:
        name, text = "genstudio", OWN + (text or _own_text())
    return Licence(name, dist.version, licence, _home(dist), text)


def _named(dist: metadata.Distribution) -> str:
    """Return the licence that the metadata names: an SPDX expression, or else a short name."""
    field, expression = _field(dist, "License"), _field(dist, "License-Expression")
    if expression or (field and len(field) <= SHORT and "\n" not in field):
        return expression or field
    classes = [c for c in dist.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    return classes[0].rpartition("::")[2].strip() if classes else UNKNOWN


def _field(dist: metadata.Distribution, name: str) -> str:
    return next(iter(dist.metadata.get_all(name) or ()), "").strip()


def _text(dist: metadata.Distribution) -> str:
    """Join the different licence files that lie in the distribution's metadata."""
    texts: dict[str, str] = {}
    for file in dist.files or ():
        inside = file.parts[0].endswith((".dist-info", ".egg-info")) or len(file.parts) == 1
        if not inside or not LEGAL.search(file.as_posix().partition("/")[2] or file.name):
            continue
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            continue
        place = "/".join(file.parts[1:]).removeprefix("licenses/") or file.name
        texts.setdefault(text, place)
    if len(texts) == 1:
        return next(iter(texts)) + "\n"
    return "\n".join(f"---- {place} ----\n\n{text}\n" for text, place in texts.items())


def _kept(licence: str) -> str:
    """Return the text that we keep of a licence; nothing where we keep none."""
    files = TEXTS.get(licence, ())
    folder = paths.resource("licences")
    return "\n\n".join((folder / file).read_text(encoding="utf-8") for file in files)


def _own_text() -> str:
    """Return the text at the root of a checkout that was never installed."""
    file = paths.resource("licences").parents[1] / "LICENSE"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _home(dist: metadata.Distribution) -> str:
    links = {}
    for entry in dist.metadata.get_all("Project-URL") or ():
        label, _, link = entry.partition(",")
        links[label.strip().lower()] = link.strip()
    for label in ("homepage", "home", "source", "repository", "source code"):
        if label in links:
            return links[label]
    return _field(dist, "Home-page") or next(iter(links.values()), "")


def _of_python() -> Licence:
    home, version = "https://www.python.org", platform.python_version()
    return Licence("Python", version, "PSF-2.0", home, _kept("PSF-2.0"))


def _of_qt(version: str) -> Licence:
    notice = QT_NOTICE.format(version=version, minor=".".join(version.split(".")[:2]))
    licence = "LGPL-3.0-only"
    return Licence("Qt", version, licence, "https://www.qt.io", f"{notice}\n{_kept(licence)}")
