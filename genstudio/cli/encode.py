"""`genstudio encode RUN`: the codes of the data as a table."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.cli import _data, _runs

HELP = "write the codes (posterior means) of a run's data as a CSV table"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the data and where to write the table."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument("--out", required=True, metavar="FILE.csv", help="the table to write")
    parser.add_argument(
        "--data", metavar="SOURCE", help="encode these images instead of the run's own"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Encode every image and write the table."""
    from genstudio.analysis.codes import save_codes

    opened = _runs.open_run(args.run)
    lens, step = _runs.lens_of(args)
    dataset = _data.read(args.data, {}) if args.data else _runs.data_of(opened)
    codes = lens.encode(dataset.images, labels=dataset.labels)
    out = Path(args.out).expanduser()
    save_codes(out, dataset, codes)
    return {
        "out": str(out.absolute()),
        "step": step,
        "rows": len(codes),
        "latent_dim": codes.shape[1],
    }
