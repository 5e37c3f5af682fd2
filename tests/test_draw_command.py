"""`genstudio draw`: pictures of captions, their stages, boxes, and the way between two."""

from __future__ import annotations

import json
from contextlib import suppress

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio.__main__ import main
from genstudio.analysis import captions, recipe, text_looks
from genstudio.analysis.lens import Lens
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.train.experiment import Experiment
from genstudio.train.snapshots import load_model

FEW = {"kinds": 2, "colours": 2, "sizes": 2, "size": 16, "count": 60}
TRAIN = {"steps": 3, "batch_size": 8, "threads": 1, "track": "off"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    torch.set_num_threads(1)
    data, folder = sources.load("shapes", FEW), tmp_path_factory.mktemp("draw")
    more = {"gawwn": {}, "stackgan": {"stage_one_steps": 2}}
    for family, settings in more.items():
        values = {"width": 4, **settings}
        list(Experiment.create(folder / family, family, values, TRAIN, data).events())
    return folder


def call(run, *more):
    return main(["draw", str(run), "--json", *map(str, more)])


def test_captions_make_rows_with_the_same_noise_and_carry_their_recipe(runs, tmp_path, capsys):
    out = tmp_path / "drawn.png"
    given = ("a small red circle at the top", "a large blue platypus")
    assert call(runs / "stackgan", *given, "--count", 3, "--seed", 4, "--out", out) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["images"] == 6
    assert answer["unknown"] == {given[1]: ["platypus"]}
    lens = Lens(load_model(runs / "stackgan")[0])
    wishes = [text_looks.Wish(text, 4, 3) for text in given]
    images = np.concatenate([text_looks.draw(lens, wish).images for wish in wishes])
    with Image.open(out) as file:
        pixels = np.array(file)
    assert pixels.shape == (2 * 17 - 1, 3 * 17 - 1, 3)
    np.testing.assert_array_equal(pixels[17:, 17:33], images[4].transpose(1, 2, 0))
    kept = recipe.read(out)
    assert (kept.columns, kept.seed) == (3, 4)
    # In one batch and not in two: other sums, of which some round to another level.
    assert np.abs(lens.decode(kept.array).astype(int) - images).max() <= 1


def test_stages_are_rows_of_their_own(runs, tmp_path, capsys):
    out = tmp_path / "stages.png"
    assert call(runs / "stackgan", "a red circle", "--count", 2, "--stages", "--out", out) == 0
    assert json.loads(capsys.readouterr().out)["stages"] == 2
    with Image.open(out) as file:
        sketch = np.array(file)[:16, :16]
    np.testing.assert_array_equal(sketch, sketch[::2, ::2].repeat(2, 0).repeat(2, 1))


def test_the_way_between_two_captions_is_a_strip_or_a_film(runs, tmp_path, capsys):
    given = ("a red circle", "--interpolate", "a blue circle", "--frames", 5)
    for name in ("way.png", "way.gif"):
        assert call(runs / "gawwn", *given, "--out", tmp_path / name) == 0
        assert json.loads(capsys.readouterr().out)["images"] == 5
    assert len(recipe.read(tmp_path / "way.png").codes) == 5


def test_a_box_says_where(runs, tmp_path, capsys):
    made = []
    for box in ("0,0,0.5,0.5", "0.5,0.5,1,1"):
        out = tmp_path / "box.png"
        assert call(runs / "gawwn", "a red circle", "--box", box, "--out", out) == 0
        made.append(out.read_bytes())
    assert made[0] != made[1]


@pytest.mark.parametrize(
    ("family", "given", "says"),
    [
        ("stackgan", (), "CAPTION"),
        ("stackgan", ("  ",), "caption is empty"),
        ("stackgan", ("wombat platypus",), "No word of 'wombat platypus' is in the captions"),
        ("stackgan", ("a red circle", "--box", "0,0,1,1"), "train gawwn"),
        ("gawwn", ("a red circle", "--stages"), "train stackgan"),
        ("gawwn", ("a circle", "a square", "--interpolate", "a star"), "give one caption"),
        ("gawwn", ("a red circle", "--box", "0.5,0,0.2,1"), "must be left, top"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(runs, tmp_path, capsys, family, given, says):
    out = tmp_path / "none.png"
    with suppress(SystemExit):  # of a command that is not understood
        assert call(runs / family, *given, "--out", out) != 0
    told = capsys.readouterr()
    assert says in told.out + told.err
    assert not out.exists()


def test_words_that_were_never_met_are_named():
    words = frozenset({"a", "red", "circle"})
    assert captions.unheard("a vermilion circle", words) == ["vermilion"]
    with pytest.raises(UserError, match="such as circle, red, a"):
        captions.unheard("vermilion", words)
