"""What the gallery says: of a sheet, of a sample, and below the images."""

from __future__ import annotations

from collections.abc import Sequence

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.gallery_wish import Origin, Sheet, Sort
from genstudio.gui.numbers import number

LEAST = 0.0005  # of a distance that is told


def of_sheet(sheet: Sheet, step: str) -> str:
    """Say what is shown."""
    wish, count = sheet.wish, len(sheet.images)
    if wish.ground is not None:
        return _of_points(sheet, step)
    if sheet.rebuilds:
        return tr("Step {step} · test images, each followed by its reconstruction", step=step)
    if wish.mode == "favourites":
        return tr("Step {step} · %n favourite(s)", "", count, step=step)
    if wish.mode == "around":
        return tr("Step {step} · a sample in the middle, eight near it", step=step)
    if wish.mode == "file":
        return tr("Step {step} · %n image(s) from a file", "", count, step=step)
    return tr(
        "Step {step} · %n sample(s), seed {seed}, ψ {truncation:g}",
        "",
        wish.count,
        step=step,
        seed=wish.seed,
        truncation=wish.truncation,
    )


def of_model(run: str, step: str) -> str:
    """Name a model: its step first, for the run's name may be too long to be seen."""
    if not run:
        return tr("Step {step}", step=step)
    return tr("Step {step} · {run}", step=step, run=printable(run))


def of_origin(origin: Origin) -> str:
    """Say where a sample comes from: with it, it can be drawn again anywhere."""
    if origin.seed is None or origin.index is None:
        return printable(origin.edit) or tr("A code from a file")
    text = tr(
        "Sample {number} of seed {seed}, ψ {truncation:g}",
        number=origin.index + 1,
        seed=origin.seed,
        truncation=origin.truncation,
    )
    return f"{text}, {printable(origin.edit)}" if origin.edit else text


def of_sample(sheet: Sheet, sample: int, classes: Sequence[str] = ()) -> str:
    """Say what is known of a sample, a line each; `classes` are the names of the data's."""
    if sheet.rebuilds:
        image = sample // 2 + 1
        if sample % 2:
            lines = [tr("Reconstruction of test image {number}", number=image)]
        else:
            lines = [tr("Real test image {number}", number=image)]
    else:
        origin = sheet.origin(sample)
        lines = [of_origin(origin)]
        if origin.step is not None:
            lines.append(tr("kept at step {step}", step=number(origin.step)))
    if sheet.labels is not None and not sheet.rebuilds:
        label = int(sheet.labels[sample])
        told = printable(classes[label]) if label < len(classes) else number(label)
        lines.append(tr("made as {name}", name=told))
    if sheet.realness is not None and sheet.wish.picked == sample:
        lines.append(f"D(x) = {number(sheet.realness, '.3f')}")
    return "\n".join(lines)


def how_far(distance: float) -> str:
    """Return a distance with two digits; what is next to nothing is 0."""
    return number(distance if distance >= LEAST else 0.0, ".2g")


def captions(sheet: Sheet) -> list[str]:
    """Return a few words for each image in the order shown: first what they are sorted by."""
    scores, judge = sheet.scores, sheet.wish.judge
    names = judge.classes if judge is not None else ()

    def said(sample: int) -> str:
        parts: dict[Sort, str] = {}
        if scores.classes is not None:
            label = int(scores.classes[sample])
            parts["class"] = printable(names[label]) if label < len(names) else number(label)
        if scores.realness is not None:
            parts["realness"] = number(float(scores.realness[sample]), ".2f")
        if scores.features is not None:
            parts["features"] = how_far(float(scores.features[sample]))
        if scores.pixels is not None:
            parts["pixels"] = how_far(float(scores.pixels[sample]))
        first = parts.pop(sheet.wish.sort, "")
        found = [*([first] if first else []), *parts.values()]
        return " · ".join(found) or f"#{sample + 1}"

    return [said(int(sample)) for sample in sheet.order]


def captions_about(sheet: Sheet) -> str:
    """Say what the numbers of the captions are."""
    scores = sheet.scores
    known = (
        (scores.classes, tr("predicted class")),
        (scores.realness, tr("D(x)")),
        (scores.features, tr("distance to the data by features")),
        (scores.pixels, tr("by pixels")),
    )
    found = [text for value, text in known if value is not None]
    return ", ".join(found)


def _of_points(sheet: Sheet, step: str) -> str:
    """Say what a picture of points shows."""
    if sheet.wish.real is not None and sheet.encodes:
        return tr("Step {step} · test points (green) and their reconstructions (pink)", step=step)
    return tr("Step {step} · samples (pink) over the data (green)", step=step)
