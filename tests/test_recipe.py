from types import SimpleNamespace

import numpy as np
import pytest

from genstudio.analysis import recipe, recipe_changed
from genstudio.analysis.recipe import Recipe
from genstudio.core.errors import UserError


def a_recipe(codes):
    return Recipe(
        run="2026-vae", created="2026-11-23T14:00:00+00:00", family="vae", step=120,
        codes=recipe.codes_of(codes), seed=3, truncation=0.7, edits=("+ glasses",),
    )  # fmt: skip


def test_a_recipe_comes_back_as_it_was(tmp_path):
    codes = np.random.default_rng(0).standard_normal((3, 7)).astype(np.float32)
    path = tmp_path / "a.png"
    pixels = np.zeros((4, 5, 3), np.uint8)
    recipe.write_png(path, pixels, a_recipe(codes))
    found = recipe.read(path)
    assert found == a_recipe(codes)
    assert np.array_equal(found.array, codes)
    from PIL import Image

    with Image.open(path) as image:
        image.load()
        assert image.size == (5, 4)
        assert '"run":"2026-vae"' in image.text["genstudio"]


def test_a_picture_without_a_recipe_has_none(tmp_path):
    recipe.write_png(tmp_path / "a.png", np.zeros((4, 5, 1), np.uint8), None)
    assert recipe.read(tmp_path / "a.png") is None
    (tmp_path / "b.png").write_bytes(b"no picture")
    assert recipe.read(tmp_path / "b.png") is None
    assert recipe.read(tmp_path / "not there.png") is None


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_recipe_is_refused_or_none(tmp_path, seed):
    """A flipped byte is seen by the chunk's checksum; nothing wrong is ever read."""
    path = tmp_path / "a.png"
    codes = np.ones((1, 2), np.float32)
    recipe.write_png(path, np.zeros((4, 5, 3), np.uint8), a_recipe(codes))
    data = bytearray(path.read_bytes())
    noise = np.random.default_rng(seed)
    data[noise.integers(len(data))] ^= int(noise.integers(1, 256))
    path.write_bytes(bytes(data[: len(data) - seed % 5]))
    assert recipe.read(path) in (None, a_recipe(codes))


@pytest.mark.parametrize("text", ["{}", "[]", '{"format":1}', "nonsense", '{"codes":[[1e999]]}'])
def test_what_is_no_recipe_is_said_so(tmp_path, text):
    body = recipe.KEYWORD + b"\0\0\0\0\0" + text.encode()
    path = tmp_path / "a.png"
    path.write_bytes(recipe.SIGNATURE + recipe._chunk(b"iTXt", body))
    with pytest.raises(UserError, match="damaged"):
        recipe.read(path)


def test_names_that_no_text_can_hold_are_written_out_in_what_changed_a_picture(tmp_path):
    odd, path = "caf\udce9", tmp_path / "a.png"  # a file's name in Latin-1
    result = SimpleNamespace(
        subject=SimpleNamespace(index=3), strengths=(1.0,), features=odd, iterations=5,
        matched=(odd,),
    )  # fmt: skip
    changed = recipe_changed.changed_by(result, 0, odd, odd * 500, (odd, "the rest"))
    recipe.write_png(path, np.zeros((4, 4, 3), np.uint8), changed, recipe_changed.KEYWORD)
    assert recipe_changed.read(path) == changed
    assert changed.towards == "caf\\udce9"
    assert len(changed.picture) == recipe_changed.LONGEST
