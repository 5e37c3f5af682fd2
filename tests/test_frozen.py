"""The frozen program: what goes into it (quick), and that it does all that a checkout does (slow).

GENSTUDIO_FROZEN names the frozen folder; otherwise it is dist/genstudio, from packaging/build.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
FROZEN = Path(os.environ.get("GENSTUDIO_FROZEN") or ROOT / "dist" / "genstudio")
PROGRAM = FROZEN / ("genstudio-cli.exe" if sys.platform == "win32" else "genstudio")
PACKAGES = Path(sysconfig.get_path("purelib"))

# Imports everything of ours and uses what torch only imports when it is used, while the modules
# that the frozen program is made without cannot be found.
WITHOUT = """
import importlib, json, pkgutil, sys
from importlib.machinery import PathFinder
gone = set(json.loads(sys.argv[1]))

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        parts = name.split(".")
        if any(".".join(parts[:n]) in gone for n in range(1, len(parts) + 1)):
            return None
        return super().find_spec(name, path, target)

sys.meta_path[:] = [Finder if finder is PathFinder else finder for finder in sys.meta_path]
import genstudio
for module in pkgutil.walk_packages(genstudio.__path__, "genstudio."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
import torch
layer = torch.nn.Linear(2, 2)
adam = torch.optim.Adam(layer.parameters(), fused=True)
layer(torch.ones(1, 2)).sum().backward()
adam.step()
import numpy as np
from genstudio.analysis.theory import _classify_svm as svm
x, y = np.random.default_rng(0).normal(size=(60, 2)), np.arange(60) % 3
machine = svm.Machine(svm.Settings(), x, y)
assert machine.probabilities(x).shape == (60, 3)
svm.tables(svm.Settings().make("ovo").fit(x, y), x, 3)
print(json.dumps(sorted(sys.modules)))
"""


def helper(name):
    spec = util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def leave_out():
    return helper("leave_out")


@pytest.fixture(scope="module")
def excluded(leave_out):
    return {name for names in leave_out.modules(PACKAGES).values() for name in names}


def test_everything_of_ours_can_be_imported_without_what_is_left_out(excluded):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, json.dumps(sorted(excluded))],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    imported = set(json.loads(done.stdout.splitlines()[-1]))
    assert {"torch._dynamo", "genstudio.cli.train", "PySide6.QtWidgets", "sklearn.svm"} <= imported
    assert not (excluded - {"_distutils_hack"}) & imported  # of setuptools, when Python starts


def test_few_know_scikit_learn_most_of_which_is_left_out():
    """Whoever else imports it might miss something: try it in the test above, then list it here."""
    users = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "genstudio").rglob("*.py")
        if re.search(r"^\s*(from|import) (sklearn|scipy)", file.read_text(encoding="utf-8"), re.M)
    }
    assert users == {
        "genstudio/data/digits.py",  # reads a file of it
        "genstudio/analysis/project_worker.py",  # maps of neighbours: an extra, which says so
        "genstudio/analysis/theory/_classify_svm.py",  # the machine and its calibration
    }
    assert (PACKAGES / "sklearn/datasets/data/digits.csv.gz").is_file()


@pytest.mark.parametrize(
    "place",
    [
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "torch/nn/functional.py",
        "torch/_jit_internal.py",
        "torch/_inductor/config.py",
        "sklearn/datasets/data/digits.csv.gz",
        "sklearn/svm/_libsvm.cpython-311-x86_64-linux-gnu.so",
        "sklearn/svm/_libsvm.cp311-win_amd64.pyd",
        "sklearn/svm/src/liblinear/COPYRIGHT",
        "sklearn/utils/_repr_html/estimator.css",
        "scipy/linalg/_flapack.cpython-311-x86_64-linux-gnu.so",
        "scipy.libs/libscipy_openblas-6cdc3b4a.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "genstudio/resources/icons/play.svg",
        "genstudio/resources/theory/gan2d-ring.safetensors",
        "torch-2.13.0.dist-info/METADATA",
        "libpython3.11.so.1.0",
    ],
)
def test_what_the_program_needs_is_kept(leave_out, place):
    assert leave_out.group_of(place) is None
    assert leave_out.group_of(place.replace("/", "\\")) is None


@pytest.mark.parametrize(
    ("place", "group"),
    [
        ("torch/bin/test_jit", "torch's tests and protoc"),
        ("torch/include/ATen/ATen.h", "torch's C++ headers and CMake files"),
        ("torch/_inductor/lowering.py", "torch's sources"),
        ("PySide6/Qt/translations/designer_de.qm", "Qt's translations of its tools"),
        ("PySide6\\Qt6Quick.dll", "Qt modules and plugins"),
        ("sklearn/datasets/data/iris.csv", "scikit-learn's sources and data"),
        ("sklearn/svm/_libsvm.pyx", "scikit-learn's sources and data"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "the theme plugin for GTK"),
        ("genstudio_desktop-0.1.0.dist-info/direct_url.json", "traces of pip"),
    ],
)
def test_what_it_does_not_need_is_left_out(leave_out, place, group):
    assert leave_out.group_of(place) == group


def test_the_weight_of_a_package_is_that_of_its_files_without_compiled_ones(leave_out, tmp_path):
    for name, size in (
        ("a/__init__.py", 10),
        ("a/x.cpython-311.so", 100),
        ("a/__pycache__/x.pyc", 5000),
        ("a.libs/y.so", 1000),
        ("b.py", 7),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"." * size)
    assert leave_out.weigh(tmp_path, ["a"]) == 1110
    assert leave_out.weigh(tmp_path, ["a.x", "b"]) == 107
    assert leave_out.weigh(tmp_path, ["c"]) == 0


def run_program(*arguments, timeout=240):
    if not PROGRAM.is_file():
        pytest.skip(f"there is no frozen program ({PROGRAM}): packaging/build frozen makes it")
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=timeout
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(*arguments, timeout=240):
    return json.loads(run_program(*arguments, "--json", timeout=timeout).splitlines()[-1])


@pytest.mark.slow
def test_frozen_has_the_version_and_the_modules_of_the_checkout():
    import genstudio
    from genstudio.cli import about

    assert run_program("--version").split()[-1] == genstudio.__version__
    modules = answer("about")["modules"]
    assert modules == about.modules()
    assert {"vae", "gan"} <= set(modules["families"])
    assert {"digits", "folder"} <= set(modules["data"])


@pytest.mark.slow
def test_frozen_ships_the_resources_that_a_wheel_would_and_no_trace_of_the_build():
    inside = FROZEN / "_internal"
    shipped = inside / "genstudio" / "resources"
    if not inside.is_dir():
        pytest.skip(f"there is no frozen program: {FROZEN}")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    here = ROOT / "resources"
    for pattern in project["tool"]["setuptools"]["package-data"]["genstudio.resources"]:
        files = [file.relative_to(here) for file in here.glob(pattern) if file.is_file()]
        assert files, pattern
        assert not [file for file in files if not (shipped / file).is_file()]
    assert not list(inside.rglob("direct_url.json"))
    here = os.fsencode(ROOT)
    assert not [f for f in inside.rglob("*.dist-info/*") if f.is_file() and here in f.read_bytes()]


@pytest.mark.slow
def test_frozen_tells_the_licence_of_what_it_is_made_of():
    names = {row["name"].lower() for row in answer("about", "--licences")["licences"]}
    assert {"genstudio", "python", "qt", "torch", "numpy", "pyinstaller bootloader"} <= names
    assert not fnmatch.filter(names, "pytest*")


@pytest.mark.slow
def test_frozen_trains_every_family(tmp_path):
    for family in answer("about")["modules"]["families"]:
        run_program("train", family, "--data", "digits", "--out", tmp_path / family, "--steps", "2")
        assert (tmp_path / family / "run.genstudio").is_file()


@pytest.mark.slow
def test_frozen_trains_resumes_evaluates_encodes_and_decodes(tmp_path):
    run, codes, picture = tmp_path / "run", tmp_path / "codes.csv", tmp_path / "decoded.png"
    run_program("train", "vae", "--data", "digits", "--out", run, "--seconds", "5")
    before = json.loads((run / "run.genstudio").read_text())["step"]
    assert before > 10
    run_program("resume", run, "--steps", before + 20)
    assert json.loads((run / "run.genstudio").read_text())["step"] > before
    assert answer("evaluate", run)
    run_program("sample", run, "--count", "4", "--out", tmp_path / "samples.png")
    run_program("encode", run, "--out", codes)
    assert len(codes.read_text().splitlines()) == 1798  # the digits, and the columns' names
    run_program("decode", run, "--at", "0.5,-1", "--out", picture)
    for file in (tmp_path / "samples.png", picture):
        assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_frozen_plays_every_bench_of_the_theory():
    from genstudio.cli import about

    benches = about.modules()["benches"]
    assert answer("about")["modules"]["benches"] == benches
    for bench in benches:
        assert answer("theory", bench, "--steps", "2")["step"] == 2
    figures = answer("theory", "classify", "--steps", "0")
    assert figures["svm_accuracy"] > 0.9  # of classes that it tells apart, with its probabilities
    assert 0 <= figures["rejection_auc_svm"] <= 1


@pytest.mark.slow
def test_frozen_loads_torch_with_its_compiler():
    """torch's own optimiser does, and reads sources of torch meanwhile."""
    run_program("-m", "genstudio.analysis.lens")
    done = answer("bench", "--only", "engine", "--repetitions", "1", "--seconds", "0.2")
    assert done


@pytest.mark.slow
def test_frozen_says_what_is_wrong_in_one_line():
    if not PROGRAM.is_file():
        pytest.skip(f"there is no frozen program: {PROGRAM}")
    done = subprocess.run([PROGRAM, "train", "nothing"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nothing" in done.stderr
