import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def kill(folder: Path, times: int) -> dict[str, int]:
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, str(tests / "killing.py"), str(folder), str(times)],
        env=os.environ | {"PYTHONPATH": f"{tests.parent}{os.pathsep}{tests}"},
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("times", [25, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_any_moment_a_run_opens_and_goes_on_from_what_it_told_of(tmp_path, times):
    found = kill(tmp_path / "run", times)
    assert found["lost"] == 0
    assert found["step"] >= times
    assert found["halves"] > 0  # some of the kills hit the midst of a checkpoint
