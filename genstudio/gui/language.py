"""The window's language: what there is, and how one is put on."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from genstudio.core import language, paths
from genstudio.gui.numbers import localised

NAMES = {"en": "English", "de": "Deutsch"}
PSEUDO = "pseudo"  # English with accents and 40 % longer: shows what was not translated or is cut
ACCENTS = str.maketrans("AEIOUaeiouncsyz", "ÅÉÎÖÛåéîöûñçšýž")
KEPT = re.compile(r"(\{[^{}]*\}|%n|&&|&|<[^>]*>|\n)")


_current = "en"


def current() -> str:
    """Return the code of the language that the window speaks, as `available` has it."""
    return _current


def available() -> dict[str, str]:
    """Return the languages that there are translations for: code to own name."""
    folder = paths.resource("translations")
    return {
        code: name
        for code, name in NAMES.items()
        if code == "en" or (folder / f"genstudio_{code}.qm").is_file()
    }


def apply(application: QApplication, choice: str) -> None:
    """Speak the chosen language ("system" follows the desktop) from here on.

    Texts that are on the screen already stay as they are. GENSTUDIO_LANGUAGE overrides the choice.
    """
    global _current
    choice = os.environ.get("GENSTUDIO_LANGUAGE") or choice
    locale = QLocale.system() if choice in ("system", PSEUDO) else QLocale(choice)
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    QLocale.setDefault(locale)
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    if choice == PSEUDO:
        language.install(_pseudo, localised)
        _current = "en"
        return
    code = next((c for c in locale.uiLanguages() if c in available()), "en")
    code = _current = choice if choice in available() else code
    own = _load(application, paths.resource("translations") / f"genstudio_{code}.qm")
    language.install(_translator(own) if own else None, localised)
    # Qt's own words: the buttons of dialogs, the menus of text fields.
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    of_qt = _load(application, folder / f"qtbase_{code}.qm") if own else None
    if of_qt:
        application.installTranslator(of_qt)
    direction = locale.textDirection() if code != "en" else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)


def _load(application: QApplication, path: Path) -> QTranslator | None:
    translator = QTranslator(application)
    return translator if path.is_file() and translator.load(str(path)) else None


def _translator(catalogue: QTranslator) -> language.Translator:
    # Asked directly, since QCoreApplication.translate would put in the number itself.
    return lambda text, comment, n: catalogue.translate("", text, comment, n) or ""


def _pseudo(text: str, comment: str, n: int) -> str:
    if n >= 0:
        text = text.replace("(s)", "" if n == 1 else "s")
    parts = KEPT.split(text)
    parts[::2] = [part.translate(ACCENTS) for part in parts[::2]]
    words = "~~~~~~~ " * (round(0.4 * len(text)) // 8 + 1)  # lines break at its spaces
    return f"[{''.join(parts)}{words[: round(0.4 * len(text))]}]"
