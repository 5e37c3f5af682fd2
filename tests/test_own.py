"""A picture of the user's own is made to be like the data, and judged beside them."""

from __future__ import annotations

import json
import math
import os

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio.analysis import own, recipe, typicality
from genstudio.analysis.own import Options
from genstudio.core.errors import UserError
from genstudio.models import ppca, vae


def strokes(side=28, ground=0, ink=255, shift=0):
    """Return a drawing [1, side, side]: an upright bar with a foot."""
    image = np.full((side, side), ground, np.uint8)
    image[6 + shift : 20 + shift, 12:15] = ink
    image[18 + shift : 20 + shift, 12:20] = ink
    return image[None]


@pytest.fixture(scope="module")
def looks():
    found = own.looks_of(np.stack([strokes()] * 20))
    assert found is not None
    return found


def test_what_drawings_have_in_common_is_measured(looks):
    weights = strokes()[0] / 255
    middle = np.arange(28) + 0.5
    y = (weights.sum(1) @ middle) / weights.sum() / 28
    assert (looks.ground, looks.extent) == (0, pytest.approx(14 / 28))
    assert looks.centre[0] == pytest.approx(y)


@pytest.mark.parametrize("width", [2, 3, 4])
def test_the_thickness_of_a_stroke_is_measured(width):
    fine = np.zeros((448, 448), np.uint8)
    fine[60:390, 200 : 200 + 16 * width] = 255
    fine[300 : 300 + 16 * width, 100:380] = 255
    coarse = np.asarray(Image.fromarray(fine).resize((28, 28), Image.Resampling.BOX))
    found = own.looks_of(np.stack([coarse[None]] * 3))
    assert found is not None
    assert found.stroke * 28 == pytest.approx(width, rel=0.25)


def test_the_digits_are_drawings_on_black(digits):
    found = own.looks_of(digits.images)
    assert found is not None
    assert found.ground == 0
    assert found.extent == pytest.approx(1)


def test_photographs_and_points_are_no_drawings():
    noise = np.random.default_rng(0).integers(0, 256, (50, 1, 16, 16), dtype=np.uint8)
    assert own.looks_of(noise) is None
    assert own.looks_of(np.repeat(noise, 3, axis=1)) is None
    assert own.looks_of(np.zeros((5, 1, 1, 2), np.float32)) is None


@pytest.mark.parametrize(("across", "down", "scale"), [(10, 3, 1), (0, 40, 2), (70, 5, 5)])
def test_a_drawing_anywhere_at_any_size_becomes_like_the_data(looks, across, down, scale):
    drawn = np.kron(strokes()[0], np.ones((scale, scale), np.uint8))
    paper = np.full((drawn.shape[0] + down, drawn.shape[1] + across), 0, np.uint8)
    paper[down:, across:] = drawn
    prepared = own.prepare(255 - paper[None], (1, 28, 28), Options(), looks)
    assert prepared.done == ("dark and bright exchanged", "scaled and centred like the data")
    error = np.abs(prepared.image.astype(float) - strokes()).mean()
    assert error < 3


def test_a_sheet_of_grey_paper_gets_the_ground_of_the_data(looks):
    prepared = own.prepare(strokes(ground=60, shift=5), (1, 28, 28), Options(), looks)
    assert np.median(prepared.image) == 0
    assert prepared.image.max() > 240


def test_a_picture_of_the_right_shape_stays_as_it_is(looks):
    image = strokes(shift=4)
    plain = own.prepare(image, (1, 28, 28), Options(like_data=False, invert="no"), looks)
    np.testing.assert_array_equal(plain.image, image)
    assert plain.done == ()


def test_an_empty_sheet_is_no_drawing_to_be_moved(looks):
    prepared = own.prepare(np.zeros((1, 60, 60), np.uint8), (1, 28, 28), Options(), looks)
    assert not prepared.image.any()


def test_colours_are_left_out_and_put_in():
    red = np.zeros((3, 8, 8), np.uint8)
    red[0] = 255
    grey = own.prepare(red, (1, 8, 8), Options(), None)
    assert grey.image.shape == (1, 8, 8)
    assert grey.done == ("colours left out",)
    assert grey.image[0, 0, 0] == 76  # 0.299 of red
    assert own.prepare(strokes(8), (3, 8, 8), Options(), None).image.shape == (3, 8, 8)


@pytest.mark.parametrize(("fit", "corner"), [("crop", 200), ("pad", 90), ("stretch", 10)])
def test_a_wide_picture_becomes_a_square_as_is_wished(fit, corner):
    wide = np.full((1, 16, 48), 200, np.uint8)
    wide[:, :, :12] = wide[:, :, -12:] = 10
    wide[:, 0, 0] = wide[:, 0, -1] = 90
    wide[:, -1, 0] = wide[:, -1, -1] = 90
    prepared = own.prepare(wide, (1, 16, 16), Options(fit=fit), None)
    assert prepared.image.shape == (1, 16, 16)
    assert abs(int(prepared.image[0, 0 if fit == "pad" else 8, 1]) - corner) < 30
    assert prepared.done[-1] == "its ends cut off" or "16 x 16" in prepared.done[-1]


def test_data_that_are_no_squares_take_a_picture_too():
    prepared = own.prepare(np.zeros((1, 30, 30), np.uint8), (1, 12, 20), Options(), None)
    assert prepared.image.shape == (1, 12, 20)


def test_points_have_no_place_for_a_picture():
    with pytest.raises(UserError, match="points"):
        own.prepare(strokes(), (1, 1, 2), Options(), None)


def test_a_file_is_read_whole(tmp_path):
    image = np.random.default_rng(0).integers(0, 256, (9, 14, 3), dtype=np.uint8)
    Image.fromarray(image).save(tmp_path / "a.png")
    np.testing.assert_array_equal(own.read(tmp_path / "a.png", (1, 8, 8)), image.transpose(2, 0, 1))
    Image.new("L", (4000, 2000), 7).save(tmp_path / "large.png")
    read = own.read(tmp_path / "large.png", (1, 28, 28))
    assert 112 <= min(read.shape[1:]) < 224


@pytest.mark.parametrize("fault", ["text", "empty", "cut", "huge", "folder", "gone", "pipe"])
def test_a_file_that_is_no_sound_picture_is_refused(tmp_path, fault):
    path = tmp_path / "picture.png"
    Image.new("L", (64, 64), 7).save(path)
    if fault == "text":
        path.write_text("not a picture")
    elif fault == "empty":
        path.write_bytes(b"")
    elif fault == "cut":
        path.write_bytes(path.read_bytes()[:60])
    elif fault == "huge":
        data = bytearray(path.read_bytes())
        data[16:24] = (60_000).to_bytes(4, "big") * 2  # in its header
        path.write_bytes(bytes(data))
    else:
        path.unlink()
        if fault == "folder":
            path.mkdir()
        elif fault == "pipe":
            if not hasattr(os, "mkfifo"):
                pytest.skip("there are no pipes here")
            os.mkfifo(path)
    with pytest.raises(UserError, match=r"picture\.png"):
        own.read(path, (1, 28, 28))


# How likely it is


def test_of_a_linear_gaussian_model_the_terms_are_exact():
    torch.manual_seed(0)
    model = ppca.Model(ppca.Config(latent_dim=2), (1, 8, 8), torch.Generator().manual_seed(0))
    images = torch.rand(200, 1, 8, 8)
    model.fit(images)
    pixels = (images[:5] * 255).round().byte().numpy()
    elbo, reconstruction, kl = typicality.terms_of(model, pixels, 1)
    flat = pixels.reshape(5, -1) / 255
    w, m, s = model.loadings.numpy(), model.mean.numpy(), float(model.variance)
    covariance = w @ w.T + s * np.eye(64)
    difference = flat - m
    exact = -0.5 * (
        np.einsum("ni,ij,nj->n", difference, np.linalg.inv(covariance), difference)
        + np.linalg.slogdet(covariance)[1]
        + 64 * math.log(2 * math.pi)
    )
    np.testing.assert_allclose(elbo, exact, rtol=1e-4)
    np.testing.assert_allclose(reconstruction - kl, elbo)


def test_the_share_of_test_images_that_are_less_likely(digits):
    model = vae.Model(
        vae.Config(latent_dim=2, hidden=16), digits.shape, torch.Generator().manual_seed(0)
    ).eval()
    model.initialise(torch.from_numpy(digits.images[:200] / 255).float())
    tests = typicality.of_tests(model, digits, None)
    assert tests is not None
    assert (np.diff(tests) >= 0).all()
    assert len(tests) == typicality.COMPARED
    usual = digits.images[digits.indices("test")[0]]
    noise = np.random.default_rng(0).integers(0, 256, digits.shape, dtype=np.uint8)
    first, other = (typicality.of_picture(model, image) for image in (usual, noise))
    assert first.elbo == pytest.approx(first.reconstruction - first.kl, abs=1e-6)
    assert not typicality.standing(first, tests).rare
    found = typicality.standing(other, tests)
    assert found.rare
    assert found.share == np.mean(tests < other.elbo)
    assert typicality.of_tests(model, digits, None, stop=lambda: True) is None


def test_who_has_no_likelihood_judges_no_picture():
    assert not typicality.able(torch.nn.Linear(1, 1))


# The command


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Run a command and return its result, on a run of its own."""
    from genstudio.cli import main

    folder = tmp_path_factory.mktemp("encode")

    def call(capsys, *arguments):
        capsys.readouterr()
        code = main([str(argument) for argument in arguments] + ["--json"])
        out, err = capsys.readouterr()
        return code, (json.loads(out) if code == 0 else err)

    return folder, call


@pytest.mark.parametrize("family", ["vae", "gan"])
def test_a_picture_is_encoded_from_the_command_line(told, capsys, tmp_path, family):
    folder, call = told
    run = folder / family
    few = ["--architecture", "mlp"] if family == "gan" else []
    made = ["train", family, "--data", "digits", "--out", run, "--steps", 3, "--hidden", 16]
    assert call(capsys, *made, "--latent-dim", 2, "--threads", 1, *few)[0] == 0
    Image.fromarray(255 - strokes()[0]).save(tmp_path / "mine.png")
    out = tmp_path / "again.png"
    code, found = call(
        capsys, "encode", run, "--image", tmp_path / "mine.png", "--out", out, "--steps", 20
    )
    assert code == 0, found
    assert len(found["code"]) == 2
    assert found["prepared"] == ["dark and bright exchanged", "scaled and centred like the data"]
    if family == "vae":
        assert found["elbo"] == pytest.approx(found["reconstruction"] - found["kl"])
        assert 0 <= found["more_likely_than"] <= 1
    with Image.open(out) as written:
        assert written.size == (8, 8)
    kept = recipe.read(out)
    np.testing.assert_allclose(kept.array, [found["code"]], rtol=1e-6)
    code, why = call(capsys, "encode", run, "--image", tmp_path / "gone.png")
    assert code == 2
    assert "gone.png" in why


def test_test_images_are_told_their_own_classes(digits, monkeypatch):
    told = []
    monkeypatch.setattr(
        typicality,
        "terms_of",
        lambda model, images, draws, label, seed: told.append(label) or np.zeros((3, len(images))),
    )
    typicality.of_tests(None, digits, 3)
    order = digits.indices("test")
    order = order if len(order) else digits.indices("validation")
    step = max(1, len(order) // typicality.COMPARED)
    chosen = order[::step][: typicality.COMPARED]
    assert np.array_equal(np.concatenate(told), digits.labels[chosen])
    told.clear()
    typicality.of_tests(None, digits, -1)
    assert set(told) == {-1}


def test_a_drawing_far_larger_than_those_of_the_data_needs_little_memory():
    dots = own.Looks(ground=0, extent=1 / 28, centre=(0.5, 0.5))
    wide = np.zeros((1, 112, 11200), np.uint8)
    wide[0, 50:60, 20:-20] = 255
    image = own.prepare(wide, (1, 28, 28), Options(), dots).image[0]
    y, x = np.nonzero(image)
    assert image.any()
    assert (x.min(), y.min()) >= (12, 12)
    assert (x.max(), y.max()) <= (15, 15)
