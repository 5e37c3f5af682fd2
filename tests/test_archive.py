"""Archives: what is in them is loaded like the folder that was packed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from archives import (
    FILES,
    KINDS,
    left_out,
    nothing_left,
    png,
    write,
    write_folder,
    write_zip,
)
from test_idx import idx, pictures, write_mnist

from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.data import _unpack, sources
from genstudio.data.dataset import Stopped
from genstudio.gui import background


@pytest.mark.parametrize("name", KINDS)
def test_an_archive_is_the_folder_that_was_packed(tmp_path, name):
    captions = b'{"file_name": "a/0.png", "text": "dark"}\n'
    files = FILES | {"set/metadata.jsonl": captions, "set/b/1.txt": b"lighter"}
    packed = sources.load(write(tmp_path / name, files))
    plain = sources.load(write_folder(tmp_path / "folder", files))
    assert packed.fingerprint == plain.fingerprint
    assert packed.classes == ("a", "b")
    assert packed.captions == plain.captions
    assert set(packed.captions) == {"dark", "lighter", ""}
    assert packed.source == str(tmp_path / name)
    assert packed.name.lower() == "a"
    assert packed.problems == ()
    assert nothing_left()


def test_omniglot_as_it_is_published(shared_data):
    data = sources.load(shared_data / "omniglot_small1.zip")
    assert len(data) == 2720
    assert data.classes == ("Balinese", "Early_Aramaic", "Greek", "Korean", "Latin")
    assert nothing_left()


def test_the_settings_are_those_of_a_folder(tmp_path):
    data = sources.load(write(tmp_path / "a.zip", FILES), {"max_images": 3, "size": 8})
    assert data.images.shape == (3, 1, 8, 8)
    assert "only 3 of 10 images" in left_out(data)["."]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_of_idx_files_is_read_in_the_layout_of_mnist(tmp_path, name, packed):
    (tmp_path / "raw").mkdir()
    write_mnist(tmp_path / "raw", packed=packed)
    files = {f"deep/{f.name}": f.read_bytes() for f in (tmp_path / "raw").iterdir()}
    data = sources.load(write(tmp_path / name, files))
    assert data.fingerprint == sources.load(tmp_path / "raw").fingerprint
    assert data.name == "a"


@pytest.mark.parametrize("inner", ["x.npz", "x.npy", "x.csv"])
def test_an_archive_of_one_file_of_arrays_is_that_file(tmp_path, inner):
    images, content = pictures(20), io.BytesIO()
    if inner == "x.npz":
        np.savez(content, x=images, y=np.arange(20) % 4)
    elif inner == "x.npy":
        np.save(content, images)
    else:
        np.savetxt(content, images.reshape(20, -1), "%d", delimiter=",")
    data = sources.load(write(tmp_path / "a.tgz", {inner: content.getvalue(), "readme.md": b"x"}))
    assert np.array_equal(data.images[:, 0], images)


def test_two_files_of_arrays_have_to_be_told_apart(tmp_path):
    content = io.BytesIO()
    np.save(content, pictures(20))
    path = write(tmp_path / "a.zip", {"x.npy": content.getvalue(), "y.npy": content.getvalue()})
    with pytest.raises(UserError, match=r"several sets of images \(.*x.npy, y.npy\): unpack it"):
        sources.load(path)


def test_several_sets_of_idx_files_have_to_be_told_apart(tmp_path):
    one = idx(pictures(4))
    files = {f"{s}/train-images-idx3-ubyte": one for s in "ab"}
    with pytest.raises(UserError, match="several sets"):
        sources.load(write(tmp_path / "a.zip", files))


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_what_was_decoded_to_the_disk_is_found_again(tmp_path, name):
    path = write(tmp_path / name, FILES)
    first = sources.load(path, {"keep": "disk"})
    decoded = sorted((paths.cache_dir() / "decoded").iterdir())
    again = sources.load(path, {"keep": "disk"})
    assert sorted((paths.cache_dir() / "decoded").iterdir()) == decoded
    assert again.fingerprint == first.fingerprint
    assert np.array_equal(again.images, sources.load(path).images)
    assert nothing_left()


def test_an_archive_in_an_archive_is_left_out(tmp_path):
    inner = write_zip(tmp_path / "inner.zip", FILES).read_bytes()
    data = sources.load(write(tmp_path / "a.zip", FILES | {"more.zip": inner}))
    assert "archive in the archive" in left_out(data)["more.zip"]
    with pytest.raises(
        UserError, match=r"holds no images that can be used .*more.tar.gz is an arc"
    ):
        sources.load(write(tmp_path / "b.zip", {"more.tar.gz": inner}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_of_two_members_of_one_name_the_first_counts(tmp_path, name):
    path = write(tmp_path / name, {"x.png": png(10)})
    if name == "a.zip":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("x.png", png(200))
            archive.writestr("./x.png", png(200))
            archive.writestr("x.png/y.png", png(200))
    else:
        with tarfile.open(path, "a") as archive:
            for same in ("x.png", "./x.png", "x.png/y.png"):
                info = tarfile.TarInfo(same)
                info.size = len(png(200))
                archive.addfile(info, io.BytesIO(png(200)))
    data = sources.load(path)
    assert np.unique(data.images).tolist() == [10]
    assert len(data.problems) == 3


def test_an_archive_without_images_says_so(tmp_path):
    with pytest.raises(UserError, match="holds no images"):
        sources.load(write(tmp_path / "a.zip", {"letter.txt": b"Dear all"}))
    with pytest.raises(UserError, match=r"a.zip .*0.png is not an image") as caught:
        sources.load(write(tmp_path / "a.zip", {"0.png": b"not at all"}))
    assert "unpacked" not in str(caught.value)


def test_a_name_that_no_file_can_have_is_left_out(tmp_path):
    data = sources.load(write(tmp_path / "a.zip", FILES | {"x" * 300 + ".png": png(1)}))
    assert "name that is not possible here" in next(iter(left_out(data).values()))


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_unpacking_stops_when_told_to_and_leaves_nothing(tmp_path, name):
    path = write(tmp_path / name, FILES)
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4

    with pytest.raises(Stopped):
        sources.load(path, stop=stop)
    assert nothing_left()


def test_no_room_to_unpack_says_where(tmp_path, monkeypatch):
    monkeypatch.setattr(_unpack, "SPARE", 1 << 60)
    with pytest.raises(UserError, match=r"There is no room in .*GENSTUDIO_CACHE"):
        sources.load(write(tmp_path / "a.zip", FILES))


def test_what_a_killed_process_has_unpacked_is_swept(tmp_path):
    code = (
        "import os, sys; from genstudio.data import _unpack\n"
        "with _unpack.unpacked(sys.argv[1], lambda n: True, lambda *a: None, lambda: False):\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    path = write(tmp_path / "a.zip", FILES)
    subprocess.run([sys.executable, "-c", code, path], cwd=Path(__file__).parents[1], check=False)
    place = paths.cache_dir() / "data"
    left = [folder for folder in place.iterdir() if folder.is_dir()]
    assert len(left) == 1
    assert sum(len(files) for _, _, files in os.walk(left[0])) == len(FILES)
    background.read_offers()  # what the window does after its start
    assert nothing_left()


def test_sweeping_leaves_alone_what_is_in_use(tmp_path):
    path = write(tmp_path / "a.zip", FILES)
    with _unpack.unpacked(str(path), lambda n: True, lambda *a: None, lambda: False) as (folder, _):
        _unpack.sweep()
        assert len(list(folder.rglob("*.png"))) == len(FILES)
    assert nothing_left()
