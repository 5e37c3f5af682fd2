"""The part of `genstudio bench` that evaluates: time, peak memory and growth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

GRID = 10_000  # images
SAMPLES = 50_000
GROWTH = (2_000, 20_000, 200_000)  # images

Row = tuple[str, float, str, float]  # name, value, unit, what it may be at most


def rows(say: Callable[[str], None]) -> tuple[list[Row], dict[str, Any]]:
    """Measure each part in a process of its own; return lines, and all that was found."""
    from genstudio.analysis.bench_evaluate import measure

    grid, frechet = measure("grid", GRID), measure("frechet", SAMPLES)
    lines: list[Row] = [
        (f"exact posterior, {GRID:,} images 28x28", grid["seconds"], "s", 60),
        ("  its peak memory", grid["peak_rss_mb"], "MB", 1500),
        ("  images that it is too coarse for", grid["unsettled"], "", 0),
        (f"Fréchet distance, {SAMPLES:,} samples", frechet["seconds"], "s", 60),
        ("  its peak memory", frechet["peak_rss_mb"], "MB", 1000),
    ]
    growth = [measure("growth", count) for count in GROWTH]
    for row in growth:
        say(
            f"  {row['images']:>7,} images: {row['us_an_image']:g} us an image (encode "
            f"{row['encode_us_an_image']:g}, moments {row['moments_us_an_image']:g}, neighbours "
            f"{row['neighbours_us_an_image']:g}), {row['peak_rss_mb']:,} MB"
        )
    ratio = round(growth[-1]["us_an_image"] / growth[-2]["us_an_image"], 2)
    name = f"evaluating an image, {GROWTH[-1]:,} / {GROWTH[-2]:,} images"
    lines.append((name, ratio, "", 1.5))
    return lines, {"grid": grid, "frechet": frechet, "growth": growth}
