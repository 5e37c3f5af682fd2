"""Archives: what is in them is loaded like the folder that was packed; traps stay shut."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from test_idx import idx, pictures, write_mnist

from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.data import _unpack, sources
from genstudio.data.dataset import Dataset, Stopped
from genstudio.gui import background

SIDE = 12


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


KINDS = ("a.zip", "a.tar", "a.tar.gz", "A.TGZ")


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


ESCAPES = ["../out.png", "a/../../out.png", "/tmp/out.png", "C:/out.png", "C:out.png", "a\\out.png"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_nothing_is_written_outside(tmp_path, name):
    data = sources.load(write(tmp_path / name, FILES | dict.fromkeys(ESCAPES, png(1))))
    assert len(data) == len(FILES)
    assert len(data.problems) == len(ESCAPES)
    assert all("leads out of the archive" in reason for reason in left_out(data).values())
    assert not list(tmp_path.rglob("out.png"))
    assert not Path("/tmp/out.png").exists()


def test_links_and_devices_in_a_tar_are_left_out(tmp_path):
    extra = []
    kinds = {
        "link.png": tarfile.SYMTYPE,
        "hard.png": tarfile.LNKTYPE,
        "pipe.png": tarfile.FIFOTYPE,
        "disk.png": tarfile.BLKTYPE,
        "terminal.png": tarfile.CHRTYPE,
    }
    for name, kind in kinds.items():
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd"
        extra.append(info)
    data = sources.load(write_tar(tmp_path / "a.tar", FILES, *extra))
    assert len(data) == len(FILES)
    assert set(left_out(data)) == set(kinds)
    assert all("is a link, a device" in reason for reason in left_out(data).values())


def test_a_link_to_a_folder_does_not_lead_a_later_member_out(tmp_path):
    link = tarfile.TarInfo("set")
    link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path)
    data = sources.load(write_tar(tmp_path / "a.tar", FILES, link))
    assert len(data) == len(FILES)
    assert not (tmp_path / "a").exists()


def test_links_in_a_zip_are_left_out(tmp_path):
    link = zipfile.ZipInfo("link.png")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(write_zip(tmp_path / "a.zip", FILES), "a") as archive:
        archive.writestr(link, "/etc/passwd")
    data = sources.load(tmp_path / "a.zip")
    assert "is a link" in left_out(data)["link.png"]


def bomb(path: Path) -> Path:
    """Pack 200 MB of zeros, 980 to 1."""
    if path.suffix == ".zip":
        return write_zip(path, {"a.png": bytes(200 << 20)}, compression=zipfile.ZIP_DEFLATED)
    with tarfile.open(path, "w:gz") as archive:
        for i in range(200):
            info = tarfile.TarInfo(f"{i}.bin")  # not even wanted
            info.size = 1 << 20
            archive.addfile(info, io.BytesIO(bytes(1 << 20)))
    return path


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_bomb_is_given_up_as_soon_as_it_swells(tmp_path, name):
    path = bomb(tmp_path / name)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(UserError, match=r"more than 100 times its size.*unpack it and open"):
        sources.load(path)
    assert nothing_left()


def test_a_header_that_lies_about_the_size_gains_nothing(tmp_path):
    path = bomb(tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature) + place
        content[at : at + 4] = struct.pack("<I", 5000)  # says it is small
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"holds no images|more than 100 times"):
        sources.load(path)


def test_the_total_size_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(_unpack, "MAX_BYTES", 300)
    for name in ("a.zip", "a.tar"):
        with pytest.raises(UserError, match=r"unfolds to more than .* GB: unpack it"):
            sources.load(write(tmp_path / name, FILES))


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_the_number_of_files_is_limited(tmp_path, name, monkeypatch):
    path = write(tmp_path / name, FILES)
    monkeypatch.setattr(_unpack, "MAX_MEMBERS", 9)
    with pytest.raises(UserError, match="holds more than 9 files: unpack it"):
        sources.load(path)


def test_300000_announced_members_are_refused_before_the_list_is_read(tmp_path, monkeypatch):
    content = bytearray(write_zip(tmp_path / "a.zip", FILES).read_bytes())
    end = content[-22:]
    size, offset = struct.unpack_from("<LL", end, 12)
    wide = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 300_000, 300_000, size,
                       offset)  # fmt: skip
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(content) - 22, 1)
    end[8:20] = b"\xff" * 12
    (tmp_path / "a.zip").write_bytes(content[:-22] + wide + locator + end)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda self: pytest.fail("it was read"))
    with pytest.raises(UserError, match="holds more than 200,000 files"):
        sources.load(tmp_path / "a.zip")


def test_a_list_of_contents_of_absurd_length_is_refused(tmp_path):
    content = bytearray(write_zip(tmp_path / "a.zip", FILES).read_bytes())
    content[-10:-6] = struct.pack("<L", 4_000_000_000)
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UserError, match="list of contents that is longer"):
        sources.load(tmp_path / "a.zip")


def test_a_tar_header_of_absurd_length_is_not_read_into_memory(tmp_path):
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 40 << 20
    head = info.tobuf(tarfile.USTAR_FORMAT)
    (tmp_path / "a.tar").write_bytes(head + bytes(41 << 20))
    with pytest.raises(UserError, match="header that is longer than any archive needs"):
        sources.load(tmp_path / "a.tar")


def test_an_encrypted_archive_says_what_to_do(tmp_path):
    content = bytearray(write_zip(tmp_path / "a.zip", FILES).read_bytes())
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := content.find(signature, at)) >= 0:
            content[at + place] |= 1
            at += 4
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UserError, match="is encrypted: unpack it with its password"):
        sources.load(tmp_path / "a.zip")


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


def test_a_damaged_member_of_a_zip_is_left_out(tmp_path):
    content = bytearray(write_zip(tmp_path / "a.zip", FILES).read_bytes())
    at = content.find(b"IHDR") + 8
    content[at] ^= 255
    (tmp_path / "a.zip").write_bytes(content)
    data = sources.load(tmp_path / "a.zip")
    assert len(data) == len(FILES) - 1
    assert "CRC-32" in left_out(data)["set/a/0.png"]


@pytest.mark.parametrize("name", KINDS)
def test_an_archive_that_was_cut_off_anywhere_says_so(tmp_path, name):
    files = {f"{i}.png": np.random.default_rng(i).bytes(400) + png(i) for i in range(30)}
    whole = write(tmp_path / name, files).read_bytes()
    for share in (0.0, 0.1, 0.5, 0.9, 0.99):
        (tmp_path / name).write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(UserError) as caught:
            sources.load(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)
        assert "Traceback" not in str(caught.value)
    assert nothing_left()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_flipped_bytes_never_end_in_a_traceback(tmp_path, name):
    whole = write(tmp_path / name, FILES).read_bytes()
    generator = np.random.default_rng(0)
    for place in generator.integers(0, len(whole), 80):
        broken = bytearray(whole)
        broken[place] ^= int(generator.integers(1, 256))
        (tmp_path / name).write_bytes(broken)
        with contextlib.suppress(UserError):  # anything else would be a traceback
            sources.load(tmp_path / name)
    assert nothing_left()


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


def test_a_packed_bomb_of_one_file_is_not_an_archive_either(tmp_path):
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(bytes(100 << 20)))
    with pytest.raises(UserError, match=r"100 times its size|holds no images|damaged"):
        sources.load(tmp_path / "a.tar.gz")
