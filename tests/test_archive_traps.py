"""Archives that are damaged, or made to do damage: they stay shut."""

from __future__ import annotations

import contextlib
import gzip
import io
import struct
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
    write_tar,
    write_zip,
)

from genstudio.core.errors import UserError
from genstudio.data import _unpack, sources

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


def test_a_packed_bomb_of_one_file_is_not_an_archive_either(tmp_path):
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(bytes(100 << 20)))
    with pytest.raises(UserError, match=r"100 times its size|holds no images|damaged"):
        sources.load(tmp_path / "a.tar.gz")
