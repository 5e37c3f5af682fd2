"""The encoder of captions, and boxes cut out of maps and put into them."""

import pytest
import torch
from torch.nn import functional as F

from genstudio.data.words import BUCKETS, tokens
from genstudio.nn import place
from genstudio.nn.layers import draw
from genstudio.nn.text import TextEncoder


def encoder(size=16):
    made = TextEncoder(BUCKETS, size)
    draw(made, torch.Generator().manual_seed(0))
    return made


def test_embeddings_are_of_one_size_and_of_the_words_alone():
    text = torch.from_numpy(tokens(["a red circle", "circle a red", "a blue circle", ""]))
    phi = encoder()(text)
    assert torch.allclose(phi[:3].square().mean(1), torch.ones(3), atol=1e-2)
    assert torch.allclose(phi[0], phi[1], atol=1e-6)
    assert (phi[0] - phi[2]).abs().max() > 0.1
    assert not phi[3].any()  # nothing is said: not a number would spread


def test_an_embedding_is_the_mean_of_the_tokens_vectors_through_a_layer():
    made, text = encoder(), torch.tensor([[5, 9, 9, 0, 0]])
    table = made.table.weight.T
    hidden = made.layer((table[5] + 2 * table[9]) / 3)
    assert torch.allclose(made(text)[0], hidden / hidden.square().mean().sqrt(), atol=1e-4)


def test_what_all_captions_have_in_common_does_not_count():
    captions = [f"a very plain picture of the {colour} sea" for colour in ("red", "blue", "green")]
    text = torch.from_numpy(tokens(captions))
    made = encoder()
    alike = F.cosine_similarity(made(text)[0], made(text)[1], dim=0)
    made.remember(text)
    apart = F.cosine_similarity(made(text)[0], made(text)[1], dim=0)
    assert alike > 0.5
    assert apart < 0


def boxes():
    return torch.tensor([[0.1, 0.2, 0.7, 0.9], [0.25, 0.0, 0.75, 1.0], [0.4, 0.4, 0.5, 0.5]])


def sampled(x, box, size):
    """The same by PyTorch's sampler: rows are the box's, in coordinates from -1 to 1."""
    left, top, right, bottom = box.unbind(1)
    zero = torch.zeros_like(left)
    theta = torch.stack(
        [right - left, zero, left + right - 1, zero, bottom - top, top + bottom - 1], 1
    ).view(-1, 2, 3)
    grid = F.affine_grid(theta, [len(x), x.shape[1], size, size], align_corners=False)
    return F.grid_sample(x, grid, padding_mode="border", align_corners=False)


def test_cutting_a_box_out_is_bilinear_sampling():
    x = torch.randn(3, 2, 8, 12, generator=torch.Generator().manual_seed(1))
    assert torch.allclose(place.cut(x, boxes(), 5), sampled(x, boxes(), 5), atol=1e-5)


def test_what_is_put_into_a_box_is_there_and_nowhere_else():
    x = torch.ones(3, 1, 4, 4)
    found = place.put(x, boxes(), 16, 20)
    assert torch.allclose(found, place.inside(boxes(), 16, 20), atol=1e-5)
    area = (boxes()[:, 2:] - boxes()[:, :2]).prod(1)
    assert torch.allclose(found.mean((1, 2, 3)), area, atol=1e-5)


def test_a_box_over_everything_changes_nothing_and_derivatives_are_right():
    whole = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
    x = torch.randn(1, 2, 6, 6)
    assert torch.allclose(place.put(x, whole, 6, 6), x, atol=1e-5)
    assert torch.allclose(place.cut(x, whole, 6), x, atol=1e-5)
    y = torch.randn(1, 1, 3, 4, dtype=torch.float64, requires_grad=True)
    box = boxes()[:1].double()
    assert torch.autograd.gradgradcheck(lambda y: place.cut(y, box, 2).square(), (y,))


@pytest.mark.parametrize("box", [(0.9, 0.2, 0.1, 0.8), (-1.0, 0.5, 2.0, 0.5), (1.0, 1.0, 1.0, 1.0)])
def test_any_four_numbers_become_a_box(box):
    left, top, right, bottom = place.tidy(torch.tensor([box]))[0].tolist()
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
