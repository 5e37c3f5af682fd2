"""What `--plus` and `--minus` name: seeds of samples, picture files, or a concept."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import arithmetic_bench as bench
from genstudio.analysis import concepts
from genstudio.analysis.concepts import Concept
from genstudio.cli import _images, _runs
from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.arithmetic_bench import Pool
    from genstudio.analysis.judge import Judge
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")
SEARCH_STEPS = 300


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """The codes [k, d] of a slot, their pictures [k, C, H, W], and what they are called."""

    codes: NDArray[np.float32]
    images: NDArray[np.uint8]
    names: tuple[str, ...]
    concept: Concept | None = None


class Slots:
    """Finds out what is in each slot; data, judge and samples are only fetched where needed."""

    def __init__(self, args: argparse.Namespace, lens: Lens) -> None:
        self._args, self._lens = args, lens
        self._data: Dataset | None = None
        self._judge: Judge | None = None
        self._pool: Pool | None = None

    @property
    def data(self) -> Dataset:
        """The run's data."""
        if self._data is None:
            self._data = _runs.data_of(_runs.open_run(self._args.run))
        return self._data

    @property
    def judge(self) -> Judge:
        """The judge of the run's data; trained on the way, where there is none yet."""
        if self._judge is None:
            from genstudio.analysis.judge import judge_of

            with Progress() as progress:
                self._judge = judge_of(
                    self.data, watch=lambda share: progress.count(round(1000 * share), 1000)
                )
        return self._judge

    @property
    def pool(self) -> Pool:
        """The samples, or the images of the data, that exemplars are chosen from."""
        if self._pool is None:
            self._pool = self._of_data() if self.of_data else self._of_samples()
        return self._pool

    @property
    def of_data(self) -> bool:
        """Whether exemplars are images of the data: as wished, else where there is an encoder."""
        wish: str = self._args.exemplars
        return wish == "data" or (wish == "auto" and "encode" in self._lens.capabilities)

    def read(self, text: str, seed: int) -> Slot:
        """Return what a slot's text names; raises UserError where it names nothing."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if parts and all(part.isdecimal() for part in parts):
            return self._of_seeds([int(part) for part in parts])
        if parts and all(part.lower().endswith(PICTURES) for part in parts):
            return self._of_files(parts)
        return self._of_concept(text, seed)

    def _of_seeds(self, seeds: list[int]) -> Slot:
        if max(seeds) > _images.LARGEST_SEED:
            raise UserError(f"The seed {max(seeds)} is too large: at most {_images.LARGEST_SEED}.")
        codes = np.concatenate([self._lens.noise(1, seed) for seed in seeds])
        return Slot(codes, self._lens.decode(codes), tuple(f"sample {seed}" for seed in seeds))

    def _of_files(self, names: list[str]) -> Slot:
        from genstudio.analysis import own

        images = []
        for name in names:
            path = Path(name).expanduser()
            if not path.is_file():
                raise UserError(f"There is no picture {printable(name)}.")
            picture = own.read(path, self._lens.shape)
            images.append(own.prepare(picture, self._lens.shape, own.Options(), None).image)
        codes = self._codes(np.stack(images), None)
        return Slot(codes, self._lens.decode(codes), tuple(Path(name).name for name in names))

    def _of_concept(self, text: str, seed: int) -> Slot:
        from genstudio.analysis.judge import attributes_of

        values = attributes_of(self.data) if "=" in text else {}
        concept = concepts.parse(text, values)  # before a judge is trained for it
        if concept.words:
            rows = bench.choose(bench.by_captions(self.data, concept), self._args.k, seed)
            labels = None if self.data.labels is None else self.data.labels[rows]
            codes = self._codes(self.data.images[rows], labels)
            captions = self.data.captions or ()
            names = tuple(f"image {row + 1} ({printable(captions[row])})" for row in rows)
            return Slot(codes, self._lens.decode(codes), names, concept)
        found = self.pool.having(concept)
        if not len(found):
            raise UserError(
                f"None of {len(self.pool):,} samples shows {concepts.in_words(concept, values)}."
            )
        if not self._args.any:
            found = bench.clearest(self.pool, concept, self._args.k)
        rows = bench.choose(found, self._args.k, seed)
        kind = "image" if self.of_data else "sample"
        first = 1 if self.of_data else 0  # images are counted from one, seeds from zero
        names = tuple(f"{kind} {name + first}" for name in self.pool.names[rows])
        codes = self.pool.codes[rows]
        return Slot(codes, self._lens.decode(codes), names, concept)

    def _codes(self, images: NDArray[np.uint8], labels: Any) -> NDArray[np.float32]:
        """Encode pictures; search for their codes where the model has no encoder."""
        if "encode" in self._lens.capabilities:
            return self._lens.encode(images, labels=labels)
        from genstudio.analysis import invert

        codes, settings = [], invert.Settings(steps=SEARCH_STEPS, seed=self._args.seed)
        with Progress() as progress:
            for place, image in enumerate(images):
                for found in invert.search(
                    self._lens.model, image, settings, label=self._lens.label
                ):
                    if progress.due:
                        done = (place + found.step / found.total) / len(images)
                        progress.update(done, f"looking for picture {place + 1} of {len(images)}")
                codes.append(found.code)
        return np.stack(codes)

    def _of_samples(self) -> Pool:
        pool: Pool | None = None
        with Progress() as progress:
            for pool in bench.draw_pool(self._lens, self.judge, bench.POOL, self._args.seed):
                progress.count(len(pool), bench.POOL)
        assert pool is not None
        return pool

    def _of_data(self) -> Pool:
        from genstudio.analysis.judge import targets_of

        rows = self.data.indices("train")[: bench.POOL]
        return bench.data_pool(self._lens, self.data, rows, targets_of(self.data, rows))
