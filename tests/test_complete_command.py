"""`genstudio complete`: pictures with holes come back whole, with the figures beside."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image
from time_runs import train

from genstudio.__main__ import main
from genstudio.analysis import recipe

FAST = ("--steps", 20, "--restarts", 2)


@pytest.fixture(scope="module")
def run(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return train(tmp_path_factory.mktemp("complete") / "run", digits)


@pytest.fixture
def pictures(tmp_path, digits):
    (tmp_path / "in").mkdir()
    places = []
    for row in digits.indices("test")[:2]:
        places.append(tmp_path / "in" / f"digit {row}.png")
        Image.fromarray(np.asarray(digits.images[row, 0])).save(places[-1])
    return places


def call(run, *more):
    return main(["complete", str(run), "--json", *map(str, more)])


def pixels(path):
    with Image.open(path) as file:
        return np.array(file)


def test_a_batch_is_completed_and_measured(run, pictures, tmp_path, capsys):
    out = tmp_path / "out"
    assert call(run, *pictures, "--mask", "half:left", "--out", out, *FAST) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert answer["hole"] == 0.5
    assert len(answer["pictures"]) == 2
    figures = [one["psnr"] for one in answer["pictures"]]
    assert answer["psnr"] == pytest.approx(np.mean(figures))
    assert {"psnr_mean", "psnr_diffusion"} <= set(answer)
    for one, before in zip(answer["pictures"], pictures):
        after = pixels(one["out"])
        assert after.shape == (8, 8)
        np.testing.assert_array_equal(after[:, 4:], pixels(before)[:, 4:])
        left = after[:, :4].astype(float) - pixels(before)[:, :4]
        assert one["psnr"] == pytest.approx(10 * np.log10(255**2 / np.square(left).mean()))
        assert recipe.read(one["out"]).run == run.name


def test_one_picture_goes_into_a_file_by_a_mask_of_its_own(run, pictures, tmp_path, capsys):
    mask = np.zeros((8, 8), np.uint8)
    mask[2:5, 2:5] = 255
    Image.fromarray(mask).save(tmp_path / "mask.png")
    out = tmp_path / "whole.png"
    arguments = (pictures[0], "--mask", tmp_path / "mask.png", "--out", out, "--damaged")
    assert call(run, *arguments, "--no-blend", *FAST) == 0
    answer = json.loads(capsys.readouterr().out)
    assert "psnr" not in answer
    assert answer["hole"] == pytest.approx(9 / 64)
    np.testing.assert_array_equal(pixels(out)[mask == 0], pixels(pictures[0])[mask == 0])


def test_equal_names_do_not_overwrite_each_other(run, pictures, tmp_path, capsys):
    assert call(run, pictures[0], pictures[0], "--out", tmp_path / "out", *FAST) == 0
    assert len({one["out"] for one in json.loads(capsys.readouterr().out)["pictures"]}) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--mask", "random:2"), "between 0 and 1"),
        (("--mask", "everything"), "There is no mask everything"),
        (("--mask", "MASK"), "16 x 16 pixels, but the pictures are 8 x 8"),
        (("--out", "whole.jpg"), "give it the ending .png"),
    ],
)
def test_what_cannot_be_is_said(run, pictures, tmp_path, capsys, more, said):
    Image.fromarray(np.zeros((16, 16), np.uint8)).save(tmp_path / "mask.png")
    more = [str(tmp_path / "mask.png") if part == "MASK" else part for part in more]
    assert call(run, pictures[0], "--out", tmp_path / "out", *more, *FAST) == 2
    assert said in json.loads(capsys.readouterr().out)["error"]


def test_two_pictures_do_not_go_into_one_file(run, pictures, tmp_path, capsys):
    assert call(run, *pictures, "--out", tmp_path / "one.png", *FAST) == 2
    assert "name a folder" in json.loads(capsys.readouterr().out)["error"]
