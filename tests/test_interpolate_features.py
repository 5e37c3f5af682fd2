"""The command that changes a picture by its features."""

import json

import numpy as np
import pytest
from PIL import Image

from genstudio.cli import main

FACES = ["--data", "faces", "--size", "16", "--count", "400"]
QUICK = ["--features", "random", "--iterations", "5", "--k", "10", "--no-judge"]


def features(*arguments):
    return main(["interpolate", "features", *map(str, arguments)])


def test_a_picture_of_the_data_is_changed_and_written_beside_the_original(tmp_path, capsys):
    out = tmp_path / "out.png"
    arguments = ["1", *FACES, *QUICK, "--has", "glasses=yes", "--has-not", "glasses=no"]
    assert features(*arguments, "--strength", "-0.5,1", "--out", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["images"] == 3
    assert (told["has"], told["has_not"]) == (200, 200)
    assert [row["strength"] for row in told["strengths"]] == [-0.5, 1.0]
    assert told["strengths"][1]["inside_over_outside"] > 1
    assert told["features"] == "own features: random weights (a control)"
    with Image.open(out) as picture:
        assert picture.size == (3 * 16 + 2, 16)
    assert features(*arguments, "--out", out) == 0
    assert "larger where it should be" in capsys.readouterr().out


def test_a_file_is_changed_and_wrong_input_is_one_sentence(tmp_path, capsys):
    own, out = tmp_path / "own.png", tmp_path / "out.png"
    Image.fromarray(np.full((20, 30, 3), 128, np.uint8)).save(own)
    assert features(own, *FACES, *QUICK, "--has", "smiling", "--out", out) == 0
    capsys.readouterr()
    for wrong, message in (
        ([own, *FACES, "--has", "glasses=perhaps", "--out", out], "has no value perhaps"),
        (["nothing.png", *FACES, *QUICK, "--has", "smiling", "--out", out], "There is no picture"),
        (["401", *FACES, *QUICK, "--has", "smiling", "--out", out], "There is no image 401"),
        ([own, *FACES, *QUICK, "--has", "smiling", "--out", "x.gif"], "PNG"),
        ([own, *FACES, "--has", "smiling", "--features", "w.pt", "--out", out], "pickled"),
        ([own, *FACES, *QUICK, "--has", "smiling", "--strength", "a", "--out", out], "numbers"),
    ):
        assert features(*wrong) == 2
        error = capsys.readouterr().err
        assert message in error
        assert "\n" not in error.strip()


@pytest.mark.parametrize("hidden", ["--has"])
def test_the_group_has_to_be_said(tmp_path, capsys, hidden):
    assert features("1", *FACES, "--out", tmp_path / "x.png") == 2
    assert hidden in capsys.readouterr().err
