"""What the frozen program leaves out: modules by name, files by pattern, each group with why.

The lists are data, so that the tests can hold them against what the program really imports. A
group's name is the row in the report that a build writes (see README.md).
"""

from __future__ import annotations

import fnmatch
import sys
from collections.abc import Iterable
from pathlib import Path

# Qt's modules that the program or pyqtgraph imports (some by a name made at run time, so that
# PyInstaller is told); all others of PySide6 stay out.
QT_USED = {
    "QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtOpenGLWidgets", "QtSvg", "QtTest", "QtWidgets",
}  # fmt: skip

# The parts of torch's tests that torch itself imports, in its compiler at the latest.
TORCH_TESTS_USED = {"__init__", "common_dtype", "distributed", "logging_tensor"}

MODULES = {
    # The support vector machine and its calibration stay, and the rest of both that they import.
    # The digits come from a file that lies in scikit-learn's datasets, without their code.
    "what the SVM does not need of scikit-learn and scipy": (
        "sklearn.cluster", "sklearn.compose", "sklearn.conftest", "sklearn.covariance",
        "sklearn.cross_decomposition", "sklearn.datasets", "sklearn.decomposition",
        "sklearn.ensemble", "sklearn.experimental", "sklearn.feature_extraction",
        "sklearn.feature_selection", "sklearn.gaussian_process", "sklearn.impute",
        "sklearn.inspection", "sklearn.manifold", "sklearn.mixture", "sklearn.neighbors",
        "sklearn.neural_network", "sklearn.semi_supervised", "sklearn.tree",
        "sklearn.utils._test_common", "sklearn.utils.estimator_checks",
        "scipy.cluster", "scipy.conftest", "scipy.datasets", "scipy.differentiate",
        "scipy.fftpack", "scipy.io", "scipy.misc", "scipy.odr", "scipy.signal",
    ),
    # scikit-learn takes tables by it, from libraries that the program does not have.
    "the other ends of narwhals": (
        "narwhals._arrow", "narwhals._dask", "narwhals._duckdb", "narwhals._ibis",
        "narwhals._interchange", "narwhals._pandas_like", "narwhals._polars",
        "narwhals._spark_like", "narwhals._sql", "narwhals.testing",
    ),
    # torchrun and C++ extensions cannot work in a frozen program, and nobody profiles there.
    "torch's developer tools": (
        "torch.contrib", "torch.distributed.benchmarks", "torch.distributed.elastic",
        "torch.distributed.examples", "torch.distributed.flight_recorder",
        "torch.distributed.launch", "torch.distributed.launcher", "torch.distributed.pipelining",
        "torch.distributed.run", "torch.utils.benchmark", "torch.utils.bottleneck",
        "torch.utils.cpp_extension", "torch.utils.hipify", "torch.utils.tensorboard",
        "fsspec", "jinja2", "markupsafe", "networkx", "triton",
    ),
    "parts of pyqtgraph": (
        "pyqtgraph.canvas", "pyqtgraph.console", "pyqtgraph.examples", "pyqtgraph.flowchart",
        "pyqtgraph.jupyter", "pyqtgraph.opengl",
    ),
    "tools of Python": (
        "IPython", "_distutils_hack", "_pytest", "distutils", "ensurepip", "idlelib", "lib2to3",
        "matplotlib", "pip", "pkg_resources", "pydoc_data", "pytest", "setuptools", "tkinter",
        "turtledemo", "wheel",
    ),
}  # fmt: skip

# Distributions of which nothing but the metadata would be left.
DISTRIBUTIONS = {
    "fsspec", "jinja2", "markupsafe", "networkx", "setuptools", "triton",
}  # fmt: skip

# Files, by their place in the frozen folder. `!` takes back what an earlier pattern took.
FILES = {
    "torch's C++ headers and CMake files": ("torch/include/*", "torch/share/*", "*.cmake"),
    # Without torch_shm_manager, `import torch` raises.
    "torch's tests and protoc": (
        "torch/test/*", "torch/bin/*", "!torch/bin/torch_shm_manager*",
        "torch/lib/libtorchbind_test*", "torch/lib/libbackend_with_compiler*",
        "torch/lib/libjitbackend_test*", "torch/lib/libaoti_custom_ops*",
    ),
    # The modules are there compiled. torch reads the source of much of itself while it is
    # imported: of its settings, of what it scripts and of what it gives a schema.
    "torch's sources": (
        "torch/_inductor/*.py", "torch/ao/*.py", "torch/distributed/*.py", "torch/testing/*.py",
        "torchgen/*.py", "torchgen/packaged/*", "!torch/*config.py",
    ),
    # It reads its style sheets while it is imported.
    "scikit-learn's sources and data": (
        "sklearn/datasets/*", "!sklearn/datasets/data/digits.csv.gz", "sklearn/*.build",
        "sklearn/*.c", "sklearn/*.cpp", "sklearn/*.h", "sklearn/*.in", "sklearn/*.pxd",
        "sklearn/*.pxi", "sklearn/*.pyx", "sklearn/*.tp",
    ),
    "Qt's translations of its tools": (
        "PySide6/*/translations/*.qm", "PySide6/translations/*.qm", "!*/qtbase_*.qm",
    ),
    "Qt modules and plugins": (
        "PySide6/Qt/qml/*", "PySide6/qml/*", "*/plugins/designer/*", "*/plugins/generic/*",
        "*/plugins/qmltooling/*", "*/plugins/qmllint/*", "*/plugins/sqldrivers/*",
        "*/plugins/vectorimageformats/*", "*/plugins/networkinformation/*", "*/plugins/tls/*",
        "*/plugins/egldeviceintegrations/*", "*/plugins/wayland-graphics-integration-server/*",
        "*/platforms/*qeglfs*", "*/platforms/*qlinuxfb*", "*/platforms/*qvnc*",
        "*/platforms/*qvkkhrdisplay*", "*/platforms/*qminimalegl*", "*/platforms/*qwebgl*",
        "*/platforminputcontexts/*virtualkeyboard*", "*/imageformats/*qpdf*",
        "*Qt6Qml*", "*Qt6Quick*", "*Qt6Pdf*", "*Qt6VirtualKeyboard*", "*Qt6Sql*", "*Qt6Designer*",
        "*QtQml*", "*QtQuick*", "*QtPdf*", "*QtVirtualKeyboard*", "*QtSql*", "*QtDesigner*",
    ),
    # It loads the whole of GTK only to draw GTK's own file dialogs.
    "the theme plugin for GTK": ("*/platformthemes/*qgtk3*",),
    "tests and type stubs": ("*/tests/*", "*.pyi", "*/py.typed"),
    # They name the folder of the build, and change with every build.
    "traces of pip": ("*.dist-info/direct_url.json", "*.dist-info/INSTALLER",
                      "*.dist-info/REQUESTED"),
}  # fmt: skip


def modules(packages: Path) -> dict[str, tuple[str, ...]]:
    """Return every group of modules; `packages` is the folder that torch and PySide6 lie in."""
    tests = packages / "torch" / "testing" / "_internal"
    torch_tests = {file.stem for file in tests.glob("[!_]*")} - TORCH_TESTS_USED
    bindings = {file.name.partition(".")[0] for file in (packages / "PySide6").glob("Qt*.*")}
    return MODULES | {
        "torch's own tests": tuple(
            f"torch.testing._internal.{name}" for name in sorted(torch_tests)
        ),
        "bindings of Qt modules": tuple(f"PySide6.{name}" for name in sorted(bindings - QT_USED)),
    }


def group_of(place: str) -> str | None:
    """Return the group that leaves out the file at that place in the frozen folder, if one does."""
    place = place.replace("\\", "/")
    for group, patterns in FILES.items():
        verdict = False
        for pattern in patterns:
            if fnmatch.fnmatchcase(place, pattern.removeprefix("!")):
                verdict = not pattern.startswith("!")
        if verdict:
            return group
    return None


def weigh(packages: Path, names: Iterable[str]) -> int:
    """Return how many bytes the modules take where they are installed, libraries included.

    Compiled copies of sources are not counted. A library that pip put beside a package
    (`scipy.libs`) belongs to it.
    """
    total = 0
    for name in names:
        base = packages.joinpath(*name.split("."))
        places = [base, base.with_suffix(".py"), *base.parent.glob(f"{base.name}.*.so")]
        places += [base.parent / f"{base.name}.libs"]
        total += sum(_size(place) for place in places)
    return total


def _size(place: Path) -> int:
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(f.stat().st_size for f in files if f.is_file() and f.suffix != ".pyc")


if __name__ == "__main__":  # what would be left out of this environment, in MB
    installed = Path(sys.argv[1])
    for title, excluded in modules(installed).items():
        print(f"{weigh(installed, excluded) / 1e6:8.1f}  {title}")
