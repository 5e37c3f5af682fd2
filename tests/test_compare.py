"""Runs side by side: what is read of them, the table and the report."""

import base64
import io
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image
from toy import dataset

from genstudio import cli
from genstudio.analysis import compare, report, report_svg
from genstudio.analysis.compare import Curve, Data, Look
from genstudio.analysis.compare_table import duration, label, rows, shown
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run

TRAIN = {"batch_size": 64, "threads": 1, "device": "cpu", "checkpoint_every": 10}
SMALL = {"vae": {"hidden": 8, "depth": 1}, "gan": {"architecture": "mlp", "hidden": 8}}


def make(folder, family="vae", data=None, steps=20, model=None, **train):
    values = TRAIN | {"steps": steps} | train
    model = SMALL[family] | (model or {})
    data = data or sources.load("digits")
    list(Experiment.create(folder, family, model, values, data).events())
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Return two VAEs on the digits that differ in two settings."""
    folder = tmp_path_factory.mktemp("runs")
    return [
        make(folder / "small", model={"latent_dim": 2}),
        make(folder / "large", model={"latent_dim": 4}, learning_rate=3e-3, validate_every=5),
    ]


def looked(comparison, metrics=()):
    looks = [None] * len(comparison.subjects)
    for index, look in compare.looks(comparison, metrics):
        looks[index] = look
    return looks


def test_settings_are_told_apart_by_whether_they_differ(two):
    found = compare.read(two)
    assert found.differing == {
        "latent_dim": [2, 4],
        "learning_rate": [1e-3, 3e-3],
        "validate_every": [0, 5],
    }
    assert found.partial == {}
    assert found.equal["model"] == "vae"
    assert found.equal["hidden"] == 8
    assert found.warnings == []


def test_of_other_families_and_data_it_says_so(two, tmp_path):
    other = make(tmp_path / "other", "gan", dataset())
    found = compare.read([two[0], other])
    assert len(found.warnings) == 2
    assert "different data" in found.warnings[0]
    assert "different kinds of models" in found.warnings[1]
    assert found.partial["k_d"] == [None, 1]
    assert found.partial["beta"][1] is None
    assert found.differing["data"] == ["digits", "toy"]
    figures = {"elbo": -1.0}
    table = rows(found, [Look(figures=figures), Look(figures={"elbo": -2.0})])
    assert all(row.best == () for row in table)


def test_the_best_checkpoint_is_looked_at_and_otherwise_the_newest(two):
    found = compare.read(two).subjects
    assert found[0].best is None
    assert found[0].step == 20
    best = Run.open(two[1]).record.best
    assert (found[1].best, found[1].step) == (best, best.step)
    assert best.term == "val elbo"


def test_curves_have_steps_seconds_and_values_of_every_term(two):
    curve = compare.read(two).subjects[1].curves
    assert curve["elbo"].steps.tolist() == list(range(1, 21))
    assert curve["val elbo"].steps.tolist() == [5, 10, 15, 20]
    for one in curve.values():
        assert len(one.steps) == len(one.seconds) == len(one.values)
        assert (np.diff(one.seconds) >= 0).all()


def test_a_long_curve_is_averaged_and_ends_where_it_ended():
    count = 3 * compare.POINTS + 1
    curve = compare._thin(np.arange(count) + 1.0, np.arange(count) + 0.0, np.ones(count))
    assert len(curve.values) <= compare.POINTS
    assert curve.steps[-1] == count
    np.testing.assert_allclose(curve.values, 1)


def test_names_that_are_equal_are_told_apart_by_their_folders(tmp_path):
    folders = [tmp_path / a / "run" for a in ("first", "second")]
    assert compare._distinct(folders) == ["first/run", "second/run"]


@pytest.mark.parametrize("count", [0, 1])
def test_one_run_alone_is_no_comparison(two, count):
    with pytest.raises(UserError, match="Choose from 2 to 12 runs"):
        compare.read(two[:1] * 2 if count else [])


def test_a_run_without_a_checkpoint_is_told(two, tmp_path):
    new = Experiment.create(tmp_path / "new", "vae", SMALL["vae"], TRAIN, dataset())
    new.close()
    with pytest.raises(UserError, match="new has no checkpoint yet"):
        compare.read([two[0], tmp_path / "new"])


def test_what_is_solved_at_once_has_figures_and_a_size(two, tmp_path):
    ppca = tmp_path / "ppca"
    list(Experiment.create(ppca, "ppca", {"latent_dim": 2}, TRAIN, sources.load("digits")).events())
    found = looked(compare.read([two[0], ppca]), ["exact"])
    assert found[1].parameters == 64 + 2 * 64 + 1  # mean, loadings, variance
    assert not found[1].problems
    assert found[1].figures


def test_pictures_are_of_the_same_codes_and_the_same_test_images(two, tmp_path):
    twin = make(tmp_path / "twin", model={"latent_dim": 2})
    found = looked(compare.read([two[0], twin]))
    assert found[0].parameters == found[1].parameters > 0
    assert found[0].samples.shape == (compare.SAMPLES, 1, 8, 8)
    np.testing.assert_array_equal(found[0].samples, found[1].samples)
    np.testing.assert_array_equal(found[0].originals, found[1].originals)
    pairs = compare.paired(found[0], 4)
    assert len(pairs) == 2 * compare.PAIRS
    np.testing.assert_array_equal(pairs[:4], found[0].originals[:4])
    np.testing.assert_array_equal(pairs[4:8], found[0].reconstructions[:4])


def test_without_its_data_a_run_is_still_shown_and_the_reason_given(tmp_path, two):
    lost = make(tmp_path / "lost", data=dataset())
    found = looked(compare.read([two[0], lost]))
    assert found[1].samples is not None
    assert found[1].originals is None
    assert "has changed" in found[1].problems[0]


def test_points_become_a_picture_of_where_they_lie():
    random = np.random.default_rng(0)
    known = random.normal(size=(4000, 2))
    near = np.full((100, 2), [known[:, 0].max(), known[:, 1].max()])
    picture = compare.dots(near, known)[0, 0]
    row, column = np.unravel_index(picture.argmin(), picture.shape)
    assert row < 20
    assert column > 107
    assert (picture < 255).sum() == 1
    line = compare.dots(known[:, :1], known[:, :1])[0, 0]
    assert (line[-1] < 255).mean() > 0.6
    assert (line[0] < 255).sum() <= 3


def test_the_figures_stand_in_rows_with_the_best_marked(two):
    comparison = compare.read(two)
    first = {"elbo": -90.0, "frechet_distance": 3.0, "units": {"elbo": "nats per image"}}
    second = {"elbo": -80.0, "frechet_distance": 4.0, "shares": {"a": 0.25}, "units": {}}
    second |= {"errors": {"elbo": 0.5}, "kl_per_dimension": [0.0] * 20, "notes": {"elbo": "x"}}
    looks = [Look(parameters=7, figures=first), Look(parameters=9, figures=second)]
    found = {row.label: row for row in rows(comparison, looks)}
    assert found["ELBO (nats per image)"].cells == ["-90", "-80 ± 0.5"]
    assert found["ELBO (nats per image)"].best == (1,)
    assert found["Fréchet distance"].best == (0,)
    assert found["Parameters"].cells == ["7", "9"]
    assert found["Shares a"].cells == ["–", "0.25"]
    assert found["Steps"].best == ()
    assert not {"Notes elbo", "KL per dimension"} & set(found)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (True, "on"), (12345, "12,345"), (0.25, "0.25"), (float("nan"), "–"), ([], "–")],
)
def test_values_are_shown_as_people_read_them(value, text):
    assert shown(value) == text


def test_names_and_spans_are_shown_as_people_read_them():
    assert label("kl_warmup") == "KL warm-up"
    assert [duration(s) for s in (7.4, 61, 3725)] == ["7 s", "1 min 1 s", "1 h 2 min"]


# The report


class Page(HTMLParser):
    """Notes what a page opens, whether it closes it, and what it would load."""

    VOID = ("meta", "img", "input")

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.loads, self.text = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.loads += [v for k, v in attributes if k in ("src", "href", "srcset", "data")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_a_report_is_one_file_that_loads_nothing_and_says_everything(two, tmp_path):
    comparison = compare.read(two)
    looks = looked(comparison)
    report.write(tmp_path / "report.html", comparison, looks)
    text = (tmp_path / "report.html").read_text("utf-8")
    page = Page(text)
    assert page.open == []
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    assert all(load.startswith("data:image/png;base64,") for load in page.loads)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text
    for said in ("small", "large", "Latent dim", "0.003", "elbo", "Reconstructions"):
        assert said in page.text
    assert len(page.loads) == 4  # samples and reconstructions of both
    for load in page.loads:
        picture = Image.open(io.BytesIO(base64.b64decode(load.partition(",")[2])))
        assert min(picture.size) > 8


def test_names_from_outside_are_text_in_a_report(tmp_path, two):
    nasty = '<img src=x onerror=alert(1)>&"'
    folder = make(tmp_path / "<script>alert(1)</script>".replace("/", "_"))
    comparison = compare.read([two[0], folder])
    look = Look(parameters=1, figures={nasty: nasty}, problems=[nasty])
    text = report.page(comparison, [look, None])
    page = Page(text)
    assert page.open == []
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert nasty in page.text


def test_a_report_needs_the_name_of_an_html_file(two, tmp_path):
    with pytest.raises(UserError, match=r"ending \.html"):
        report.write(tmp_path / "report.pdf", compare.read(two), [None, None])


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-147.3, -91.2), (0, 1e6), (3e-5, 4e-5), (0, 0), (5, 5)]
)
def test_ticks_are_round_and_span_the_axis(low, high):
    found = report_svg.ticks(low, high, 5)
    steps = np.diff(found)
    assert 2 <= len(found) <= 8
    np.testing.assert_allclose(steps, steps[0])
    mantissa = float(f"{steps[0]:.3e}".partition("e")[0])
    assert mantissa in (1, 2, 2.5, 5)
    assert low - steps[0] <= found[0]
    assert found[-1] <= high + max(steps[0], 1e-9)


def test_a_plot_draws_what_it_is_given_between_its_axes():
    x = np.arange(1000.0)
    lines = [report_svg.Line("a<b", x, np.sin(x / 100), 0), report_svg.Line("c", x, 0 * x, 5, True)]
    text = report_svg.plot(lines, "elbo", "step")
    assert "a&lt;b" in text
    assert 'class="line c0"' in text
    assert 'class="line c1 light"' in text
    path = re.search(r'class="line c0"[^>]* d="M([^"]+)"', text).group(1)
    points = np.array([[float(v) for v in pair.split()] for pair in path.split("L")])
    assert len(points) <= report_svg.BINS
    assert points[:, 0].min() >= report_svg.LEFT
    assert points[:, 0].max() <= report_svg.WIDTH - report_svg.RIGHT
    assert points[:, 1].min() >= report_svg.TOP
    assert points[:, 1].max() <= report_svg.HEIGHT - report_svg.BOTTOM


def test_a_curve_of_one_point_or_none_is_drawn_too():
    one = report_svg.Line("x", np.array([5.0]), np.array([2.0]), 0)
    none = report_svg.Line("y", np.zeros(0), np.zeros(0), 1)
    assert report_svg.plot([one, none], "t", "step").count("<circle") == 1
    assert "<svg" in report_svg.plot([], "t", "step")


# The command


def run(capsys, *arguments):
    code = cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_command_prints_a_table(capsys, two):
    code, out, err = run(capsys, "compare", *two, "--metrics", "none")
    assert code == 0, err
    assert re.search(r"^ +small +large$", out, re.M)
    assert re.search(r"^latent_dim +2 +4$", out, re.M)


def test_the_command_writes_a_report_and_json(capsys, two, tmp_path):
    out_file = tmp_path / "r.html"
    arguments = ("compare", *two, "--metrics", "none", "--out", out_file, "--json")
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    result = json.loads(out.splitlines()[-1])
    assert result["out"] == str(out_file)
    assert [one["name"] for one in result["runs"]] == ["small", "large"]
    assert result["differing"]["latent_dim"] == [2, 4]
    assert out_file.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("extra", "said"),
    [(["--out", "x.pdf"], r"must have the ending \.html"), (["nowhere"], "is not a run")],
)
def test_mistakes_are_told_in_one_line(capsys, two, extra, said):
    code, _, err = run(capsys, "compare", *two, *extra)
    assert code == 2
    assert re.search(said, err)
    assert err.count("\n") == 1


def test_the_best_checkpoint_can_be_named(capsys, two, tmp_path):
    best = Run.open(two[1]).record.best.step
    picture = tmp_path / "s.png"
    code, out, _ = run(capsys, "sample", two[1], "--checkpoint", "best", "--out", picture, "--json")
    assert code == 0
    assert json.loads(out)["step"] == best
    code, _, err = run(capsys, "sample", two[0], "--checkpoint", "best", "--out", picture)
    assert code == 2
    assert "has no best checkpoint" in err


def test_the_list_of_runs_tells_the_best(capsys, two):
    code, out, _ = run(capsys, "runs", two[0].parent)
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("large"))
    assert re.search(r"\* val elbo -[\d.]+ at step \d+$", line)


def test_data_are_loaded_once_for_all_runs(two, monkeypatch):
    calls = []
    load = sources.load
    monkeypatch.setattr(sources, "load", lambda *a: calls.append(a) or load(*a))
    data = Data()
    subjects = compare.read(two).subjects
    assert data.of(subjects[0]) is data.of(subjects[1])
    assert len(calls) == 1


def test_curves_without_values_are_left_out_of_the_report(two):
    comparison = compare.read(two)
    empty = np.zeros(0)
    comparison.subjects[0].curves["elbo"] = Curve(empty, empty, empty)
    found = report._lines(comparison, "elbo", "steps")
    assert [line.order for line in found] == [1, 1]
