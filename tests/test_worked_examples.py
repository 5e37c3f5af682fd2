"""The examples of CONTRIBUTING.md are taken out of it, put where they belong, and used."""

import importlib
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from windows import child, choose, click, opened, wait

from genstudio import data, models
from genstudio.cli import main
from genstudio.core import registry
from genstudio.core.events import Scalars
from genstudio.data import sources
from genstudio.gui import panels
from genstudio.train.experiment import Experiment

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```python\n# (genstudio/\S+\.py)\n(.*?)```", DOCUMENT, re.DOTALL))
PACKAGES = {"genstudio/models": models, "genstudio/data": data, "genstudio/gui/panels": panels}


@contextmanager
def added(monkeypatch, folder, path):
    """Put an example into its package, as if its file lay there; take it out again."""
    place, _, file = path.rpartition("/")
    package = PACKAGES[place]
    target = folder / place
    target.mkdir(parents=True)
    (target / file).write_text(EXAMPLES[path], encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(target)])
    name = file.removesuffix(".py")
    importlib.invalidate_caches()
    try:
        yield registry.load(package, name)
    finally:
        sys.modules.pop(f"{package.__name__}.{name}", None)
        if hasattr(package, name):
            delattr(package, name)


def test_there_is_an_example_of_each_kind():
    assert sorted(path.rpartition("/")[0] for path in EXAMPLES) == sorted(PACKAGES)
    for path in EXAMPLES:
        assert not (ROOT / path).exists()


@pytest.mark.parametrize("path", EXAMPLES)
@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=lambda c: c[0])
def test_an_example_keeps_the_rules_of_the_house(path, check):
    ruff = [sys.executable, "-m", "ruff", *check, "--stdin-filename", path, "-"]
    done = subprocess.run(ruff, input=EXAMPLES[path], text=True, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def train(family, dataset, folder, steps=20):
    """Train by the trainer of every family; return the experiment and the terms it reported."""
    values = {"steps": steps, "threads": 1}
    experiment = Experiment.create(folder, family, {}, values, dataset)
    events = list(experiment.events())
    return experiment, [e.values for e in events if isinstance(e, Scalars)]


def test_the_family_trains_and_is_on_the_command_line(monkeypatch, tmp_path, digits, capsys):
    with added(monkeypatch, tmp_path, "genstudio/models/regularised.py") as module:
        experiment, values = train("regularised", digits, tmp_path / "runs")
        assert experiment.trainer.step == 20
        errors = np.concatenate([v["squared error"] for v in values if "squared error" in v])
        assert len(errors) == 20
        assert errors[-3:].mean() < 0.9 * errors[:3].mean()
        assert "regularised" in registry.names(models)
        with pytest.raises(SystemExit):
            main(["train", "--help"])
        assert module.SUMMARY[:30] in " ".join(capsys.readouterr().out.split())


def test_the_family_is_in_the_chooser_and_trains_in_the_window(qtbot, monkeypatch, tmp_path):
    with (
        added(monkeypatch, tmp_path, "genstudio/models/regularised.py") as module,
        opened(qtbot) as window,
    ):
        choose(qtbot, child(window, "modelChooser"), module.TITLE)
        wait(qtbot, lambda: window.session.family == "regularised")
        wait(qtbot, lambda: window.findChild(object, "penalty") is not None)
        click(qtbot, child(window, "trainButton"))
        wait(qtbot, lambda: window.session.step >= 20)
        wait(qtbot, lambda: "code" in window.session.history.terms())


def test_the_source_loads_and_is_named_on_the_command_line(monkeypatch, tmp_path, capsys):
    with added(monkeypatch, tmp_path, "genstudio/data/stripes.py"):
        assert "stripes" in sources.names()
        made = sources.load("stripes", {"count": 400})
        assert made.images.shape == (400, 1, 16, 16)
        across, down = made.images[made.labels == 2][0, 0], made.images[made.labels == 0][0, 0]
        assert (across == across[:1]).all()  # upright stripes: every row is the same
        assert (down == down[:, :1]).all()
        assert np.array_equal(made.images, sources.load("stripes", {"count": 400}).images)
        assert main(["data", "stripes", "--count", "60", "--json"]) == 0
        assert '"images":60' in capsys.readouterr().out


def test_the_source_opens_in_the_window(qtbot, monkeypatch, tmp_path):
    with (
        added(monkeypatch, tmp_path, "genstudio/data/stripes.py"),
        opened(qtbot) as window,
    ):
        window.session.open_source("stripes")
        wait(qtbot, lambda: window.session.dataset.name == "stripes")
        box = child(window, "datasetChooser")
        assert box.currentText() == "stripes"
        click(qtbot, child(window, "dataOptionsToggle"))
        assert child(window, "count").value() == 2000


def test_the_panel_is_a_tab_of_the_window_and_reacts(qtbot, monkeypatch, tmp_path):
    with (
        added(monkeypatch, tmp_path, "genstudio/gui/panels/average.py") as module,
        opened(qtbot) as window,
    ):
        titles = [window.tabs.tabText(i).replace("&", "") for i in range(window.tabs.count())]
        assert titles[-1] == module.TITLE
        bar = window.tabs.tabBar()
        click(qtbot, bar, bar.tabRect(len(titles) - 1).center())
        picture = child(window, "averagePicture")
        wait(qtbot, lambda: picture.image is not None)
        untrained = picture.image.copy()
        window.session.train()
        wait(qtbot, lambda: window.session.step > 0 and picture.image != untrained)
        assert f"Ctrl+{len(titles)}" in {a.shortcut().toString() for a in window.menus.actions}
