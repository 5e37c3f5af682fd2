"""What people read: languages, plurals, and numbers as they are written there."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from genstudio.core import language, paths
from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import language as window_language
from genstudio.gui.numbers import number

FILES = sorted(paths.resource("translations").glob("*.ts"))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
PROGRAM = Path(language.__file__).parents[1]
PACKAGING = Path(__file__).resolve().parents[1] / "packaging"


@pytest.fixture
def translate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What packaging/translate runs."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("translate")


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("GENSTUDIO_LANGUAGE")
    yield
    window_language.apply(qapp, "en")
    qapp.setLayoutDirection(window_language.Qt.LayoutDirection.LeftToRight)


def test_without_a_translator_the_english_text_is_shown():
    assert tr("Train") == "Train"
    assert tr("{left} of {right}", left="{right}", right=2) == "{right} of 2"
    assert tr("a {brace}") == "a {brace}"


@pytest.mark.parametrize(("n", "expected"), [(0, "0 images"), (1, "1 image"), (2, "2 images")])
def test_english_plurals_need_no_translation(n: int, expected: str):
    assert tr("%n image(s)", "", n) == expected


@pytest.mark.parametrize("wrong", ["{wrong}", "{right:,}", "{right.size}", "{right", "{0}"])
def test_a_translation_with_wrong_braces_gives_way_to_english(wrong: str):
    language.install(lambda text, comment, n: wrong)
    assert tr("{right} is right", right=(1, 2)) == "(1, 2) is right"


def test_numbers_in_a_sentence_follow_the_locale(qapp: QApplication):
    window_language.apply(qapp, "de")
    assert tr("{size:,} of {share:.1f} and {plain}", size=1234, share=0.5, plain=7) == (
        "1.234 of 0,5 and 7"
    )
    assert tr("%n image(s)", "", 1797).startswith("1.797 ")
    assert tr("{name!r} {path}", name="a.b", path="c.d") == "'a.b' c.d"


def test_numbers_are_printable():
    assert printable("1\u202f234\u00a0%\n\x1b") == "1\u202f234\u00a0%\\n\\x1b"


def test_pseudo_language_keeps_names_and_mnemonics(qapp: QApplication):
    window_language.apply(qapp, "pseudo")
    shown = tr("&Open {name}", name="a run")
    assert "a run" in shown
    assert shown.count("&") == 1
    assert len(shown) >= 1.4 * len("&Open a run") - 3
    assert tr("%n image(s)", "", 1).startswith("[1 ")


@pytest.mark.parametrize(
    ("code", "expected", "share"),
    [
        ("en", "-1,234,567.89", "12.5%"),
        ("de", "-1.234.567,89", "12,5\u00a0%"),
        ("de_CH", "-1'234'567.89", "12.5%"),
        ("fr", "-1\u202f234\u202f567,89", "12,5\u202f%"),
    ],
)
def test_numbers_follow_the_locale(qapp: QApplication, code: str, expected: str, share: str):
    QLocale.setDefault(QLocale(code))
    assert number(-1234567.891, ",.2f") == expected
    assert number(0.125, ".1%") == share


def test_a_language_from_right_to_left_mirrors_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(window_language, "available", lambda: {"en": "English", "he": "Hebrew"})
    window_language.apply(qapp, "he")
    assert qapp.layoutDirection() == window_language.Qt.LayoutDirection.RightToLeft
    window_language.apply(qapp, "en")
    assert qapp.layoutDirection() == window_language.Qt.LayoutDirection.LeftToRight


@every_file
def test_a_translation_is_complete(file: Path):
    for message in ET.parse(file).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        assert "type" not in translation.attrib, message.findtext("source")
        assert all(forms), message.findtext("source")


@every_file
def test_a_translation_has_every_text_of_the_program(translate, tmp_path: Path, file: Path):
    again = Path(shutil.copy(file, tmp_path))
    translate.collect(again, file.stem.partition("_")[2])
    found, there = _texts(again), _texts(file)
    assert found - there == set(), "run packaging/translate, and translate these"
    assert there - found == set(), "run packaging/translate: the program has these no more"
    assert again.read_bytes() == file.read_bytes()


@every_file
def test_no_text_is_where_it_cannot_be_collected(file: Path):
    """Qt's lupdate does not look into f-strings, nor at texts that are not literals."""
    there = {source for source, _ in _texts(file)}
    faults = []
    for path in sorted(PROGRAM.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("tr", "mark"):
                text = call.args[0]
                if isinstance(text, ast.JoinedStr) or (
                    isinstance(text, ast.Constant) and text.value not in there
                ):
                    faults.append(f"{path.relative_to(PROGRAM)}:{call.lineno}")
    assert faults == []


@every_file
def test_the_compiled_translation_is_made_of_the_source(translate, tmp_path: Path, file: Path):
    compiled = tmp_path / "again.qm"
    translate.release(file, compiled)
    assert compiled.read_bytes() == file.with_suffix(".qm").read_bytes(), "run packaging/translate"


def test_the_files_are_those_of_the_languages_to_choose(translate):
    assert [file.stem for file in FILES] == [f"genstudio_{c}" for c in translate.LANGUAGES]
    assert set(window_language.available()) == set(window_language.NAMES)


@every_file
def test_translations_name_the_same_values_as_the_text(file: Path):
    for message in ET.parse(file).iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        texts = [form.text or "" for form in translation.iter("numerusform")]
        for text in texts or [translation.text or ""]:
            if not text:
                continue
            assert set(_names(text)) == set(_names(source)), text
            assert text.count("&") - 2 * text.count("&&") <= 1


def _texts(file: Path) -> set[tuple[str, str]]:
    messages = ET.parse(file).iter("message")
    return {(m.findtext("source") or "", m.findtext("comment") or "") for m in messages}


def _names(text: str) -> list[str]:
    return re.findall(r"\{[^{}]*\}|%n", text)
