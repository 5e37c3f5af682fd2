"""The equations in type: their files, and the widget that shows them."""

import json
import re
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from genstudio.core.paths import resource
from genstudio.gui import theme
from genstudio.gui.widgets import equation, equation_art, equation_layout
from genstudio.gui.widgets.equation import Equation

ROOT = Path(__file__).resolve().parents[1]
SOURCE = tomllib.loads((ROOT / "packaging/equations.toml").read_text("utf-8"))
INDEX = json.loads((resource("equations") / "index.json").read_text("utf-8"))
NAMES = sorted(SOURCE["equations"])
SVG = "{http://www.w3.org/2000/svg}"
WANTED = [
    "gan-v",
    "gan-d-star",
    "gan-v-optimal",
    "gan-jsd",
    "gan-kl",
    "gan-nonsaturating",
    "gan-minimax",
    "gan-proof-d-1",
    "gan-proof-d-2",
    "gan-proof-d-3",
    "gan-proof-d-4",
    "gan-proof-v-1",
    "gan-proof-v-2",
    "gan-proof-v-3",
    "gan-proof-v-4",
    "gan-proof-v-5",
    "gan-change-of-variables",
    "vae-identity",
    "vae-elbo",
    "vae-kl-gaussians",
    "vae-reparameterise",
    "vae-score-function",
    "vae-iwae",
    "vae-bernoulli",
    "vae-gaussian",
    "hmc-energy",
    "hmc-accept",
    "svm-decision",
    "generative-classifier",
    "ppca-density",
    "def-generative",
    "def-discriminative",
]


def marked(name):
    """Return the terms that the source marks in an equation, in order."""
    tex = SOURCE["equations"][name]["tex"]
    return re.findall(r"@([a-z][a-z0-9_]*)\{", tex if isinstance(tex, str) else " ".join(tex))


def shown(qtbot, name, width=700, points=10):
    host = QWidget()
    font = host.font()
    font.setPointSizeF(points)
    host.setFont(font)
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    widget = Equation(name)
    layout.addWidget(widget)
    layout.addStretch()
    host.resize(width, 300)
    qtbot.addWidget(host)
    widget.kept = host
    host.show()
    qtbot.waitExposed(host)
    return widget


def test_equations_that_the_benches_need_are_there():
    assert set(WANTED) <= set(equation_art.names())
    assert sorted(INDEX["equations"]) == NAMES
    assert sorted(p.stem for p in resource("equations").glob("*.svg")) == NAMES


def test_equations_have_a_picture_with_every_term_and_nothing_foreign():
    for name in NAMES:
        check_picture(name)


def check_picture(name):
    text = (resource("equations") / f"{name}.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    tags = {element.tag for element in root.iter()}
    assert tags == {f"{SVG}svg", f"{SVG}g", f"{SVG}path"}  # so no script, style, image or link
    assert "href" not in text
    assert "url(" not in text
    ids = [g.get("id") for g in root.iter(f"{SVG}g")]
    assert len(ids) == len(set(ids))
    groups = [i.removeprefix("term-").partition(".")[0] for i in ids if i.startswith("term-")]
    assert sorted(groups) == sorted(marked(name))
    colours = {g.get("fill") for g in root.iter(f"{SVG}g")} - {None}
    assert all(hasattr(theme.LIGHT, colour[6:-1]) for colour in colours)


def test_equations_say_what_they_are_and_where_their_terms_are():
    for name in NAMES:
        check_entry(name)


def check_entry(name):
    entry = INDEX["equations"][name]
    assert entry["en"] == SOURCE["equations"][name]["en"]
    assert entry["de"]
    assert entry["en"] != entry["de"]
    assert "@" not in entry["tex"]
    assert entry["tex"].count("{") == entry["tex"].count("}")
    assert sorted(row[0] for row in entry["terms"]) == sorted(marked(name))
    for _, part, x, y, width, height in entry["terms"]:
        _, _, wide, high, deep = entry["parts"][part]
        assert x >= -10
        assert x + width <= wide + 10, name
        assert -high - 10 <= y
        assert y + height <= deep + 10
        assert min(width, height) > 10


def test_equations_terms_all_have_a_name_in_both_languages_and_are_used():
    used = {term for name in NAMES for term in marked(name)}
    assert used == set(SOURCE["terms"])
    assert all(entry["en"] and entry["de"] for entry in SOURCE["terms"].values())


@pytest.mark.slow
def test_equations_files_are_those_that_the_script_makes():
    done = subprocess.run([ROOT / "packaging/equations", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_equation_of_no_name_is_refused(qtbot):
    assert equation.exists("gan-v")
    assert not equation.exists("gan-nothing")
    with pytest.raises(LookupError, match="no equation 'gan-nothing'"):
        Equation("gan-nothing")


def test_equation_lights_the_term_under_the_mouse(qtbot):
    widget = shown(qtbot, "gan-d-star")
    place = widget.boxes("p_g")[0].center().toPoint()
    with qtbot.waitSignal(widget.pointed) as pointed:
        qtbot.mouseMove(widget, place)
    assert pointed.args == ["p_g"]
    assert widget.highlighted == "p_g"
    with qtbot.waitSignal(widget.pointed) as pointed:
        qtbot.mouseMove(widget, QPoint(widget.width() - 2, 2))
    assert pointed.args == [""]


def test_equation_takes_the_innermost_of_terms_in_each_other(qtbot):
    widget = shown(qtbot, "vae-identity")
    assert widget.term_at(widget.boxes("posterior")[0].center()) == "posterior"
    gap = widget.boxes("kl_gap")[0]
    assert widget.term_at(QPointF(gap.left() + 4, gap.center().y())) == "kl_gap"


def test_equation_shows_what_is_lit_by_ground_and_line(qtbot):
    widget = shown(qtbot, "gan-d-star")
    plain = widget.grab().toImage()
    widget.highlight("p_data")
    lit = widget.grab().toImage()
    for box in widget.boxes("p_data"):
        corner = QPointF(box.left() + 5, box.top() + 2).toPoint()
        line = QPointF(box.center().x(), box.bottom() - 0.5).toPoint()
        assert plain.pixelColor(corner) != lit.pixelColor(corner)
        assert lit.pixelColor(line) != lit.pixelColor(corner)
    elsewhere = widget.boxes("p_g")[0].topLeft().toPoint()
    assert plain.pixelColor(elsewhere) == lit.pixelColor(elsewhere)
    widget.highlight("kl")  # that stands in another equation
    assert widget.grab().toImage() == plain


def test_equation_follows_the_theme(qtbot):
    application = QApplication.instance()
    widget = shown(qtbot, "gan-d-star")
    try:
        seen = {}
        for mode, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
            theme.apply(application, mode)
            qtbot.wait(1)
            image = widget.grab(widget.boxes("p_g")[0].toRect()).toImage()
            found = {
                image.pixelColor(x, y).name()
                for x in range(image.width())
                for y in range(image.height())
            }
            seen[mode] = found
            assert any(near(colour, colours.fake) for colour in found)
            assert equation_art.term_colour("p_g") == colours.fake
        assert seen["dark"] != seen["light"]
    finally:
        theme.apply(application, "light")


def near(first, second):
    a, b = QColor(first), QColor(second)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return all(abs(x - y) < 40 for x, y in parts)


def test_equation_goes_through_its_terms_by_keys_and_says_them(qtbot):
    widget = shown(qtbot, "vae-identity")
    widget.setFocus()
    pointed = []
    widget.pointed.connect(pointed.append)
    for _ in range(3):
        qtbot.keyClick(widget, Qt.Key.Key_Right)
    assert pointed == ["log_px", "elbo", "kl_gap"]
    assert widget.spoken_value() == "gap between the bound and log p(x)"
    qtbot.keyClick(widget, Qt.Key.Key_Home)
    assert widget.highlighted == "log_px"
    qtbot.keyClick(widget, Qt.Key.Key_Escape)
    assert pointed[-1] == ""
    qtbot.keyClick(widget, "C", Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == widget.art.tex
    assert r"\mathcal{L}(x)" in widget.art.tex


def test_equation_offers_its_source_in_a_menu(qtbot):
    widget = shown(qtbot, "gan-v")
    at = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    qtbot.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center()
    )
    assert QGuiApplication.clipboard().text() == widget.art.tex


def test_equation_is_told_as_one(qtbot):
    widget = shown(qtbot, "gan-v-optimal")
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.role() == QAccessible.Role.Equation
    assert told.text(QAccessible.Text.Name) == widget.spoken
    assert "minus log 4" in widget.spoken


def test_equation_breaks_then_shrinks_then_scrolls(qtbot):
    wide = shown(qtbot, "gan-v", 900)
    assert len({start.y() for start in wide._layout.starts}) == 1
    full = wide.scale
    lower = shown(qtbot, "gan-v", round(wide._layout.width * 0.9))
    assert len({start.y() for start in lower._layout.starts}) == 1
    assert lower.scale < full
    broken = shown(qtbot, "gan-v", round(wide._layout.width * 0.6))
    assert len({start.y() for start in broken._layout.starts}) > 1
    assert broken.height() > wide.height()
    tight = shown(qtbot, "gan-v", 130)
    assert tight.scale == pytest.approx(full * equation_layout.LEAST)
    assert tight._overflow() > 0
    tight.setFocus()
    qtbot.keyClick(tight, Qt.Key.Key_End)
    last = tight._ground(tight.art.terms[-1])
    assert last.right() <= tight.width()


def test_equation_grows_with_the_font(qtbot):
    small, large = shown(qtbot, "gan-d-star", points=10), shown(qtbot, "gan-d-star", points=14)
    assert large.scale == pytest.approx(1.4 * small.scale, rel=0.1)
    assert large.height() > small.height()


def test_equation_lines_hold_every_part_once_and_do_not_overlap():
    for name in NAMES:
        check_lines(name)


def check_lines(name):
    art = equation_art.art(name)
    for width in (200, 420, 5000):
        laid = equation_layout.fitted(art, 0.08, width)
        assert len(laid.starts) == len(art.parts)
        rows = sorted({start.y() for start in laid.starts})
        for above, below in pairwise(rows):
            deep = max(p.depth for p, s in zip(art.parts, laid.starts) if s.y() == above)
            high = max(p.height for p, s in zip(art.parts, laid.starts) if s.y() == below)
            assert above + deep * laid.scale < below - high * laid.scale
