"""The process that makes a map of neighbours: python -m ... KIND SEED FOLDER.

It reads codes.npy in the folder and writes places.npy beside it. Progress goes to standard
output as "step/all". It ends with the process that started it: its standard input closes then.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 1000  # of t-SNE
PERPLEXITY = 30.0
NEIGHBOURS = 15  # of UMAP
SAFE = re.compile(r"Iteration (\d+)")

Places = NDArray[np.float32]
out = sys.stdout


def main() -> int:
    """Make the map."""
    kind, seed, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)
    codes = np.load(folder / "codes.npy", allow_pickle=False)
    places = MAKERS[kind](codes, seed)
    np.save(folder / "places.npy", places.astype(np.float32), allow_pickle=False)
    return 0


def tsne(codes: Places, seed: int) -> Places:
    """Return places by scikit-learn's Barnes-Hut t-SNE, begun at the principal axes."""
    from sklearn.manifold import TSNE

    perplexity = min(PERPLEXITY, (len(codes) - 1) / 3)
    sys.stdout = _Steps(out, STEPS)
    made = TSNE(
        perplexity=perplexity,
        init="pca",
        learning_rate="auto",
        max_iter=STEPS,
        random_state=seed,
        verbose=2,
        n_jobs=1,
    ).fit_transform(codes)
    sys.stdout = out
    return np.asarray(made)


def umap(codes: Places, seed: int) -> Places:
    """Return places by umap-learn."""
    import umap as library

    made = library.UMAP(
        n_neighbors=min(NEIGHBOURS, len(codes) - 1),
        random_state=seed,
        n_jobs=1,
        verbose=True,
        tqdm_kwds={"file": out, "mininterval": 0.2, "ascii": True, "bar_format": "{n}/{total}\n"},
    ).fit_transform(codes)
    return np.asarray(made)


MAKERS: dict[str, Callable[[Places, int], Places]] = {"tsne": tsne, "umap": umap}


class _Steps:
    """A stream that turns t-SNE's words about its iterations into "step/all"."""

    def __init__(self, stream: Any, total: int) -> None:
        self._stream, self._total = stream, total

    def write(self, text: str) -> int:
        found = SAFE.search(text)
        if found is not None:
            self._stream.write(f"{found[1]}/{self._total}\n")
        return len(text)

    def flush(self) -> None:
        self._stream.flush()


def _end_with_parent() -> None:
    os.read(0, 1)  # not through sys.stdin, whose lock the interpreter wants at its end
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
