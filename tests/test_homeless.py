"""A user without a home folder, as in some containers: one sentence says what to do."""

from __future__ import annotations

import os
import sys

import pytest

from genstudio import __main__ as program
from genstudio.core import crash_reports, paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows always has one")


@pytest.fixture(autouse=True)
def homeless(monkeypatch) -> None:
    """Take the home out of the environment and out of the list of users."""
    import pwd

    def nobody(number: int) -> None:
        raise KeyError(number)

    for name in (
        "HOME",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        *(n for n in os.environ if n.startswith(("XDG_", "GENSTUDIO_"))),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(pwd, "getpwuid", nobody)


@pytest.mark.parametrize("command", [["runs"], ["desktop", "status"], ["app"]])
def test_the_program_says_what_to_set(command, monkeypatch, capsys, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    assert program.main(command) == 2
    told = capsys.readouterr().err
    assert paths.HOMELESS in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == [], "no folder called ~"


def test_an_error_without_a_home_is_made_anonymous_all_the_same() -> None:
    assert crash_reports.anonymous("in /data/x.py") == "in /data/x.py"
