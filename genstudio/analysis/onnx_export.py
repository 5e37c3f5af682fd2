"""Both generators of a style transfer as ONNX files, for programs without Python.

torch's exporter needs two packages that nothing else here does: the extra `onnx`.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from genstudio.core import atomic
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.models import Translates
from genstudio.models._cyclegan_networks import MULTIPLE

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

NEEDED = ("onnx", "onnxscript")
OPSET = 18
INPUT, OUTPUT = "image", "translated"


class Side(nn.Module):
    """One direction of a translation, as one network."""

    def __init__(self, model: Any, forward: bool) -> None:
        super().__init__()
        self.network = model.there if forward else model.back

    def forward(self, image: Tensor) -> Tensor:
        """Map images [B, C, H, W] in [0, 1] to the other kind; H and W are multiples of 4."""
        return 0.5 * (self.network.layers(2 * image - 1) + 1)


def lacking() -> list[str]:
    """List the packages that an export needs and that are not there."""
    return [name for name in NEEDED if find_spec(name) is None]


def check() -> None:
    """Raise UserError, with what to install, where ONNX cannot be written here."""
    missing = lacking()
    if missing:
        raise UserError(
            tr(
                "Writing ONNX needs {packages}: install them with “pip install {command}”, or "
                "genstudio with its extra “onnx”.",
                packages=" + ".join(missing),
                command=" ".join(missing),
            )
        )


def export(lens: Lens, path: Path) -> list[Path]:
    """Write NAME.onnx as NAME-there.onnx and NAME-back.onnx; return the two paths.

    Their input `image` and output `translated` are float32 [B, C, H, W] in [0, 1], of any B, and
    of any H and W that are multiples of 4. Raises UserError where that cannot be.
    """
    check()
    if not isinstance(lens.model, Translates):
        raise UserError(
            tr("This model does not translate pictures: choose a run of style transfer (CycleGAN).")
        )
    path = Path(path)
    stem = path.with_suffix("") if path.suffix.lower() == ".onnx" else path
    written = []
    for name, forward in (("there", True), ("back", False)):
        target = stem.with_name(f"{stem.name}-{name}.onnx")
        atomic.write_bytes(target, _exported(Side(lens.model, forward), lens.shape))
        written.append(target)
    return written


def _exported(side: Side, shape: tuple[int, int, int]) -> bytes:
    channels = shape[0]
    # Neither 1 nor equal numbers: the exporter takes those for constants.
    example = torch.zeros(2, channels, 6 * MULTIPLE, 8 * MULTIPLE)
    batch, rows, columns = (torch.export.Dim(n, min=2, max=4096) for n in ("b", "h", "w"))
    sizes = {0: batch, 2: MULTIPLE * rows, 3: MULTIPLE * columns}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # of the exporter, about itself
        program = torch.onnx.export(
            side.eval(),
            (example,),
            dynamo=True,
            opset_version=OPSET,
            input_names=[INPUT],
            output_names=[OUTPUT],
            dynamic_shapes=(sizes,),
            verbose=False,
        )
    assert program is not None
    data: bytes = program.model_proto.SerializeToString()
    return data
