"""What is shipped, and under which licences."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from genstudio.core import licences
from genstudio.core.licences import canonical

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def shipped() -> dict[str, licences.Licence]:
    return {canonical(entry.name): entry for entry in licences.shipped()}


def test_all_that_is_shipped_is_there_and_no_tool_for_tests(shipped):
    expected = {"genstudio", "torch", "pyside6-essentials", "shiboken6", "numpy", "scipy", "qt"}
    assert expected | {"python", "pillow", "sympy", "markupsafe"} <= set(shipped)
    assert not {"pytest", "mypy", "ruff", "hypothesis"} & set(shipped)


def test_nothing_has_an_unknown_licence_or_none_of_its_text(shipped):
    for entry in shipped.values():
        assert entry.licence not in ("", licences.UNKNOWN), entry.name
        assert len(entry.licence) <= 120
        assert len(entry.text) > 500, entry.name
        assert entry.version


def test_only_ours_has_no_home_page(shipped):
    assert {name for name, e in shipped.items() if not e.home.startswith("http")} <= {"genstudio"}


def test_qt_is_under_the_lgpl_and_says_where_its_sources_are(shipped):
    for name in ("qt", "pyside6-essentials", "shiboken6"):
        assert shipped[name].licence == "LGPL-3.0-only"
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in shipped[name].text
        assert "GNU GENERAL PUBLIC LICENSE" in shipped[name].text
    assert f"{shipped['qt'].version}/single/" in shipped["qt"].text


def test_the_list_for_an_uninstalled_checkout_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [licences.NAME.match(text) for text in project["dependencies"]]
    assert {canonical(m.group()) for m in needed if m} == {canonical(n) for n in licences.NEEDED}


def test_every_fix_is_still_needed(shipped):
    """A name in the table that is no longer shipped would hide a licence that has changed."""
    assert set(licences.FIXES) <= set(shipped)


def test_a_checkout_that_was_never_installed_has_its_licences_too(monkeypatch):
    real = licences.metadata.distribution

    def without_ours(name):
        if name == licences.OURS:
            raise licences.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(licences.metadata, "distribution", without_ours)
    names = {canonical(found.metadata["Name"]) for found in licences.closure()}
    assert {"torch", "numpy", "markupsafe"} <= names
