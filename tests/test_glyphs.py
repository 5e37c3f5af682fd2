"""Letters of the installed fonts; and what is done where fonts are no use, or there are none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from genstudio.core.errors import UserError
from genstudio.data import _fonts, glyphs, sources
from genstudio.data.dataset import Stopped


@pytest.fixture(scope="module")
def fonts() -> list[str]:
    """Return files of fonts that are installed and have letters, or skip."""
    faces, _ = _fonts.usable(_fonts.installed(), glyphs.LETTERS["upper"], 4, lambda: False)
    if not faces:
        pytest.skip("no font is installed")
    return [face.path for face in faces]


def use(monkeypatch, paths) -> None:
    monkeypatch.setattr(glyphs, "installed", lambda: list(paths))


@pytest.mark.parametrize(
    ("options", "shape", "classes"),
    [
        ({}, (1, 32, 32), 26),
        ({"size": 16, "letters": "lower", "colour": "rgb"}, (3, 16, 16), 26),
        ({"size": 128, "letters": "digits"}, (1, 128, 128), 10),
    ],
)
def test_letters_are_drawn_and_balanced(fonts, monkeypatch, options, shape, classes):
    use(monkeypatch, fonts)
    dataset = sources.load("glyphs", {"count": 300} | options)
    assert dataset.shape == shape
    assert len(dataset.classes) == classes
    counts = np.bincount(dataset.labels, minlength=classes)
    assert counts.max() - counts.min() <= 1
    assert len(dataset.factors["font"].names) == len(fonts)
    spread = dataset.images.reshape(300, -1).astype(int)
    assert (spread.max(1) - spread.min(1) > 80).all()
    again = sources.load("glyphs", {"count": 300} | options)
    assert again.fingerprint == dataset.fingerprint
    assert dataset.source == "glyphs"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("size", [16, 128])
def test_any_size_and_number_is_drawn(fonts, monkeypatch, size, count):
    use(monkeypatch, fonts)
    dataset = sources.load("glyphs", {"count": count, "size": size, "colour": "rgb"})
    assert dataset.images.shape == (count, 3, size, size)


def test_letters_are_inside_upright_and_of_the_height_that_is_said(fonts, monkeypatch):
    use(monkeypatch, fonts[:1])
    dataset = sources.load("glyphs", {"count": 260, "size": 64})
    ink = dataset.images[:, 0] > 100
    heights = np.array([np.ptp(np.flatnonzero(image.any(1))) + 1 for image in ink]) / 64
    tall = dataset.labels == dataset.classes.index("H")
    gap = heights[tall] / dataset.factors["height"].values[tall]
    assert gap.max() - gap.min() < 0.15
    assert gap.min() > 0.6
    assert gap.max() < 1.1
    cut = ink[:, [0, -1]].any((1, 2)) | ink[:, :, [0, -1]].any((1, 2))
    assert cut.mean() < 0.02
    for image in ink[dataset.labels == dataset.classes.index("L")]:
        rows = np.flatnonzero(image.any(1))
        middle = (rows[0] + rows[-1]) // 2
        assert image[middle + 1 :].sum() > image[:middle].sum()


def test_letters_can_be_told_apart(fonts, monkeypatch):
    """Images of a letter are nearer to its own mean than to others, as a rule."""
    use(monkeypatch, fonts)
    dataset = sources.load("glyphs", {"count": 1500, "size": 16})
    flat = dataset.images.reshape(1500, -1).astype(float)
    means = np.stack([flat[dataset.labels == k].mean(0) for k in range(26)])
    found = ((flat[:, None] - means) ** 2).sum(-1).argmin(1)
    assert (found == dataset.labels).mean() > 0.5  # chance is 0.04


def test_fonts_that_are_no_use_are_left_out_with_a_reason(fonts, monkeypatch, tmp_path):
    broken, empty, huge = (tmp_path / f"{name}.ttf" for name in ("broken", "empty", "huge"))
    content = Path(fonts[0]).read_bytes()
    broken.write_bytes(content[: len(content) // 3] + os.urandom(2000))
    empty.write_bytes(b"")
    with huge.open("wb") as file:
        file.truncate(_fonts.LARGEST + 1)
    symbols = tmp_path / "MySymbols.ttf"
    shutil.copy(fonts[0], symbols)
    gone = tmp_path / "gone\x1b[1m.ttf"
    use(monkeypatch, [*map(str, (broken, empty, huge, symbols, gone)), fonts[0]])
    dataset = sources.load("glyphs", {"count": 30})
    reasons = {problem.file: problem.reason for problem in dataset.problems}
    assert len(reasons) == 5
    assert "cannot be read" in reasons["empty.ttf"]
    assert "larger" in reasons["huge.ttf"]
    assert "symbols" in reasons["MySymbols.ttf"]
    assert not any("\x1b" in name for name in reasons)
    assert len(dataset.factors["font"].names) == 1


def test_a_font_without_letters_is_told_from_one_with_letters(fonts, monkeypatch):
    font = ImageFont.truetype(fonts[0], 64)
    monkeypatch.setattr(_fonts, "opened", lambda path, size: font)
    assert _fonts._look(fonts[0], "AB").wide > 0
    assert _fonts._look(fonts[0], "A\U0010fffe") == "does not have all letters."
    assert _fonts._look(fonts[0], "A ") == "does not have all letters."
    monkeypatch.setattr(font, "getbbox", lambda text, anchor: (0, -40, 40, 0))
    assert _fonts._look(fonts[0], "AB") == "has symbols in place of letters."


@pytest.mark.parametrize("paths", [[], ["/nowhere/a.ttf"]])
def test_without_fonts_it_is_said_what_to_do(monkeypatch, paths):
    use(monkeypatch, paths)
    with pytest.raises(UserError, match=r"No font with letters .* install one, such as DejaVu"):
        sources.load("glyphs")


def test_drawing_letters_can_be_stopped(fonts, monkeypatch):
    use(monkeypatch, fonts)
    with pytest.raises(Stopped):
        sources.load("glyphs", stop=lambda: True)
    asked = iter([False] * 20)
    with pytest.raises(Stopped):
        sources.load("glyphs", stop=lambda: next(asked, True))


def test_fonts_are_found_without_fontconfig_and_with_it(monkeypatch, tmp_path):
    deep = tmp_path / "fonts" / "truetype"
    deep.mkdir(parents=True)
    for name in ("b.ttf", "a.OTF", "c.txt", "d.ttc"):
        (deep / name).write_bytes(b"x")
    other = tmp_path / "elsewhere.ttf"
    other.write_bytes(b"x")
    monkeypatch.setattr(_fonts, "folders", lambda: [tmp_path / "fonts", tmp_path / "nowhere"])
    monkeypatch.setattr(_fonts.shutil, "which", lambda name: None)
    names = [os.path.basename(path) for path in _fonts.installed()]
    assert names == ["a.OTF", "b.ttf", "d.ttc"]
    monkeypatch.setattr(_fonts.shutil, "which", lambda name: "fc-list")
    told = subprocess.CompletedProcess([], 0, f"{deep}/b.ttf\n{other}\n".encode())
    monkeypatch.setattr(_fonts.subprocess, "run", lambda *a, **k: told)
    names = [os.path.basename(path) for path in _fonts.installed()]
    assert names == ["a.OTF", "b.ttf", "d.ttc", "elsewhere.ttf"]

    def fails(*args, **rest):
        raise subprocess.TimeoutExpired("fc-list", 20)

    monkeypatch.setattr(_fonts.subprocess, "run", fails)
    assert len(_fonts.installed()) == 3


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_system_has_places_for_fonts(monkeypatch, system):
    monkeypatch.setattr(_fonts.sys, "platform", system)
    assert len(_fonts.folders()) >= 2
