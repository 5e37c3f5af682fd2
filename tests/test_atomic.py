"""Atomic writes into folders that are not what they should be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from genstudio.core import atomic
from genstudio.core.errors import UserError

ROOT = Path(__file__).resolve().parents[1]


def test_a_folder_that_is_gone_is_told_with_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"no folder .*/gone any more.* put it back, or choose"):
        atomic.write_text(tmp_path / "gone" / "file", "text")
    (tmp_path / "gone").write_text("a file where the folder was")
    with pytest.raises(UserError, match=r"no folder .*/gone any more"):
        atomic.write_text(tmp_path / "gone" / "file", "text")


WRITER = """
import sys
from pathlib import Path
from genstudio.core import atomic
for number in range(60):
    atomic.write_text(Path(sys.argv[1]), sys.argv[2] * 1000)
"""


def test_processes_that_write_one_file_at_once_do_not_disturb_each_other(tmp_path):
    file = tmp_path / "file"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), letter], cwd=ROOT)
        for letter in "abc"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert file.read_text() in {letter * 1000 for letter in "abc"}
    assert list(tmp_path.iterdir()) == [file]
