"""From one picture to another by their codes: the engine and the command."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio import cli
from genstudio.analysis import interpolation
from genstudio.analysis.interpolation import Settings, interpolate
from genstudio.analysis.lens import Lens
from genstudio.core.errors import UserError
from genstudio.models import began, gan, vae

QUICK = Settings(frames=5, steps=40, restarts=2)


def generator(seed=1):
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def lenses():
    shape = (1, 8, 8)
    return {
        "began": Lens(
            began.Model(began.Config(latent_dim=6, width=8, depth=1), shape, generator())
        ),
        "gan": Lens(
            gan.Model(gan.Config(latent_dim=16, architecture="mlp", hidden=16), shape, generator())
        ),
        "vae": Lens(vae.Model(vae.Config(latent_dim=3, hidden=16), shape, generator())),
    }


def two(lens):
    return lens.decode(lens.noise(2, seed=4))


@pytest.mark.parametrize(
    ("family", "kind"), [("began", "linear"), ("gan", "spherical"), ("vae", "linear")]
)
def test_the_way_leads_from_one_picture_to_the_other(lenses, family, kind):
    lens = lenses[family]
    *looks, last = interpolate(lens, two(lens), QUICK)
    assert last.way.kind == kind
    assert last.way.images.shape == (5, 1, 8, 8)
    assert last.way.images.dtype == np.uint8
    for end, place in zip(last.ends, (0, -1), strict=True):
        np.testing.assert_allclose(last.way.codes[place], end.code, atol=1e-6)
        assert np.array_equal(last.way.images[place], end.image)
    shares = [look.done / look.total for look in looks]
    assert shares == sorted(shares)
    assert last.done == last.total


def test_a_straight_way_has_equal_steps_and_stays_inside_the_cube(lenses):
    lens = lenses["began"]
    *_, last = interpolate(lens, two(lens), QUICK)
    a, b = (end.code for end in last.ends)
    expected = a + np.linspace(0, 1, 5)[:, None] * (b - a)
    np.testing.assert_allclose(last.way.codes, expected, atol=1e-6)
    assert np.abs(last.way.codes).max() <= 1


def test_a_way_by_the_sphere_is_the_arc(lenses):
    lens = lenses["gan"]
    a, b = lens.noise(2, seed=8)
    way = interpolation.between(lens, [a, b], Settings(frames=3))
    angle = np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
    middle = (a + b) * np.sin(angle / 2) / np.sin(angle)
    np.testing.assert_allclose(way.codes[1], middle, atol=1e-5)


def test_a_model_that_encodes_is_asked_at_once(lenses):
    lens = lenses["vae"]
    pictures = two(lens)
    looks = list(interpolate(lens, pictures, QUICK))
    assert len(looks) == 3
    for end, picture in zip(looks[-1].ends, pictures, strict=True):
        np.testing.assert_array_equal(end.code, lens.encode(picture[None])[0])
        gap = (end.image.astype(float) - picture) / 255
        assert end.error == pytest.approx(np.sqrt((gap**2).mean()))


def test_a_search_that_is_stopped_still_gives_a_way(lenses):
    lens = lenses["began"]
    *_, last = interpolate(lens, two(lens), QUICK, stop=lambda: True)
    assert last.way is not None
    assert len(last.way.images) == 5


def test_equal_seeds_give_equal_pictures(lenses):
    lens = lenses["began"]
    ways = [[*interpolate(lens, two(lens), QUICK)][-1].way for _ in range(2)]
    assert np.array_equal(ways[0].images, ways[1].images)


@pytest.mark.parametrize(
    ("pictures", "frames", "says"),
    [
        (np.zeros((2, 1, 9, 9), np.uint8), 5, "has the shape 1 x 9 x 9"),
        (np.zeros((1, 1, 8, 8), np.uint8), 5, "two points or more"),
        (np.zeros((2, 1, 8, 8), np.uint8), 1, "2 to 2,000 frames"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(lenses, pictures, frames, says):
    with pytest.raises(UserError, match=says):
        next(interpolate(lenses["gan"], pictures, Settings(frames=frames)))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "r"
    options = ["--steps", "4", "--latent-dim", "4", "--width", "4", "--depth", "1"]
    train = ["--batch-size", "8", "--threads", "1", "--device", "cpu", "--track", "off"]
    assert cli.main(["train", "began", "--out", str(folder), *options, *train]) == 0
    return folder


def test_the_command_writes_a_strip_and_says_how_near_the_ends_are(run, tmp_path, capsys):
    own = tmp_path / "own.png"
    Image.fromarray(np.full((20, 30, 3), 90, np.uint8)).save(own)
    out = tmp_path / "strip.png"
    quick = ["--steps", "12", "--restarts", "2", "--frames", "4", "--seed", "3"]
    arguments = ["interpolate", "codes", str(run), str(own), "7", "--out", str(out), *quick]
    assert cli.main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert found["by"] == "codes"
    assert found["way"] == "linear"
    assert found["frames"] == 4
    assert len(found["errors"]) == 2
    assert len(found["codes"][0]) == 4
    with Image.open(out) as strip:
        assert strip.size == (4 * 64, 64)
    assert cli.main(arguments) == 0
    assert "4 pictures (linear) in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("picture", "out", "says"),
    [
        ("9999", "a.png", "no image 9999"),
        ("nothing.png", "a.png", "no picture 'nothing.png'"),
        ("1", "a.txt", "is not the name of a film"),
    ],
)
def test_the_command_says_what_is_wrong(run, tmp_path, capsys, picture, out, says):
    arguments = ["interpolate", "codes", str(run), picture, "2", "--out", str(tmp_path / out)]
    assert cli.main(arguments) == 2
    assert says in capsys.readouterr().err
