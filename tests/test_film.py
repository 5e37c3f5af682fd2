"""A run as a film: a frame a checkpoint, on which it is the model that moves."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image
from time_runs import train

from genstudio.__main__ import main
from genstudio.analysis import film, film_picture, movie
from genstudio.analysis.lens import Lens
from genstudio.core.errors import UserError
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model


@pytest.fixture(scope="module")
def run(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return Run.open(train(tmp_path_factory.mktemp("film") / "run", digits))


def make(run, digits, **values) -> film.Film:
    values = {"size": 240, "points": 300, "samples": 9} | values
    return film.Film(run=run, dataset=digits, steps=run.checkpoints(), **values)


def test_a_film_has_a_frame_for_each_checkpoint_and_all_differ(run, digits):
    plan = make(run, digits)
    shown = list(film.frames(plan))
    assert len(shown) == len(run.checkpoints()) > 5
    assert {frame.shape for frame in shown} == {plan.shape}
    assert plan.shape == (240, 428, 3)
    assert len({frame.tobytes() for frame in shown}) == len(shown)


def test_the_same_film_twice_is_the_same(run, digits):
    first, second = (next(film.frames(make(run, digits))) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_point_is_drawn_where_its_code_lies_in_the_colour_of_its_class(run, digits):
    rect = (-4.0, -4.0, 4.0, 4.0)
    plan = make(run, digits, points=1, rect=rect)
    frame = list(film.frames(plan))[-1]
    index = np.random.Generator(np.random.PCG64(0)).permutation(len(digits))[0]
    lens = Lens(load_model(run.folder)[0])
    from genstudio.analysis.project import Plane

    codes = lens.encode(digits.images[[index]])
    x, y = Plane.fit(codes).project(codes)[0]
    left, top, right, bottom = film._Layout(plan, True).plane
    column = left + 1 + (x - rect[0]) / 8 * (right - left - 2)
    row = top + 1 + (rect[3] - y) / 8 * (bottom - top - 2)
    colour = film_picture.rgb(plan.look.classes[digits.labels[index]])
    assert np.abs(frame[int(row), int(column)].astype(int) - colour).max() < 40


def test_the_images_are_those_of_the_same_noise(run, digits):
    plan = make(run, digits, samples=1, seed=7, size=480)
    step = plan.steps[2]
    frame = list(film.frames(plan))[2]
    lens = Lens(load_model(run.folder, step)[0])
    image = lens.samples(lens.noise(1, 7))[0, 0]
    left, top, right, bottom = film._Layout(plan, True).gallery
    scale = min((right - left) // 8, (bottom - top) // 8)
    x, y = left + (right - left - 8 * scale) // 2, top + (bottom - top - 8 * scale) // 2
    part = frame[y : y + 8 * scale : scale, x : x + 8 * scale : scale, 0]
    np.testing.assert_array_equal(part, image)


def test_trails_grow_from_frame_to_frame(run, digits):
    one = {"points": 1, "hidden": frozenset(range(10)), "rect": (-3.0, -3.0, 3.0, 3.0)}
    bare = list(film.frames(make(run, digits, **one)))
    drawn = list(film.frames(make(run, digits, **one, trails=np.array([3, 5, 8]))))
    changed = [int((a != b).any(2).sum()) for a, b in zip(bare, drawn)]
    assert changed[0] > 0
    assert changed[-1] > changed[1]


def test_the_oldest_part_of_a_trail_is_the_faintest():
    canvas = np.full((100, 100, 3), 255, np.uint8)
    path = np.array([[[-0.8, 0.0]], [[0.0, 0.0]], [[0.8, 0.0]]])
    film_picture.trails(canvas, path, ["#000000"], (-1, -1, 1, 1), "#ffffff", 2)
    old, new = canvas[50, 25, 0], canvas[50, 75, 0]
    assert new == 0
    assert 255 > old > 100


def test_a_stopped_film_ends(run, digits, tmp_path):
    seen = []
    stop = lambda: len(seen) == 2  # noqa: E731
    path = tmp_path / "film.gif"
    plan = make(run, digits)
    count = movie.write(
        path, film.frames(plan, stop), 4, progress=lambda *n: seen.append(n), stop=stop
    )
    assert count == 0
    assert not path.exists()


def test_a_range_of_steps_is_chosen_from_those_there_are():
    assert film.chosen([5, 10, 15], 6, None) == [10, 15]
    assert film.chosen([5, 10, 15], None, 10) == [5, 10]
    with pytest.raises(UserError, match="from 5 to 15"):
        film.chosen([5, 10, 15], 11, 14)
    with pytest.raises(UserError, match="no checkpoint"):
        film.chosen([], None, None)


def test_a_model_that_cannot_encode_is_filmed_by_its_samples(digits, tmp_path):
    from genstudio.train.experiment import Experiment

    values = {"steps": 4, "checkpoint_every": 2, "threads": 1, "track": "off"}
    model = {"architecture": "mlp", "hidden": 16, "latent_dim": 4}
    list(Experiment.create(tmp_path / "gan", "gan", model, values, digits).events())
    gan = Run.open(tmp_path / "gan")
    shown = list(film.frames(make(gan, digits)))
    assert len(shown) == len(gan.checkpoints())
    assert not np.array_equal(shown[0], shown[-1])


def test_the_curves_are_those_of_the_history(run):
    plots = film.series(run, 20)
    assert next(iter(plots[0])) == "elbo"
    steps, values = plots[0]["elbo"]
    assert steps.max() == 20
    assert len(steps) == len(values) == 20


def test_the_command_writes_as_many_frames_as_there_are_checkpoints(run, tmp_path, capsys):
    out = tmp_path / "film.gif"
    args = ["film", str(run.folder), "--out", str(out), "--size", "240", "--trails", "4", "--json"]
    assert main(args) == 0
    told = json.loads(capsys.readouterr().out)
    with Image.open(out) as image:
        assert image.n_frames == told["frames"] == len(run.checkpoints())
        assert image.size == (told["width"], told["height"]) == (428, 240)
    assert told["bytes"] == out.stat().st_size


def test_the_command_refuses_what_it_cannot_write(run, tmp_path, capsys):
    assert main(["film", str(run.folder), "--out", str(tmp_path / "film.avi")]) == 2
    assert ".gif or .mp4" in capsys.readouterr().err
    steps = ["--from", "3", "--to", "4"]
    assert main(["film", str(run.folder), "--out", str(tmp_path / "f.gif"), *steps]) == 2
    assert "no checkpoint" in capsys.readouterr().err


def test_the_curves_of_a_branch_have_the_whole_width():
    frame = np.zeros((60, 200, 3), np.uint8)
    steps = np.arange(1000.0, 1100.0)
    look = film_picture.Look()
    place = film_picture.curves(
        frame, (0, 0, 200, 60), {"elbo": (steps, np.sin(steps / 3))}, look, 9
    )
    assert place[2:] == (1000, 1099)
    ground = film_picture.rgb(look.base)
    plot = frame[16:56, place[0] : place[1]]
    columns = np.flatnonzero((np.abs(plot.astype(int) - ground).sum(-1) > 60).any(0))
    assert columns.min() <= 2
    assert columns.max() >= plot.shape[1] - 3
