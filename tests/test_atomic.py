"""Atomic writes into folders that are not what they should be."""

from __future__ import annotations

import pytest

from genstudio.core import atomic
from genstudio.core.errors import UserError


def test_a_folder_that_is_gone_is_told_with_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"no folder .*/gone any more.* put it back, or choose"):
        atomic.write_text(tmp_path / "gone" / "file", "text")
    (tmp_path / "gone").write_text("a file where the folder was")
    with pytest.raises(UserError, match=r"no folder .*/gone any more"):
        atomic.write_text(tmp_path / "gone" / "file", "text")
