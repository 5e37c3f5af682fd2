"""The published sets, from small files of the same make that a server on this machine has."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from slow_server import serving
from test_idx import idx, pictures

from genstudio.cli._progress import Progress
from genstudio.core.errors import UserError
from genstudio.core.sizes import Bytes
from genstudio.data import _catalogue, _fetch, _peer, dsprites, named, sources
from genstudio.data._catalogue import NamedSet
from genstudio.data._fetch import Published
from genstudio.data.sources import MissingData

IMAGES = {"train": pictures(40, 28, 1), "t10k": pictures(20, 28, 2)}


def four_files() -> dict[str, bytes]:
    files = {}
    for part, images in IMAGES.items():
        labels = np.arange(len(images)) % 10
        files[f"{part}-images-idx3-ubyte.gz"] = gzip.compress(idx(images))
        files[f"{part}-labels-idx1-ubyte.gz"] = gzip.compress(idx(labels))
    return files


def emnist_zip() -> dict[str, bytes]:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for kind, first in (("letters", 1), ("digits", 0)):
            for part, count in (("train", 52), ("test", 26)):
                name = f"gzip/emnist-{kind}-{part}"
                images = pictures(count, 28, count)
                labels = np.arange(count) % 26 + first
                archive.writestr(f"{name}-images-idx3-ubyte.gz", gzip.compress(idx(images)))
                archive.writestr(f"{name}-labels-idx1-ubyte.gz", gzip.compress(idx(labels)))
    return {"gzip.zip": content.getvalue()}


def cifar_rows(part: int, count: int) -> np.ndarray:
    rows = np.random.default_rng(part).integers(0, 256, (count, named.CIFAR_ROW), np.uint8)
    rows[:, 0] = np.arange(count) % 10
    return rows


def cifar_tar(count: int) -> dict[str, bytes]:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for part in (3, 1, 5, 0, 2, 4):  # in no order
            name = named.CIFAR_PARTS[part]
            rows = cifar_rows(part, count).tobytes()
            info = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            info.size = len(rows)
            archive.addfile(info, io.BytesIO(rows))
    return {"cifar-10-binary.tar.gz": content.getvalue()}


def sprites_npz() -> dict[str, bytes]:
    count = dsprites.COUNT
    images = (np.arange(count)[:, None, None] + np.arange(64)[None, :, None]) % 7 == 0
    content = io.BytesIO()
    np.savez_compressed(content, imgs=np.broadcast_to(images, (count, 64, 64)).astype(np.uint8))
    return {_catalogue.SPRITES: content.getvalue()}


@pytest.fixture
def server(monkeypatch):
    """Give a function that serves files in the place of a set's own."""
    monkeypatch.setattr(_peer, "is_safe", lambda url: url.startswith("http://127.0.0.1:"))
    monkeypatch.setattr(_fetch, "FIRST_WAIT", 0.01)
    with serving({}) as server:

        def offer(name: str, files: dict[str, bytes]) -> NamedSet:
            server.files |= files
            sums = tuple(
                Published(n, hashlib.sha256(c).hexdigest(), len(c), (server.url(n),))
                for n, c in files.items()
            )
            offered = replace(_catalogue.SETS[name], files=sums)
            monkeypatch.setitem(_catalogue.SETS, name, offered)
            if name == "dsprites":
                monkeypatch.setattr(_catalogue, "DSPRITES", offered)
            return offered

        offer.server = server
        yield offer


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "kmnist"])
def test_mnist_and_its_kin_are_downloaded_once(server, name):
    known = server(name, four_files())
    told = []
    data = sources.load(name, progress=lambda done, total: told.append((done, total)))
    assert np.array_equal(data.images[:, 0], np.concatenate(list(IMAGES.values())))
    assert data.indices("test").tolist() == list(range(40, 60))
    assert data.name == data.source == name
    assert data.classes == known.classes
    assert len(data.classes) == 10
    assert all(isinstance(total, Bytes) for _, total in told[:-1])
    assert [done for done, _ in told[:-1]] == sorted(done for done, _ in told[:-1])
    asked = len(server.server.asked)
    assert asked == 4
    again = sources.load(name, download=False)
    assert again.fingerprint == data.fingerprint
    assert len(server.server.asked) == asked


def test_the_letters_of_emnist_are_set_upright_and_the_rest_stays_packed(server):
    server("emnist-letters", emnist_zip())
    data = sources.load("emnist-letters")
    assert len(data) == 78
    assert np.array_equal(data.images[:52, 0], pictures(52, 28, 52).transpose(0, 2, 1))
    assert data.classes == tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert data.labels[:3].tolist() == [0, 1, 2]
    assert data.images.flags.c_contiguous


def test_cifar_is_read_from_its_binary_version(server, monkeypatch):
    monkeypatch.setattr(named, "CIFAR_ROWS", 20)
    server("cifar10", cifar_tar(20))
    data = sources.load("cifar10")
    rows = np.concatenate([cifar_rows(part, 20) for part in range(6)])
    assert data.images.shape == (120, 3, 32, 32)
    assert np.array_equal(data.images.reshape(120, -1), rows[:, 1:])
    assert data.labels.tolist() == rows[:, 0].tolist()
    assert data.indices("test").tolist() == list(range(100, 120))
    assert data.classes[3] == "cat"


def test_a_cifar_of_another_size_says_so(server):
    server("cifar10", cifar_tar(20))
    with pytest.raises(UserError, match="does not hold the six parts"):
        sources.load("cifar10")


def test_the_factors_of_dsprites_count_with_y_the_fastest():
    found = dsprites.factors(np.array([0, 1, 32, 1024, 40960, 245760, dsprites.COUNT - 1]))
    assert found.tolist() == [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 1, 0],
        [0, 0, 1, 0, 0],
        [0, 1, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [2, 5, 39, 31, 31],
    ]


def test_the_factors_have_their_published_values():
    first, last = np.array([0]), np.array([dsprites.COUNT - 1])
    names = ("square", "ellipse", "heart")
    low, high = (dsprites._values(dsprites.factors(at), names) for at in (first, last))
    assert list(low) == ["shape", "scale", "orientation", "x", "y"]
    assert low["shape"].names == names
    assert [float(low[n].values[0]) for n in low] == [0, 0.5, 0, 0, 0]
    assert [float(high[n].values[0]) for n in high] == pytest.approx([2, 1, 2 * np.pi, 1, 1])


def test_dsprites_are_drawn_evenly():
    places = dsprites.draw(30_000)
    assert len(np.unique(places)) == 30_000
    assert np.array_equal(places, np.sort(places))
    for column, count in zip(dsprites.factors(places).T, dsprites.FACTORS.values()):
        share = np.bincount(column, minlength=count) * count / len(places)
        deviation = np.sqrt((count - 1) / len(places))  # of a share that is drawn at random
        assert np.abs(share - 1).max() < 5 * deviation
    assert len(dsprites.draw(dsprites.COUNT)) == dsprites.COUNT


@pytest.mark.slow
def test_dsprites_are_read_in_pieces(server):
    server("dsprites", sprites_npz())
    data = sources.load("dsprites", {"max_images": 500})
    places = dsprites.draw(500)
    rows = (places[:, None] + np.arange(64)) % 7 == 0
    assert np.array_equal(data.images[:, 0, :, 5], rows * np.uint8(255))
    assert data.classes == ("square", "ellipse", "heart")
    assert data.labels.tolist() == (places // 245_760).tolist()
    assert np.allclose(data.factors["x"].values, places // 32 % 32 / 31)


def test_a_file_of_dsprites_that_is_none_says_so(server):
    content = io.BytesIO()
    np.savez(content, imgs=pictures(10, 64))
    server("dsprites", {_catalogue.SPRITES: content.getvalue()})
    with pytest.raises(UserError, match="not dSprites'"):
        sources.load("dsprites")


@pytest.mark.parametrize("name", _catalogue.SETS)
def test_nothing_is_downloaded_that_nobody_asked_for(name):
    with pytest.raises(MissingData, match=rf"{name} is not on this computer") as caught:
        sources.load(name, download=False)
    assert caught.value.source == name
    assert caught.value.size == sources.missing(name) == _catalogue.SETS[name].size
    assert not _catalogue.SETS[name].folder.exists()


def test_what_is_missing_counts_only_what_is_not_there(server):
    files = four_files()
    known = server("mnist", files)
    known.folder.mkdir(parents=True)
    first = known.files[0]
    (known.folder / first.name).write_bytes(files[first.name])
    assert sources.missing("mnist") == known.size - first.size
    assert sources.missing("digits") == 0


def test_a_set_is_a_name_and_a_folder_of_that_name_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mnist").mkdir()
    with pytest.raises(UserError, match="no images in the folder"):
        sources.load("./mnist")
    assert named.accepts("mnist")
    assert not named.accepts(tmp_path / "mnist")
    assert not named.accepts("dsprites")  # which is a source of its own


def test_every_set_is_among_what_is_built_in():
    found = {one.name: one for one in sources.builtin()}
    assert set(_catalogue.SETS) <= set(found)
    assert all(found[name].kind == "download" for name in _catalogue.SETS)


def test_the_command_line_lists_the_names_and_downloads_what_is_named(server, capsys):
    from genstudio.__main__ import main

    known = server("mnist", four_files())
    assert main(["data", "--list"]) == 0
    listed = capsys.readouterr().out
    assert "mnist" in listed
    assert "to download" in listed
    assert main(["data", "mnist", "--json"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["images"] == 60
    assert main(["data", "--list", "--json"]) == 0
    sets = {s["name"]: s for s in json.loads(capsys.readouterr().out)["sets"]}
    assert sets["mnist"]["missing"] == 0
    assert sets["cifar10"]["missing"] == _catalogue.SETS["cifar10"].size
    assert known.missing == 0
    assert main(["data"]) == 2
    assert "--list" in capsys.readouterr().err


def test_the_bar_counts_megabytes_and_begins_anew_with_something_else():
    stream = io.StringIO()
    stream.isatty = lambda: True
    now = iter(range(100))
    with Progress(stream, lambda: next(now)) as progress:
        progress.count(Bytes(1_000_000), Bytes(30_000_000))
        progress.count(Bytes(15_000_000), Bytes(30_000_000))
        progress.count(1, 1000)
        progress.count(500, 1000)
    shown = [line.strip() for line in stream.getvalue().split("\r") if line.strip()]
    assert "1 of 30 MB" in shown[0]
    assert "15 of 30 MB" in shown[1]
    assert "left" in shown[1]
    assert "1 of 1,000" in shown[2]
    assert "left" not in shown[2]
