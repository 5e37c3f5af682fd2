"""Finding out what a source is, and one clear sentence for what is none."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from genstudio import data
from genstudio.core import registry
from genstudio.core.config import settings
from genstudio.core.errors import UserError
from genstudio.data import array, digits, folder, idx, sources


@contextmanager
def unprivileged() -> Iterator[Path]:
    """Give a folder to work in, and the rights of nobody to work with."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        root = os.geteuid() == 0
        try:
            yield Path(name)
        finally:
            if root:
                os.seteuid(0)


def become_nobody() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_every_module_that_is_a_source_is_found_the_most_special_first():
    ranks = [registry.load(data, name).RANK for name in sources.names()]
    assert ranks == sorted(ranks)
    assert {"digits", "named", "dsprites", "archive", "table", "array"} <= set(sources.names())
    assert sources.names()[-2:] == ["idx", "folder"]


def test_the_digits_are_those_of_scikit_learn(digits):
    from sklearn.datasets import load_digits

    told = load_digits()
    assert digits.images.shape == (1797, 1, 8, 8)
    assert digits.images.dtype == np.uint8
    assert digits.images.max() == 255
    back = digits.images[:, 0].astype(float) * 16 / 255
    assert np.abs(back - told.images).max() < 0.5 * 16 / 255 + 1e-9
    assert np.array_equal(digits.labels, told.target)
    assert digits.classes == tuple("0123456789")
    assert [len(digits.indices(s)) for s in ("train", "validation", "test")] == [1349, 89, 359]
    assert digits.source == digits.name == "digits"


def test_the_digits_need_no_import_of_scikit_learn_which_takes_seconds():
    code = "import sys; from genstudio.data import sources; sources.load('digits'); "
    code += "sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("package", [None, ModuleSpec("sklearn", None, is_package=True)])
def test_the_digits_are_asked_for_where_their_file_is_not(digits, monkeypatch, tmp_path, package):
    if package:
        package.submodule_search_locations.append(str(tmp_path))
    monkeypatch.setattr("genstudio.data.digits.find_spec", lambda name: package)
    assert sources.load("digits").fingerprint == digits.fingerprint


def test_the_digits_never_change():
    fingerprint = sources.load("digits").fingerprint
    assert fingerprint == "bff5f535c0c412eefff6929c26d60a74c0f4c6ba2e2b4d726181f1cb76faf0bf"


def test_a_source_finds_its_module(tmp_path):
    np.save(tmp_path / "a.npy", np.zeros((2, 8, 8)))
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"")
    (tmp_path / "pictures").mkdir()
    assert sources.config_for("digits") is digits.Config
    assert sources.config_for(tmp_path / "a.npy") is array.Config
    assert sources.config_for(tmp_path) is idx.Config
    assert sources.config_for(str(tmp_path / "train-images-idx3-ubyte")) is idx.Config
    assert sources.config_for(tmp_path / "pictures") is folder.Config


def test_a_path_called_digits_is_a_path(tmp_path, monkeypatch):
    (tmp_path / "digits").mkdir()
    monkeypatch.chdir(tmp_path)
    assert sources.config_for("digits") is digits.Config
    assert sources.config_for("./digits") is folder.Config
    assert sources.config_for(Path("digits")) is folder.Config


def test_a_dataset_remembers_where_to_load_it_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.save("a.npy", np.arange(5 * 16 * 16).reshape(5, 16, 16) % 256)
    first = sources.load("a.npy", {"size": 8})
    monkeypatch.chdir("/")
    again = sources.load(first.source, first.options)
    assert first.options == {"size": 8, "fit": "crop"}
    assert again.fingerprint == first.fingerprint


def test_a_folder_called_like_a_kind_of_source_is_remembered_as_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    Image.new("L", (8, 8)).save("folder/a.png")
    assert sources.load("folder").source == str(tmp_path / "folder")


@pytest.mark.parametrize("name", sources.names())
def test_every_setting_of_a_source_has_a_default_that_is_allowed(name):
    config = sources.registry.load(sources.data, name).Config
    sources.from_dict(config, sources.to_dict(config()))
    assert all(s.hint.help for s in settings(config))


def test_an_unknown_option_names_those_there_are(tmp_path):
    with pytest.raises(UserError, match="no setting 'colour'; there are none here"):
        sources.load("digits", {"colour": "grey"})
    with pytest.raises(UserError, match="no setting 'colr'; there are size, fit, colour"):
        sources.load(tmp_path, {"colr": "grey"})


@pytest.mark.parametrize("size", [-1, 5, 65, 8.5, "8"])
def test_a_wrong_size_names_the_allowed_ones(tmp_path, size):
    np.save(tmp_path / "a.npy", np.zeros((2, 8, 8)))
    with pytest.raises(UserError, match=r"Size \(size\) is .* must be .*64"):
        sources.load(tmp_path / "a.npy", {"size": size})


@pytest.mark.parametrize(
    "source",
    ["", "  ", "nowhere", "no/where", "a\0b", "x" * 300, "d/" * 5000, "caf\udce9", "\x1b[2J"],
)
def test_what_is_not_there_gets_one_printable_sentence(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="digits") as caught:
        sources.load(source)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


def test_a_file_that_is_no_data_says_what_would_be(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    (tmp_path / "empty").touch()
    (tmp_path / "a.7z").touch()
    for name in ("letter.txt", "empty"):
        with pytest.raises(UserError, match="is not data that can be read: give a folder"):
            sources.load(tmp_path / name)
    with pytest.raises(UserError, match="is an archive that is not read here"):
        sources.load(tmp_path / "a.7z")


def test_a_pipe_or_a_device_is_refused_and_not_waited_for(tmp_path):
    for suffix in ("", ".npy", ".gz", ".png"):
        pipe = tmp_path / f"pipe{suffix}"
        os.mkfifo(pipe)
        with pytest.raises(UserError, match="is not data"):
            sources.load(pipe)
    with pytest.raises(UserError, match="is not data"):
        sources.load("/dev/zero")


def test_no_permission_is_said_so(tmp_path):
    with unprivileged() as place:
        for name in ("a.npy", "a.npz", "b-idx3-ubyte", "c.gz"):
            (place / name).write_bytes(b"12345678")
            (place / name).chmod(0)
        (place / "shut" / "in").mkdir(parents=True)
        (place / "shut").chmod(0)
        become_nobody()
        for name in ("a.npy", "a.npz", "b-idx3-ubyte", "c.gz", "shut/in"):
            with pytest.raises(UserError, match="no permission"):
                sources.load(place / name)
        with pytest.raises(UserError, match="cannot be opened: Permission denied"):
            sources.load(place / "shut")


def test_unreadable_files_and_folders_among_readable_ones_are_listed():
    with unprivileged() as place:
        for name in ("good.png", "secret.png", "good.txt"):
            Image.new("L", (8, 8)).save(place / name, "PNG")
        (place / "secret.png").chmod(0)
        (place / "good.txt").chmod(0)
        (place / "shut").mkdir()
        (place / "shut").chmod(0)
        become_nobody()
        data = sources.load(place)
    assert len(data) == 1
    reasons = {p.file: p.reason for p in data.problems}
    assert reasons == {
        "secret.png": "cannot be read: there is no permission.",
        "good.txt": "cannot be read: Permission denied.",
        "shut": "cannot be opened: Permission denied.",
    }


def test_progress_ends_at_the_total_and_never_goes_back(tmp_path):
    for number in range(30):
        Image.new("L", (9, 9)).save(tmp_path / f"{number}.png")
    seen: list[tuple[int, int]] = []
    sources.load(tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (30, 30)
    assert seen == sorted(seen)


def test_finding_a_source_imports_neither_torch_nor_scikit_learn(tmp_path):
    script = (
        "import sys; from genstudio.data import sources; sources.config_for('digits');"
        f"sources.config_for({str(tmp_path)!r});"
        "print([m for m in ('torch', 'sklearn', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(sources.__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
