"""The convolutions of VGG-19 up to relu5_1, for weights that the user brings.

The layers and names are those of torchvision's vgg19 (Simonyan and Zisserman, arXiv:1409.1556):
`features.0.weight` to `features.28.bias`, given as a safetensors file; nothing is ever unpickled,
so a .pth file has to be converted first (the guide tells how). Deep feature interpolation takes
relu3_1, relu4_1 and relu5_1. The layers' names and shapes are tested; nothing was measured with
the published weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import safetensors
import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

# Channels of the convolutions; a 2 x 2 maximum is taken between the rows.
BLOCKS = ((64, 64), (128, 128), (256, 256, 256, 256), (512, 512, 512, 512), (512,))
TAPPED = (10, 19, 28)  # the convolutions 3_1, 4_1 and 5_1, by their place in `features`
LEAST_SIDE = 64  # px: smaller pictures are enlarged, or relu5_1 would be a few numbers
CANDIDATES = 200  # pictures of a group: each takes a billion multiplications
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet
LARGEST = 2**30  # bytes: the whole network has 575 MB
PICKLED = (".pth", ".pt", ".pkl", ".bin", ".ckpt")


@dataclass(frozen=True, eq=False)
class VggFeatures:
    """relu3_1, relu4_1 and relu5_1 of a VGG-19 with the weights of a file."""

    network: Vgg
    name: str
    own: bool = False
    candidates: int = CANDIDATES

    def __call__(self, images: Tensor) -> list[Tensor]:
        """Map images [B, C, H, W] in [0, 1] to the three maps."""
        found: list[Tensor] = self.network(images)
        return found


class Vgg(nn.Module):
    """The convolutions that the three maps need, without weights."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for block in BLOCKS:
            if layers:
                layers.append(nn.MaxPool2d(2))
            for width in block:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
                channels = width
        self.features = nn.Sequential(*layers)

    def forward(self, images: Tensor) -> list[Tensor]:
        """Return the maps after the ReLU of each of TAPPED; images are enlarged to 64 px first."""
        x = images.expand(-1, 3, -1, -1) if images.shape[1] == 1 else images
        least = min(x.shape[2:])
        if least < LEAST_SIDE:
            sides = [round(side * LEAST_SIDE / least) for side in x.shape[2:]]
            x = F.interpolate(x, size=sides, mode="bilinear", align_corners=False)
        x = (x - x.new_tensor(MEAN).view(3, 1, 1)) / x.new_tensor(STD).view(3, 1, 1)
        maps = []
        for place, layer in enumerate(self.features):
            x = layer(x)
            if place - 1 in TAPPED:
                maps.append(x)
        return maps


def vgg_features(path: Path) -> VggFeatures:
    """Read the weights of a file; raise UserError where it does not hold a VGG-19's."""
    if path.suffix.lower() in PICKLED:
        raise UserError(
            tr(
                "{file} is a pickled file, which could run any program when it is read: convert "
                "it to .safetensors first (the guide's page on features tells how).",
                file=printable(path.name),
            )
        )
    with torch.device("meta"):
        network = Vgg()
    network.load_state_dict(_read(path, network), assign=True)
    name = tr("VGG-19 with the weights of {file}", file=printable(path.name))
    return VggFeatures(network.eval().requires_grad_(False), name)


def _read(path: Path, network: Vgg) -> dict[str, Tensor]:
    """Return the tensors that the network needs; what else the file holds is not read."""
    found: dict[str, Tensor] = {}
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_wrong(path, tr("it is larger than the network")))
        with safetensors.safe_open(path, "pt") as file:
            names = set(file.keys())
            for name, wanted in network.state_dict().items():
                if name not in names:
                    raise UserError(_wrong(path, tr("{name} is missing", name=name)))
                shape = tuple(file.get_slice(name).get_shape())
                if shape != tuple(wanted.shape):
                    shown = "x".join(map(str, shape)) or "1"
                    raise UserError(_wrong(path, tr("{name} is {found}", name=name, found=shown)))
                found[name] = file.get_tensor(name).float()
                if not bool(found[name].isfinite().all()):
                    raise UserError(_wrong(path, tr("{name} is not finite", name=name)))
    except OSError as error:
        reason = error.strerror or tr("it cannot be read")
        raise UserError(
            tr("{name} cannot be read: {reason}.", name=printable(path), reason=reason)
        ) from error
    except SafetensorError as error:
        raise UserError(
            _wrong(path, tr("it is no safetensors file (the guide tells how to make one)"))
        ) from error
    return found


def _wrong(path: Path, reason: str) -> str:
    return tr(
        "{file} does not hold the weights of torchvision's VGG-19: {reason}. Take another file.",
        file=printable(path.name),
        reason=reason,
    )
