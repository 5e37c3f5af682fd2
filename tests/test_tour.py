"""The tour of the whole program, as fast as it goes: everything together, from end to end."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.windows import child, opened

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"


def loaded(name):
    """Import a module of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def read_pins(folder: Path) -> list[dict[str, Any]]:
    file = folder / "pins.json"
    return json.loads(file.read_bytes()) if file.is_file() else []


@pytest.mark.timeout(600)
def test_the_tour_goes_through_the_whole_program_with_the_mouse(qtbot):
    guides, applications, tour = map(loaded, ("tour_guide", "tour_applications", "tour"))
    with opened(qtbot) as window:
        window.resize(*tour.SIZE)
        guide = guides.Guide(window, pace=0)
        for scene in tour.SCENES:
            if scene not in applications.SCENES:
                scene(guide)
        assert window.session.record.parent is not None
        kept = [read_pins(folder) for folder in sorted(window.session.runs_dir.iterdir())]
        assert max(map(len, kept)) >= 4  # with the parent: the branch began without


@pytest.mark.slow
def test_the_tour_goes_through_the_applications_too(qtbot):
    guides, applications = map(loaded, ("tour_guide", "tour_applications"))
    with opened(qtbot) as window:
        window.resize(1280, 800)
        guide = guides.Guide(window, pace=0)
        for scene in applications.SCENES:
            scene(guide)
        assert child(window, "applicationsPanel").made
