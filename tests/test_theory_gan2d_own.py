"""One's own densities of the plane: what a file and a drawing may be, and what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KernelDensity

from genstudio.analysis.theory import _gan2d_points as own
from genstudio.analysis.theory import gan2d
from genstudio.analysis.theory._gan2d_target import BRUSH, of
from genstudio.core.errors import UserError


def points(count=200, seed=0):
    generator = np.random.default_rng(seed)
    middle = generator.integers(0, 2, count)[:, None] * [4.0, 1.0]
    return middle + 0.3 * generator.standard_normal((count, 2))


def table(path, rows, mark=",", header="", ending="\n"):
    lines = ([header] if header else []) + [f"{x:.6f}{mark}{y:.6f}" for x, y in rows]
    path.write_text(ending.join(lines) + ending, "utf-8")
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t", " "])
@pytest.mark.parametrize("header", ["", "x{mark}y"])
def test_two_columns_are_read(tmp_path, mark, header):
    rows = points(20)
    path = table(tmp_path / "own.csv", rows, mark, header.format(mark=mark), "\r\n")
    assert own.read(path) == pytest.approx(rows, abs=1e-6)


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join([b"1,2", b"", b"2,3"] * 10))
    assert own.read(path).shape == (20, 2)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "has 0 points"),
        (b"1,2\n" * 9, "has 9 points"),
        (b"1,2\n" * 20, "vary in both"),
        (b"x,y\n1,2\n3,oops\n", "Line 3 .*oops"),
        (b"1,2\nx,y\n", "Line 2"),
        (b"1,2,3\n4,5,6\n", "Line 2"),
        (b"1,2\n3,nan\n", "Line 2"),
        (b"1,2\n3,1e9\n", "Line 2"),
        (b"1,2\n3,inf\n", "Line 2"),
        (b"1,2\n" + b"x" * 200_000 + b"\n", "Line 2"),
        (b"\xff\xfe\x00", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "no text"),
    ],
)
def test_what_is_no_table_of_points_is_said(tmp_path, content, wrong):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=wrong) as error:
        own.read(path)
    assert "bad.csv" in str(error.value)


def test_what_is_too_large_or_not_there_is_said(tmp_path, monkeypatch):
    path = table(tmp_path / "own.csv", points(30))
    monkeypatch.setattr(own, "MOST_ROWS", 20)
    with pytest.raises(UserError, match="more than 20 rows"):
        own.read(path)
    monkeypatch.setattr(own, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="bytes"):
        own.read(path)
    with pytest.raises(UserError, match="no file"):
        own.read(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="cannot be read"):
        own.read(tmp_path)


def test_a_hostile_line_is_printable(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("1,2\n3,\x1b[31mred" + "!" * 500)
    with pytest.raises(UserError) as error:
        own.read(path)
    assert "\x1b" not in str(error.value)
    assert len(str(error.value)) < 250


def test_the_bandwidth_is_the_likeliest_of_those_compared(monkeypatch):
    monkeypatch.setattr(own, "WIDTHS", own.WIDTHS[6::5])
    rows = points(40)
    chosen = own.bandwidth(rows)
    scott = np.sqrt(rows.std(0).prod()) * 40 ** (-1 / 6)
    scores = [
        cross_val_score(KernelDensity(bandwidth=width), rows, cv=LeaveOneOut()).mean()
        for width in scott * own.WIDTHS
    ]
    assert chosen == pytest.approx(scott * own.WIDTHS[int(np.argmax(scores))])


def test_a_file_becomes_the_kernel_estimate_of_its_points(tmp_path):
    rows = points(100)
    path = table(tmp_path / "own.csv", rows)
    target = of("file", 0.0, "", str(path), 0)
    assert target.estimated
    assert target.modes is None
    width = own.bandwidth(own.read(path))
    where = points(20, seed=1)
    exact = KernelDensity(bandwidth=width).fit(rows).score_samples(where)
    assert target.density.log_prob(where) == pytest.approx(exact, abs=1e-4)
    assert target.masses.sum() == pytest.approx(1, abs=1e-9)
    bench = gan2d.make(gan2d.Config(density="file", file=str(path), hidden=8, batch_size=16))
    bench.move()
    assert bench.frame().step == 1


def test_long_files_are_thinned_by_the_seed(monkeypatch):
    monkeypatch.setattr(own, "MOST_CENTRES", 50)
    rows = points(200)
    first, again = own.thinned(rows, 3), own.thinned(rows, 3)
    assert len(first) == 50
    assert np.array_equal(first, again)
    assert not np.array_equal(first, own.thinned(rows, 4))
    assert {tuple(row) for row in first} <= {tuple(row) for row in rows}


# Drawings


def test_a_drawing_is_a_density_along_its_strokes():
    target = of("drawing", 0.0, "-1 0, 1 0", "", 0)
    assert target.masses.sum() == pytest.approx(1, abs=1e-9)
    assert target.points.mean(0) == pytest.approx([0, 0], abs=0.02)
    assert target.points[:, 1].std() == pytest.approx(BRUSH, rel=0.03)
    # Even along the stroke, whatever the distance of the points that were drawn
    along = target.points[:, 0]
    counts = np.histogram(along, np.linspace(-0.8, 0.8, 9))[0]
    assert counts == pytest.approx(np.full(8, counts.mean()), rel=0.1)


def test_unevenly_drawn_strokes_are_even_and_long_ones_weigh_more():
    centres, weights = own.along(own.strokes("0 0, 0.01 0, 0.02 0, 2 0; 0 1, 1 1"), 0.1)
    first = centres[:, 1] == 0
    gaps = np.diff(centres[first][:, 0])
    assert gaps == pytest.approx(np.full(len(gaps), 0.05), rel=1e-6)
    assert weights[first].sum() / weights[~first].sum() == pytest.approx(2.1 / 1.1)


def test_a_dot_is_a_drawing_too_and_sigma_is_the_brush():
    target = of("drawing", 0.3, "0.5 0.5", "", 0)
    assert target.points.std(0) == pytest.approx([0.3, 0.3], rel=0.03)
    assert target.points.mean(0) == pytest.approx([0.5, 0.5], abs=0.01)


def test_drawings_are_written_as_they_are_read():
    text = own.written([[(0.5, -1.25), (1.0, 2.0)], [(0.0, 0.0)]])
    assert [stroke.tolist() for stroke in own.strokes(text)] == [
        [[0.5, -1.25], [1.0, 2.0]],
        [[0.0, 0.0]],
    ]
    assert own.strokes("") == own.strokes(" ; ") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1", "no list"),
        ("a b", "no list"),
        ("1 2 3", "no list"),
        ("1 nan", "no list"),
        ("0 0;" * 501, "too long"),
        ("0 0," * 5000 + "1 1", "too long"),
    ],
)
def test_what_is_no_drawing_is_said(text, wrong):
    with pytest.raises(UserError, match=wrong):
        own.strokes(text)


@pytest.mark.parametrize("name", ["~no-such-user-here/x.csv", "a\0b.csv"])
def test_a_name_that_no_file_can_have_is_said(name):
    with pytest.raises(UserError, match="cannot be read"):
        gan2d.make(gan2d.Config(density="file", file=name))


def test_more_ink_than_can_be_drawn_is_said():
    with pytest.raises(UserError, match="too long for so thin a brush"):
        of("drawing", 0.0, "-1e5 0, 1e5 3", "", 0)
    with pytest.raises(UserError, match="sigma"):
        of("drawing", 1e-6, "-1 0, 1 0", "", 0)


def test_what_is_missing_is_said():
    assert of("drawing", 0.0, "", "", 0).masses.sum() == pytest.approx(1)  # a wave, to begin with
    with pytest.raises(UserError, match="No file"):
        gan2d.make(gan2d.Config(density="file"))
