"""What can be downloaded by name: files, checksums, sizes and mirrors, as they were published.

The SHA-256 sums and sizes are those that TensorFlow Datasets (url_checksums/*.txt) and
torchvision publish, which agree where both have one. Of dSprites' .npz only the checksum is
published, not the size, so that it is only about right. All mirrors hold the same bytes, or the
checksum refuses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from genstudio.core import paths
from genstudio.core.language import mark
from genstudio.data._fetch import Published, is_there

Layout = Literal["idx", "emnist", "cifar", "dsprites"]
IDX = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A set that is downloaded by its name; `classes` in the order of its labels."""

    name: str
    title: str
    about: str
    layout: Layout
    files: tuple[Published, ...]
    classes: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files are kept, and may be put by hand."""
        return paths.cache_dir() / "data" / self.name

    @property
    def size(self) -> int:
        """Return the bytes of all its files."""
        return sum(file.size for file in self.files)

    @property
    def missing(self) -> int:
        """Return the bytes of those that are not there yet; reads folders only."""
        return sum(file.size for file in self.files if not is_there(file, self.folder))


def _idx(sums: tuple[str, ...], sizes: tuple[int, ...], *bases: str) -> tuple[Published, ...]:
    return tuple(
        Published(name, sha256, size, tuple(f"{base}/{name}" for base in bases))
        for name, sha256, size in zip(IDX, sums, sizes, strict=True)
    )


MNIST = NamedSet(
    "mnist",
    mark("MNIST"),
    mark("70,000 handwritten digits, 28×28 grey"),
    "idx",
    _idx(
        (
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        ),
        (9_912_422, 28_881, 1_648_877, 4_542),
        "https://ossci-datasets.s3.amazonaws.com/mnist",
        "https://storage.googleapis.com/cvdf-datasets/mnist",
        "https://raw.githubusercontent.com/fgnt/mnist/master",
    ),
    tuple("0123456789"),
)
FASHION = NamedSet(
    "fashion-mnist",
    mark("Fashion-MNIST"),
    mark("70,000 pieces of clothing, 28×28 grey"),
    "idx",
    _idx(
        (
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        ),
        (26_421_880, 29_515, 4_422_102, 5_148),
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion",
        # the bucket's own address: its website, which others name, has no https
        "https://fashion-mnist.s3.eu-central-1.amazonaws.com",
    ),
    (
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
)
KMNIST = NamedSet(
    "kmnist",
    mark("Kuzushiji-MNIST"),
    mark("70,000 cursive Japanese characters, 28×28 grey"),
    "idx",
    # Only its publisher has it in this format; elsewhere are conversions with other checksums.
    _idx(
        (
            "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
            "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
            "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
            "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c",
        ),
        (18_165_135, 29_497, 3_041_136, 5_120),
        "https://codh.rois.ac.jp/kmnist/dataset/kmnist",
        # the Internet Archive is asked last: it has what it kept
        "https://web.archive.org/web/2022id_/http://codh.rois.ac.jp/kmnist/dataset/kmnist",
    ),
    ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
)
EMNIST = NamedSet(
    "emnist-letters",
    mark("EMNIST letters"),
    mark("145,600 handwritten letters, 28×28 grey"),
    "emnist",
    (
        Published(
            "gzip.zip",
            "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
            561_753_746,
            (
                "https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip",
                "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/gzip.zip",
            ),
        ),
    ),
    tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)
CIFAR10 = NamedSet(
    "cifar10",
    mark("CIFAR-10"),
    mark("60,000 small photos of ten kinds, 32×32 colour"),
    "cifar",
    (
        Published(
            "cifar-10-binary.tar.gz",  # not the Python version, which is a pickle
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            170_052_171,
            (
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                "https://web.archive.org/web/2022id_/"
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
            ),
        ),
    ),
    (
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    ),
)
SPRITES = "dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz"
DSPRITES = NamedSet(
    "dsprites",
    mark("dSprites"),
    mark("737,280 shapes with five known factors, 64×64 black and white"),
    "dsprites",
    (
        Published(
            SPRITES,
            "857dc001287e8efa226e0025fac6b29e5745c621b380b0d3363e4e33f4e28fa2",
            26_000_000,
            (
                f"https://raw.githubusercontent.com/google-deepmind/dsprites-dataset/master/{SPRITES}",
                f"https://github.com/google-deepmind/dsprites-dataset/raw/master/{SPRITES}",
                f"https://raw.githubusercontent.com/deepmind/dsprites-dataset/master/{SPRITES}",
            ),
            exact=False,
        ),
    ),
    ("square", "ellipse", "heart"),
)
SETS = {s.name: s for s in (MNIST, FASHION, KMNIST, EMNIST, CIFAR10, DSPRITES)}
