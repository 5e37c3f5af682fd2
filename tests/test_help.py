"""The user guide: its pages hold together, and are found."""

import re

import pytest
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from windows import opened

from genstudio.core import paths, registry
from genstudio.gui import help_texts, panels
from genstudio.gui.help import ELSEWHERE
from genstudio.gui.help_texts import Pages, images, links, slug

HELP = paths.resource("help")
FILES = sorted(HELP.glob("*/*.md"))
LANGUAGES = sorted({path.parent.name for path in FILES})
KEYS = re.compile(r"`((?:(?:Ctrl|Shift|Alt)\+\S+?)|F\d+|Space|Return|Esc|Tab|Home|\.|\+|-)`")
IN_PICTURES = {"Shift+Tab", "Tab", "Esc", "Return", "Home", "Ctrl", "Shift", "+", "-", "Ctrl+A"}
IN_PICTURES |= {"Ctrl+Z", "Ctrl+Y"}  # where something is painted
# What is Ctrl+C in a terminal is no key of the window.
TERMINAL = {"Ctrl+C"}
GERMAN = {
    "Links": "Left",
    "Rechts": "Right",
    "Strg": "Ctrl",
    "Umschalt": "Shift",
    "Leertaste": "Space",
    "Eingabe": "Return",
    "Pos1": "Home",
}
LARGEST = 150_000  # bytes of a picture


def headings(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [slug(found) for found in help_texts.HEADING.findall(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_link_and_picture_of_a_page_is_there(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    for _, target in links(text):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.is_file(), target
        assert page.is_relative_to(HELP.resolve()), target
        assert not anchor or anchor in headings(page), target
    for words, target in images(text):
        assert words, f"{target} has no description"
        assert (path.parent / target).is_file(), target


@pytest.mark.parametrize("name", ["README.md", ".github/CONTRIBUTING.md", "packaging/README.md"])
def test_the_links_of_the_other_documents_lead_somewhere(name):
    document = HELP.parents[1] / name
    text = document.read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for _, target in [*links(prose), *images(prose)]:
        place, _, anchor = target.partition("#")
        if place and not place.startswith("https://"):
            found = document.parent / place
            assert found.exists(), target
            assert not anchor or anchor in headings(found), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_from_the_first_one(language):
    found, waiting = set(), [HELP / language / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in found:
            found.add(page)
            text = page.read_text(encoding="utf-8")
            targets = (target.partition("#")[0] for _, target in links(text))
            waiting += [(page.parent / t).resolve() for t in targets if t.endswith(".md")]
    assert {p.resolve() for p in found} == {p.resolve() for p in (HELP / language).glob("*.md")}


@pytest.mark.parametrize("name", registry.names(panels))
def test_every_panel_has_a_page(name):
    assert Pages().has(name)
    assert name in Pages().names()


def test_every_translated_page_has_an_english_one_with_the_same_pictures_and_links():
    for path in FILES:
        source = HELP / "en" / path.name
        assert source.is_file()
        texts = [file.read_text(encoding="utf-8") for file in (path, source)]
        pictures = [[target for _, target in images(text)] for text in texts]
        assert pictures[0] == pictures[1], path
        pages = [
            [t.partition("#")[0] for _, t in links(text) if t[:5] != "https"] for text in texts
        ]
        assert sorted(pages[0]) == sorted(pages[1]), path


def test_every_picture_is_small_and_used():
    used = {
        name.rpartition("/")[2] for path in FILES for _, name in images(path.read_text("utf-8"))
    }
    shipped = {path.name: path for path in (HELP / "images").iterdir()}
    assert set(shipped) == used
    for path in shipped.values():
        assert path.stat().st_size < LARGEST, path
        assert not QImage(str(path)).isNull(), path


def test_every_key_that_a_page_names_is_a_key_of_the_window(qtbot):
    with opened(qtbot, ready=False) as window:
        keys = {
            action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            for action in window.menus.actions
        }
        window.menus.open_guide("index")
        guide = window.menus._guide
        shortcuts = guide.findChildren(QShortcut)
        keys |= {s.key().toString(QKeySequence.SequenceFormat.PortableText) for s in shortcuts}
    named = set()
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for german, english in GERMAN.items():
            text = re.sub(rf"(?<=[`+]){german}(?=[`+])", english, text)
        named |= set(KEYS.findall(text))
    assert {"F1", "Space", "Ctrl+R", "Ctrl+F1"} <= named
    assert named - keys - IN_PICTURES - TERMINAL == set()
    assert any("Arrows" in keys for keys, _ in ELSEWHERE)


def test_a_page_that_is_not_translated_is_shown_in_english():
    pages = Pages("xx")
    assert pages.title("explorer") == Pages("en").title("explorer")
    assert pages.names() == Pages("en").names()


@pytest.mark.parametrize("name", ["nothing", "../../README", "/etc/passwd", "", "a b"])
def test_a_page_that_there_is_not_is_the_first_one(name):
    assert Pages().path(name) == HELP / "en" / "index.md"
    assert not Pages().has(name)


def test_the_search_wants_all_words_and_prefers_titles():
    pages = Pages()
    assert pages.search("  ") == []
    assert pages.search("xyzzy") == []
    assert pages.search("gallery")[0].page == "gallery"
    both = {hit.page for hit in pages.search("trash UNDO")}
    assert both == {"runs"}
    excerpt = pages.search("truncation")[0].excerpt
    assert "truncation" in excerpt.lower()
    assert "](" not in excerpt


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Where files live", "where-files-live"),
        ("β-VAE", "β-vae"),
        ("Pause or stop?", "pause-or-stop"),
    ],
)
def test_anchors_are_those_of_git_hosts(heading, anchor):
    assert slug(heading) == anchor
