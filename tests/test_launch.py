"""The scripts that make the environment, tried with stand-ins for what they call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHELL = re.compile(r"\A#!.*sh$|\A# shellcheck shell=", re.MULTILINE)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts need a Unix shell")


class Checkout:
    """A copy of the scripts in a folder with spaces, and a folder of stand-ins before PATH."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a b" / "genstudio"
        self.commands = folder / "commands"
        self.calls = folder / "calls"
        self.commands.mkdir(parents=True)
        shutil.copytree(ROOT / "packaging", self.root / "packaging")
        shutil.copy(ROOT / "pyproject.toml", self.root)

    @property
    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    def command(self, name: str, body: str) -> None:
        self._script(self.commands / name, body)

    def environment_with_pip_that(self, body: str) -> None:
        self._script(self.python, body)

    def run(self, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("GENSTUDIO_")}
        return subprocess.run(
            ["bash", "-c", f"set -euo pipefail; source packaging/environment.sh; {code}"],
            cwd=self.root,
            env=kept | {"PATH": f"{self.commands}:{kept['PATH']}"} | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def called(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def _script(self, path: Path, body: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "$(basename "$0") $*" >>"{self.calls}"\n{body}\n')
        path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path)
    made.command("nvidia-smi", "exit 9")
    made.command("uname", "echo Linux")
    return made


def test_torch_is_the_cpu_build_where_no_gpu_answers(checkout: Checkout) -> None:
    assert checkout.run("torch_build").stdout == "cpu\n"


def test_torch_is_the_cuda_build_where_a_gpu_answers(checkout: Checkout) -> None:
    checkout.command("nvidia-smi", "echo 'GPU 0: a GPU'")
    assert checkout.run("torch_build").stdout == "cuda\n"


def test_the_build_of_torch_that_was_asked_for_wins_and_is_remembered(checkout: Checkout) -> None:
    checkout.environment_with_pip_that("exit 0")
    assert checkout.run('ensure_environment ""', GENSTUDIO_TORCH="cuda").returncode == 0
    assert checkout.run("torch_build").stdout == "cuda\n"
    assert checkout.run("torch_build", GENSTUDIO_TORCH="cpu").stdout == "cpu\n"


def test_an_unknown_build_of_torch_is_refused_with_what_is_allowed(checkout: Checkout) -> None:
    result = checkout.run("torch_build", GENSTUDIO_TORCH="tpu")
    assert result.returncode == 1
    assert "'tpu'; it must be cpu or cuda" in result.stderr


def test_the_cpu_build_is_asked_for_by_name_and_the_plain_one_never(checkout: Checkout) -> None:
    checkout.environment_with_pip_that('case "$*" in *extra-index*) exit 0;; *) exit 1;; esac')
    assert checkout.run("install_torch cpu").returncode == 0
    wanted = [call for call in checkout.called() if "torch==" in call]
    assert len(wanted) == 2
    assert all("+cpu" in call for call in wanted)
    assert "download.pytorch.org/whl/cpu" in wanted[1]


def test_an_unreachable_cpu_index_is_explained_and_brings_no_cuda(checkout: Checkout) -> None:
    checkout.environment_with_pip_that("exit 1")
    result = checkout.run("install_torch cpu")
    assert result.returncode == 1
    assert "GENSTUDIO_TORCH=cuda" in result.stderr
    assert all("+cpu" in call for call in checkout.called() if "torch==" in call)


def test_a_second_start_installs_nothing(checkout: Checkout) -> None:
    checkout.environment_with_pip_that("exit 0")
    assert checkout.run('ensure_environment ""').returncode == 0
    before = len(checkout.called())
    assert any("--editable" in call for call in checkout.called())
    result = checkout.run('ensure_environment ""')
    assert result.returncode == 0
    assert result.stderr == ""
    assert not [call for call in checkout.called()[before:] if call.startswith("python")]


def test_changed_versions_bring_the_environment_up_to_date(checkout: Checkout) -> None:
    checkout.environment_with_pip_that("exit 0")
    checkout.run('ensure_environment ""')
    before = len(checkout.called())
    with open(checkout.root / "packaging" / "constraints.txt", "a") as file:
        file.write("# another\n")
    checkout.run('ensure_environment ""')
    assert any("--editable" in call for call in checkout.called()[before:])


def test_the_tests_add_their_tools_once_and_keep_the_program_started(checkout: Checkout) -> None:
    checkout.environment_with_pip_that("exit 0")
    checkout.run('ensure_environment ""')
    checkout.run("ensure_environment test")
    before = len(checkout.called())
    assert any("genstudio[test]" in call for call in checkout.called())
    checkout.run("ensure_environment test")
    checkout.run('ensure_environment ""')
    assert not [call for call in checkout.called()[before:] if call.startswith("python")]


def test_a_failed_installation_is_tried_again_the_next_time(checkout: Checkout) -> None:
    checkout.environment_with_pip_that('case "$*" in *--editable*) exit 1;; esac')
    assert checkout.run('ensure_environment ""').returncode != 0
    checkout.environment_with_pip_that("exit 0")
    assert checkout.run('ensure_environment ""').returncode == 0


def test_no_fitting_python_is_said_in_one_sentence(checkout: Checkout) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        checkout.command(name, "exit 1")
    result = checkout.run("find_python")
    assert result.returncode == 1
    assert "Python 3.11 to 3.14 is needed" in result.stderr


def test_missing_packages_are_named_in_one_line_to_type(checkout: Checkout) -> None:
    checkout.command("id", "echo 1000")
    checkout.command("apt-get", "exit 0")
    result = checkout.run("ensure_packages libegl1 libgl1")
    assert result.returncode == 1
    assert "sudo apt-get install -y libegl1 libgl1" in result.stderr
    assert not [call for call in checkout.called() if call.startswith("apt-get")]


def test_missing_packages_are_installed_where_that_is_allowed(checkout: Checkout) -> None:
    checkout.command("id", "echo 0")
    checkout.command("apt-get", "exit 0")
    assert checkout.run("ensure_packages libegl1").returncode == 0
    assert any("install" in call and "libegl1" in call for call in checkout.called())


def test_nothing_missing_needs_no_package_manager(checkout: Checkout) -> None:
    checkout.command("apt-get", "exit 1")
    assert checkout.run("ensure_packages").returncode == 0


def test_the_window_libraries_of_this_machine_are_told_apart(checkout: Checkout) -> None:
    script = ROOT / "genstudio" / "core" / "libraries.py"
    code = (
        f"import runpy; module = runpy.run_path({str(script)!r});"
        "assert not module['loads']('libthere-is-no-such-thing.so.1');"
        "assert set(module['missing']()) <= set({**module['ALWAYS'], **module['X11'],"
        " **module['WAYLAND'], 'newer': 'libglib2.0-0t64'}.values())"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, timeout=60)


def test_every_dependency_has_an_exact_version_among_the_constraints() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = dict(
        line.lower().split("==")
        for line in (ROOT / "packaging" / "constraints.txt").read_text().splitlines()
        if "==" in line
    )
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower()
        assert re.fullmatch(r"[\d.]+", pinned[name]), name


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_the_scripts_are_clean() -> None:
    files = [path for name in ("packaging", ".ci") for path in (ROOT / name).rglob("*")]
    plain = [file for file in files if file.is_file() and file.suffix in ("", ".sh")]
    scripts = [str(file) for file in plain if SHELL.search(file.read_text())]
    assert any("macos" in script for script in scripts)
    assert len(scripts) >= 10
    subprocess.run(["shellcheck", "--external-sources", *scripts], cwd=ROOT, check=True)


def test_the_scripts_may_be_executed() -> None:
    files = [file for file in (ROOT / "packaging").rglob("*") if file.suffix in ("", ".sh")]
    started = [file for file in files if file.is_file() and file.read_text().startswith("#!")]
    assert {"run", "test", "build", "test-desktop"} <= {file.name for file in started}
    assert [file.name for file in started if not os.access(file, os.X_OK)] == []
