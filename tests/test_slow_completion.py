"""Completion of faces that no model has seen, measured as the papers did, and by a judge."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.analysis import completion, masks, poisson
from genstudio.analysis.judge import judge_of
from genstudio.data import sources
from genstudio.train import examples
from genstudio.train.snapshots import load_model

HELD_OUT = {"count": 1000, "seed": 20_000}  # drawn from another seed than the examples' data
SETTINGS = completion.Settings(steps=200, restarts=4)


def model_of(name):
    if name not in examples.names():
        pytest.skip(f"the example {name} is not there")
    torch.set_num_threads(1)
    return load_model(examples.source_of(name))[0].to("cpu", torch.float32).eval()


def completed(model, images, hole, settings):
    """Return the blended pictures [N, C, H, W]."""
    found = []
    for image in images:
        *_, last = completion.complete(model, image, hole, settings)
        found.append(last.image())
    return np.stack(found)


def mean_psnr(images, truths, hole):
    return float(np.mean([completion.psnr(a, b, hole) for a, b in zip(images, truths)]))


def seam_of(images, hole):
    """Return the mean step over the hole's border, over that inside the hole."""
    border, inside = poisson.seam(images.astype(float), hole)
    return border / inside


def test_a_face_that_was_never_seen_is_completed_better_than_by_the_mean():
    """The quick version: two faces, one hole."""
    model = model_of("faces-vae")
    faces = sources.load("faces", {"count": 40, "seed": 20_000})
    images, hole = np.asarray(faces.images[:2]), masks.centre(faces.shape[1:])
    mean = np.rint(np.asarray(faces.images).mean(0)).astype(np.uint8)
    settings = completion.Settings(steps=50, restarts=2, draws=16)
    found = completed(model, images, hole, settings)
    fill = mean_psnr([mean] * len(images), images, hole)
    assert mean_psnr(found, images, hole) >= fill + 2
    assert seam_of(found, hole) <= 1.5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["faces-gan", "faces-vae"])
@pytest.mark.parametrize("mask", ["centre", "half:left", "random:0.8"])
def test_unseen_faces_are_completed(name, mask, report_figure):
    model = model_of(name)
    faces = sources.load("faces", HELD_OUT)
    judge = judge_of(faces)
    rows = np.arange(16)
    images, hole = np.asarray(faces.images[rows]), masks.named(mask, faces.shape[1:])
    found = completed(model, images, hole, SETTINGS)
    mean = completion.mean_image(faces)
    diffused = np.rint(poisson.diffuse(images, hole)).astype(np.uint8)
    figures = {
        "model": mean_psnr(found, images, hole),
        "mean fill": mean_psnr([mean] * len(images), images, hole),
        "diffusion": mean_psnr(diffused, images, hole),
    }
    system = f"completion, {name.removeprefix('faces-')}, {mask}"
    beside = f">= {figures['mean fill'] + 2:.1f} (mean fill + 2)"
    report_figure(system, "PSNR in the hole [dB]", beside, figures["model"])
    report_figure(system, "PSNR of diffusion [dB]", "-", figures["diffusion"])
    seam = seam_of(found, hole)
    report_figure(system, "step over the seam / inside", "<= 1.5", seam)
    kept, chance, smooth = agreement(judge, images, found, diffused)
    report_figure(system, "attributes kept", f"> {chance:.2f} (chance)", kept)
    report_figure(system, "attributes kept by diffusion", "-", smooth)
    assert figures["model"] >= figures["mean fill"] + 2
    assert seam <= 1.5
    assert kept > chance
    if mask == "centre":  # of the others enough is left for a judge to see it all
        assert kept > smooth


def agreement(judge, images, found, diffused):
    """Return how often the judge finds the original's attributes: completed, chance, diffused."""
    truth, ours, theirs = judge(images), judge(found), judge(diffused)
    shares = {name: np.bincount(values) / len(values) for name, values in truth.items()}
    chance = float(np.mean([np.square(share).sum() for share in shares.values()]))
    kept = float(np.mean([(ours[name] == truth[name]).mean() for name in truth]))
    return kept, chance, float(np.mean([(theirs[name] == truth[name]).mean() for name in truth]))
