"""Collect the texts of the program for its translators, and compile the translations."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import labels
import PySide6

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
TOOLS = Path(PySide6.__path__[0])
COLLECT = ["-silent", "-no-obsolete", "-sort-messages", "-locations", "none"]
COLLECT += ["-tr-function-alias", "QT_TR_NOOP+=mark,QT_TR_NOOP+=Hint", "-source-language", "en"]


def collect(file: Path, language: str) -> None:
    """Bring a .ts file up to date: new texts come in, those that are gone leave."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "genstudio").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "labels.py"
        made.write_text("".join(labels.lines()), encoding="utf-8")
        target = ["-target-language", language, *sources, str(made), "-ts", str(file)]
        _run("lupdate", *COLLECT, *target)


def release(file: Path, compiled: Path) -> None:
    """Compile a .ts file to the .qm file that the window loads."""
    _run("lrelease", "-silent", str(file), "-qm", str(compiled))


def _run(tool: str, *options: str) -> None:
    subprocess.run([str(TOOLS / tool), *options], cwd=ROOT, check=True)


def main() -> None:
    """Collect and compile every language, and say what is left to do."""
    for language in LANGUAGES:
        file = TRANSLATIONS / f"genstudio_{language}.ts"
        collect(file, language)
        release(file, file.with_suffix(".qm"))
        left = file.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{file.relative_to(ROOT)}: {left} texts are not translated yet")


if __name__ == "__main__":
    main()
