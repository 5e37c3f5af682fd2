"""What the program tells a Linux desktop about itself, read by the desktop's own tools."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QImage

import genstudio
from genstudio.core import desktop_files, paths
from genstudio.core.errors import UserError

ICON_FOLDERS = [paths.resource("icons") / name for name in desktop_files.CONTEXTS]
RUN = "application/vnd.genstudio.run+json"
LESSON = "application/vnd.genstudio.lesson+json"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
AWKWARD = [
    "/plain/app",
    "/with space/app",
    '/a"b$c`d\\e/app',
    "/it's/app",
    "/Grüße/app",
    "/a;b&c/*?",
]


def checked(*command) -> str:
    """Run a desktop's own checker; return what it says, which is nothing where all is well."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def value(text: str, key: str) -> str:
    """Return a key's value as a reader of desktop files does: escapes of strings undone."""
    raw = next(line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}="))
    out, rest = "", iter(raw)
    for c in rest:
        out += (
            {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[next(rest)] if c == "\\" else c
        )
    return out


def shell_words(line: str) -> list[str]:
    """Split an Exec line by the rules of GLib's g_shell_parse_argv, written independently."""
    words, word, quote, rest = [], None, "", iter(line)
    for c in rest:
        if quote == '"' and c == "\\":
            following = next(rest)
            word += following if following in '"\\$`' else c + following
        elif quote:
            word, quote = (word, "") if c == quote else (word + c, quote)
        elif c in "\"'":
            word, quote = word or "", c
        elif c == "\\":
            word = (word or "") + next(rest)
        elif c.isspace():
            words, word = ([*words, word], None) if word is not None else (words, None)
        else:
            word = (word or "") + c
    assert not quote, "an open quote"
    return words if word is None else [*words, word]


@pytest.mark.parametrize("program", AWKWARD)
def test_the_entry_starts_the_program_wherever_it_is(program, tmp_path) -> None:
    text = desktop_files.entry([program, "app"]).decode()
    assert shell_words(value(text, "Exec")) == [program, "app", "%F"]
    assert value(text, "TryExec") == program == desktop_files.program_of(text)
    path = tmp_path / "entry.desktop"
    path.write_text(text)
    assert checked("desktop-file-validate", str(path)) == ""


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="%="), min_size=1))
def test_every_word_is_read_back_as_it_was(word) -> None:
    line = desktop_files.quoted(word)
    assert shell_words(f"{line} %F") == [word, "%F"]


@pytest.mark.parametrize("path", ["/100%/app", "/a\nb/app", "/a=b/app", "/\udcff/app", "/\x7f/app"])
def test_a_path_that_no_menu_can_start_is_refused_with_what_to_do(path) -> None:
    with pytest.raises(UserError, match="Install it in another folder") as raised:
        desktop_files.entry([path])
    assert str(raised.value).isprintable()


def test_the_metadata_are_what_software_centres_take() -> None:
    path = paths.resource("desktop") / f"{paths.APP_ID}.metainfo.xml"
    root = ET.parse(path).getroot()
    assert root.findtext("id") == paths.APP_ID
    assert root.findtext("launchable") == f"{paths.APP_ID}.desktop"
    assert {e.text for e in root.iter("mediatype")} == {RUN, LESSON}
    assert root.find("releases/release").get("version") == genstudio.__version__
    checked("appstreamcli", "validate", "--no-net", str(path))


def test_the_file_types_are_named_alike_everywhere() -> None:
    root = ET.parse(paths.resource("desktop") / f"{paths.APP_ID}.xml").getroot()
    types = {e.get("type"): e for e in root.iter(f"{MIME}mime-type")}
    globs = {name: e.find(f"{MIME}glob").get("pattern") for name, e in types.items()}
    assert globs == {RUN: "*.genstudio", LESSON: "*.genlesson"}
    assert value(desktop_files.entry(["/x"]).decode(), "MimeType") == f"{RUN};{LESSON};"
    drawn = {path.stem for path in desktop_files.icon_sources(paths.resource("icons"))}
    assert drawn == {paths.APP_ID} | {e.find(f"{MIME}icon").get("name") for e in types.values()}


@pytest.mark.parametrize("folder", ICON_FOLDERS, ids=lambda folder: folder.name)
def test_every_icon_is_there_in_every_size_and_is_no_empty_square(folder) -> None:
    for source in folder.glob("*.svg"):
        for size in desktop_files.ICON_SIZES:
            with Image.open(source.with_name(f"{source.stem}-{size}.png")) as image:
                assert image.size == (size, size)
                alpha = image.convert("RGBA").getchannel("A").histogram()
                assert alpha[0] > 0, "the corners are transparent"
                assert sum(alpha[200:]) > size * size / 2, "the middle is not"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("folder", ICON_FOLDERS, ids=lambda folder: folder.name)
def test_the_icons_in_pixels_are_those_of_the_drawing(folder) -> None:
    """Qt reads the SVG by its plug-in here, as desktops with Qt do."""
    for source in folder.glob("*.svg"):
        drawn = QImage(str(source)).scaled(64, 64)
        kept = QImage(str(source.with_name(f"{source.stem}-64.png")))
        for place in ((32, 32), (20, 44), (44, 26)):
            difference = [
                abs(a - b)
                for a, b in zip(
                    drawn.pixelColor(*place).getRgb(), kept.pixelColor(*place).getRgb(), strict=True
                )
            ]
            assert max(difference) < 60, (source.name, place)


def test_the_launcher_is_absolute_and_starts_the_window(tmp_path, monkeypatch) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    monkeypatch.setattr("sys.executable", str(python))
    assert desktop_files.launcher() == [str(python), "-m", "genstudio", "app"]
    beside = python.with_name("genstudio-app")
    beside.touch()
    assert desktop_files.launcher() == [str(beside)]
    beside.unlink()
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert desktop_files.launcher() == [str(python), "app"]
    monkeypatch.setenv("APPIMAGE", "/home/me/genstudio.AppImage")
    monkeypatch.setenv("APPDIR", "/elsewhere")
    assert desktop_files.launcher() == [str(python), "app"], "the variables of another AppImage"
    monkeypatch.setenv("APPDIR", str(tmp_path))
    assert desktop_files.launcher() == ["/home/me/genstudio.AppImage", "app"]


def test_every_file_lies_below_the_data_folder() -> None:
    data = Path("/data home")
    places = desktop_files.files(data, ["/usr/bin/genstudio-app"])
    assert all(path.is_relative_to(data) for path in places)
    assert data / "icons/hicolor/16x16/apps" / f"{paths.APP_ID}.png" in places
    assert (
        data / "icons/hicolor/scalable/mimetypes/application-vnd.genstudio.run+json.svg" in places
    )
    assert all(places.values()), "no file is empty"
