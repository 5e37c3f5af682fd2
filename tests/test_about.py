"""What `genstudio about` tells."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import genstudio
from genstudio import cli, models
from genstudio.analysis import theory
from genstudio.core import facts, licences, registry
from genstudio.gui import panels

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def told(capsys):
    def call(*options: str) -> dict:
        assert cli.main(["about", "--json", *options]) == 0
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    return call


def test_it_names_every_module_that_there_is_a_file_for(told):
    found = told()["modules"]
    assert found["families"] == registry.names(models)
    assert found["panels"] == registry.names(panels)
    assert found["benches"] == registry.names(theory)
    assert found["commands"] == registry.names(cli)
    assert {"digits", "folder", "idx", "array"} <= set(found["data"])
    lessons = {file.stem for file in (ROOT / "resources" / "lessons").glob("*.genlesson")}
    assert set(found["lessons"]) == lessons


def test_it_tells_versions_the_computer_and_where_things_are(told, tmp_path):
    import psutil
    import torch

    found = told()
    assert found["versions"]["genstudio"] == genstudio.__version__
    assert found["versions"]["torch"] == torch.__version__
    assert found["torch"]["version"] == torch.__version__
    assert found["torch"]["cuda_available"] == torch.cuda.is_available()
    assert abs(found["system"]["memory_gb"] - psutil.virtual_memory().total / 2**30) < 0.1
    assert found["folders"]["logs"] == str(tmp_path / "state")
    assert "licences" not in found


def test_the_licences_come_when_asked_for(told, capsys, monkeypatch):
    found = licences.shipped()  # once: it reads hundreds of files
    monkeypatch.setattr(licences, "shipped", lambda: found)
    rows = {row["name"]: row for row in told("--licences")["licences"]}
    assert rows["torch"]["licence"].startswith("Apache-2.0")
    assert cli.main(["about", "--licences"]) == 0
    shown = capsys.readouterr().out
    assert rows["numpy"]["text"] in shown
    assert f"families: {', '.join(registry.names(models))}" in shown


def test_the_command_line_names_panels_without_qt_and_families_without_torch():
    code = (
        "import sys; from genstudio.cli.about import modules; "
        "found = modules()['panels']; "
        "print(len(found), any(n.partition('.')[0] in ('PySide6', 'torch') for n in sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [str(len(registry.names(panels))), "False"]


def test_the_driver_is_read_from_the_kernels_word(tmp_path, monkeypatch):
    file = tmp_path / "version"
    file.write_text("NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar 5\nGCC\n")
    monkeypatch.setattr(facts, "DRIVER", file)
    assert facts.driver() == "550.54.15"
    monkeypatch.setattr(facts, "DRIVER", tmp_path / "none")
    assert facts.driver() == ""


def test_without_torch_there_is_nothing_to_tell_about_it():
    assert facts.engine(None) == {}
