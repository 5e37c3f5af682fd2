"""Differentiable augmentation: each change by hand, its gradient, and nothing at p = 0."""

import pytest
import torch

from genstudio.nn import augment


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def images(count=3, shape=(3, 8, 8), dtype=torch.float32):
    return 2 * torch.rand(count, *shape, generator=generator(), dtype=dtype) - 1


def rows(*values, dtype=torch.float32):
    return torch.tensor([values], dtype=dtype)


ON3, ON2, ON1 = torch.ones(1, 3), torch.ones(1, 2), torch.ones(1)


def test_brightness_adds_the_same_to_every_pixel():
    x = images(1)
    torch.testing.assert_close(augment.colour(x, rows(0.8, 0.5, 0.5), ON3), x + 0.3)


def test_saturation_scales_the_distance_from_grey():
    x = images(1)
    grey = x.mean(1, keepdim=True)
    torch.testing.assert_close(
        augment.colour(x, rows(0.5, 0.0, 0.5), ON3), grey.expand(-1, 3, -1, -1)
    )
    torch.testing.assert_close(augment.colour(x, rows(0.5, 1.0, 0.5), ON3), 2 * x - grey)


def test_contrast_scales_the_distance_from_the_images_mean():
    x = images(1)
    mean = x.mean()
    torch.testing.assert_close(augment.colour(x, rows(0.5, 0.5, 1.0), ON3), mean + 1.5 * (x - mean))
    torch.testing.assert_close(augment.colour(x, rows(0.5, 0.5, 0.0), ON3), mean + 0.5 * (x - mean))


@pytest.mark.parametrize(
    ("amounts", "shift"),
    [((0.0, 0.5), (-1, 0)), ((0.99, 0.5), (1, 0)), ((0.5, 0.99), (0, 1)), ((0.0, 0.0), (-1, -1))],
)
def test_translation_shifts_by_whole_pixels_and_repeats_the_edge(amounts, shift):
    x = images(1)
    padded = torch.nn.functional.pad(x, (1, 1, 1, 1), mode="replicate")
    down, right = shift
    expected = padded[..., 1 - down : 9 - down, 1 - right : 9 - right]
    assert torch.equal(augment.translation(x, rows(*amounts), ON2), expected)


def test_translation_reaches_an_eighth_of_each_side_and_every_shift_is_as_likely():
    x = torch.zeros(7000, 1, 24, 16)
    x[:, :, 12, 8] = 1
    moved = augment.translation(x, torch.rand(7000, 2, generator=generator()), torch.ones(7000, 2))
    down = moved.sum((1, 3)).argmax(1) - 12
    right = moved.sum((1, 2)).argmax(1) - 8
    assert (down.min(), down.max(), right.min(), right.max()) == (-3, 3, -2, 2)
    assert torch.bincount(down + 3).tolist() == pytest.approx([1000] * 7, rel=0.15)
    assert torch.bincount(right + 2).tolist() == pytest.approx([1400] * 5, rel=0.15)


def test_a_plain_ground_stays_plain_when_its_image_is_shifted():
    x = torch.full((20, 1, 8, 8), -1.0)
    amounts = torch.rand(20, 2, generator=generator())
    assert torch.equal(augment.translation(x, amounts, torch.ones(20, 2)), x)


def test_cutout_blanks_a_rectangle_of_half_the_sides_around_its_centre():
    x = torch.ones(1, 2, 8, 12)
    out = augment.cutout(x, rows(0.5, 0.5), ON1)
    assert (out == 0).sum() == 2 * 4 * 6
    assert out[0, 0, 2:6, 3:9].sum() == 0
    corner = augment.cutout(x, rows(0.0, 0.0), ON1)
    assert corner[0, 0, :2, :3].sum() == 0
    assert (corner == 0).sum() == 2 * 2 * 3


def test_gates_at_zero_leave_every_pixel_as_it_is():
    x, half = images(1), rows(0.9, 0.1)
    assert torch.equal(augment.translation(x, half, torch.zeros(1, 2)), x)
    assert torch.equal(augment.cutout(x, half, torch.zeros(1)), x)
    torch.testing.assert_close(augment.colour(x, rows(0.9, 0.1, 0.8), torch.zeros(1, 3)), x)


def test_nothing_changes_at_probability_zero_and_each_change_as_often_as_asked():
    x = images(2000, (1, 8, 8))
    torch.testing.assert_close(
        augment.augment(x, generator(), "all", torch.tensor(0.0)), x, atol=1e-6, rtol=0
    )
    moved = augment.augment(x, generator(), "translation", torch.tensor(0.3))
    changed = (moved != x).flatten(1).any(1).float().mean().item()
    assert changed == pytest.approx(0.3 * 8 / 9, abs=0.04)  # a shift by nothing is one of nine


@pytest.mark.parametrize("kind", ["translation", "all"])
def test_augmentation_is_differentiable_twice(kind):
    x = images(2, (3, 4, 4), torch.float64).requires_grad_()

    def changed(image):
        return augment.augment(image, generator(5), kind, None)

    assert torch.autograd.gradcheck(changed, (x,))
    assert torch.autograd.gradgradcheck(lambda image: changed(image).sin(), (x,))


def test_images_get_changes_of_their_own_from_the_generator_alone():
    before = torch.get_rng_state()
    x = images(1).expand(4, -1, -1, -1).contiguous()
    first, again, other = (augment.augment(x, generator(s), "all", None) for s in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert len({tuple(image.flatten().tolist()) for image in first}) == 4
    assert torch.equal(torch.get_rng_state(), before)
