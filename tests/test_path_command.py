"""`genstudio path`: the frames in its files are what the way decodes to."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image
from time_runs import train

from genstudio.__main__ import main
from genstudio.analysis import paths, recipe, scatter
from genstudio.analysis.lens import Lens
from genstudio.data import sources
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import load_model


@pytest.fixture(scope="module")
def run(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return train(tmp_path_factory.mktemp("path") / "run", digits)


def call(run, *more):
    return main(["path", str(run), "--json", *map(str, more)])


def test_a_strip_goes_through_its_points_and_carries_its_recipe(run, tmp_path, capsys):
    out = tmp_path / "way.png"
    assert call(run, "--through=-1,0,1;1,0,1;1,1,1", "--frames", 7, "--out", out) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["frames"], answer["kind"]) == (7, "linear")
    kept = recipe.read(out)
    codes = paths.through([[-1, 0, 1], [1, 0, 1], [1, 1, 1]], 7)
    np.testing.assert_allclose(kept.array, codes, atol=1e-6)
    assert (kept.columns, kept.run) == (7, run.name)
    with Image.open(out) as file:
        pixels = np.array(file)
    side = pixels.shape[0]
    shown = pixels[:: side // 8, :: side // 8].reshape(8, 7, 8).transpose(1, 0, 2)
    np.testing.assert_array_equal(shown, Lens(load_model(run)[0]).decode(codes)[:, 0])


def test_a_film_between_samples_begins_and_ends_with_them(run, tmp_path, capsys):
    out = tmp_path / "way.gif"
    arguments = ("--between", 3, 9, 4, "--closed", "--kind", "spherical", "--frames", 30)
    assert call(run, *arguments, "--out", out) == 0
    with Image.open(out) as file:
        assert file.n_frames == 30
    lens = Lens(load_model(run)[0])
    strip = tmp_path / "way.png"
    assert call(run, "--between", 3, 9, "--frames", 5, "--out", strip) == 0
    ends = recipe.read(strip).array[[0, -1]]
    np.testing.assert_allclose(ends, [lens.noise(1, 3)[0], lens.noise(1, 9)[0]], atol=1e-6)


def test_a_way_along_the_data_is_filmed(run, tmp_path):
    out = tmp_path / "way.mp4"
    assert (
        call(run, "--through", "0,0,0;1,1,1", "--kind", "density", "--frames", 12, "--out", out)
        == 0
    )
    av = pytest.importorskip("av")  # the extra `video`
    with av.open(str(out)) as file:
        assert sum(1 for _ in file.decode(video=0)) == 12


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--through", "0,0,0", "--out", "a.gif"), "two points"),
        (("--through", "0,0;1,1", "--out", "a.gif"), "3 dimensions"),
        (("--between", "1", "2", "--out", "a.txt"), "ending"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    run, tmp_path, capsys, arguments, why
):
    code = main(["path", str(run), *arguments[:-1], str(tmp_path / arguments[-1])])
    assert code != 0
    assert why in capsys.readouterr().err
    assert list(tmp_path.glob("a*")) == []


@pytest.mark.parametrize("ending", ["gif", "png"])
def test_a_path_through_points_shows_each_among_the_data(tmp_path, ending):
    shown = {"threads": 1, "steps": 2, "track": "off"}
    values = {"latent_dim": 2, "hidden": 8}
    points = sources.load("toy", {"count": 200})
    made = list(Experiment.create(tmp_path / "run", "vae", values, shown, points).events())
    assert made
    out = tmp_path / f"way.{ending}"
    assert call(tmp_path / "run", "--through=0,0;2,2", "--frames", 4, "--out", out) == 0
    with Image.open(out) as file:
        pixels = np.array(file.convert("RGB"))
        frames = getattr(file, "n_frames", 1)
    ground = scatter.of(points).picture.transpose(1, 2, 0)
    if ending == "gif":
        assert frames == 4
    else:
        each = pixels.reshape(*ground.shape[:1], 4, *ground.shape[1:]).swapaxes(0, 1)
        assert all(0.9 < (one == ground).all(-1).mean() < 1 for one in each)
