"""The shape of the code is a requirement like any other."""

from __future__ import annotations

import ast
import copy
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "genstudio"
SOURCES = {path: path.read_text() for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {str(p.relative_to(PACKAGE)): ast.parse(source) for p, source in SOURCES.items()}
FORBIDDEN = {
    r"\bpickle\b": "a pickle runs what its author wants",
    r"(?<!safetensors\.)\btorch\.load\b": "it unpickles",
    r"\ballow_pickle\s*=\s*True": "it unpickles",
    r"(?<![.\w])(eval|exec)\(": "it runs what it is given",
    r"\bshell\s*=\s*True|\bos\.(system|popen)\(": "names of files must not become commands",
    r"\b(marshal|shelve|joblib|dill)\b": "they unpickle, or worse",
    r"\bUntar\b|\bextractall\b": "it writes where the archive says",
    r"\bQSettings\b": "it writes where nobody looks; gui/store.py keeps the settings",
    r"\bnp\.random\.seed\b": "every generator is explicit",
}


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, in which every warning is an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_layers_hold() -> None:
    """In a process of its own: the linter silences every logger that there is."""
    found = python(
        "import sys; from importlinter.cli import lint_imports;"
        f"sys.exit(lint_imports({str(ROOT / 'pyproject.toml')!r}, no_cache=True))"
    )
    assert found.returncode == 0, found.stdout


def test_the_command_line_trains_where_qt_cannot_be_imported(tmp_path) -> None:
    run = str(tmp_path / "run")
    found = python(
        "import sys; sys.modules['PySide6'] = sys.modules['pyqtgraph'] = None;"
        "from genstudio.__main__ import main;"
        f"sys.exit(main(['train', 'vae', '--steps', '2', '--hidden', '8', '--out', {run!r}]))"
    )
    assert found.returncode == 0, found.stderr


def test_describing_data_needs_neither_torch_nor_qt() -> None:
    found = python(
        "import sys; from genstudio.__main__ import main;"
        "assert main(['data', 'digits', '--json']) == 0;"
        "heavy = {'torch', 'PySide6', 'pyqtgraph'} & set(sys.modules); assert not heavy, heavy"
    )
    assert found.returncode == 0, found.stderr


def test_listing_the_commands_loads_nothing_heavy() -> None:
    found = python(
        "import sys, genstudio.cli as cli; cli.build_parser(None);"
        "heavy = {'torch', 'PySide6', 'sklearn', 'pyqtgraph'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    assert found.returncode == 0, found.stderr


def test_the_window_is_there_before_torch_and_the_plots_are() -> None:
    found = python(
        "import sys, genstudio.gui.app, genstudio.gui.window;"
        "heavy = {'torch', 'sklearn', 'scipy', 'pyqtgraph'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    assert found.returncode == 0, found.stderr


def test_qt_calls_keep_the_count_of_references_to_none() -> None:
    """PySide6 6.12.0 loses one a call before Python 3.12, until the process aborts."""
    found = python(
        "import sys; from PySide6.QtCore import QObject; thing = QObject();"
        "before = sys.getrefcount(None);"
        "[thing.setObjectName('x') for _ in range(1000)];"
        "sys.exit(not before - 100 < sys.getrefcount(None))"
    )
    assert found.returncode == 0, found.stderr


def test_warnings_fail_a_test() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
    assert options["qt_log_level_fail"] == "WARNING"


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in SOURCES}
    assert set(listed) == found | {"genstudio.resources"}


def test_files_and_functions_stay_small() -> None:
    long_files = [p.name for p, source in SOURCES.items() if source.count("\n") > 400]
    long_functions = [
        f"{name}: {node.name}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert not long_files
    assert not long_functions


def test_what_others_use_is_documented() -> None:
    silent = [name for name, tree in TREES.items() if not ast.get_docstring(tree)]
    silent += [
        f"{name}: {node.name}"
        for name, tree in TREES.items()
        for node in public(tree.body)
        if not ast.get_docstring(node)
    ]
    assert not silent


def test_nothing_forbidden_is_used() -> None:
    found = [
        f"{name}: {pattern} ({reason})"
        for pattern, reason in FORBIDDEN.items()
        for name in using(pattern)
    ]
    assert not found


def test_the_global_generator_is_left_as_it_was() -> None:
    assert set(using(r"torch\.manual_seed")) <= set(using("fork_rng"))


def test_no_error_is_swallowed() -> None:
    found = [
        f"{name}, line {node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or all(isinstance(part, ast.Pass) for part in node.body))
    ]
    assert not found


def public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.ClassDef]:
    """Return the public functions, classes and methods; an override of Qt's is Qt's own."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not any(getattr(d, "id", "") == "override" for d in node.decorator_list):
                found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node.body)
    return found


def using(pattern: str) -> list[str]:
    """List the files whose code has the pattern; docstrings and comments may name it."""
    return [
        name
        for (name, tree), source in zip(TREES.items(), SOURCES.values())
        if re.search(pattern, source) and re.search(pattern, code_of(tree))
    ]


def code_of(tree: ast.Module) -> str:
    bare = copy.deepcopy(tree)
    for node in ast.walk(bare):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return ast.unparse(bare)
