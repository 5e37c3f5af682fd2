"""Archives for a test: a few pictures, packed in every way."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from genstudio.core import paths
from genstudio.data.dataset import Dataset

SIDE = 12
KINDS = ("a.zip", "a.tar", "a.tar.gz", "A.TGZ")


def png(shade: int) -> bytes:
    content = io.BytesIO()
    Image.fromarray(np.full((SIDE, SIDE), shade, np.uint8)).save(content, "PNG")
    return content.getvalue()


FILES = {f"set/{kind}/{i}.png": png(40 * i + j) for i in range(5) for j, kind in enumerate("ab")}


def write_zip(path: Path, files: dict[str, bytes], **options) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_tar(path: Path, files: dict[str, bytes], *extra: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for info in extra:
            archive.addfile(info)
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def write_folder(path: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def write(path: Path, files: dict[str, bytes]) -> Path:
    return write_zip(path, files) if path.suffix == ".zip" else write_tar(path, files)


def left_out(data: Dataset) -> dict[str, str]:
    return {problem.file: problem.reason for problem in data.problems}


def nothing_left() -> bool:
    return not any((paths.cache_dir() / "data").glob("*"))
