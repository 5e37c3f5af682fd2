"""The recipes for other systems, of which nothing here can run: what can be known is checked."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from genstudio.core import paths

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
INSTALLER = ROOT / "packaging" / "windows" / "genstudio.iss"


def steps(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_script_that_a_workflow_names_is_there_and_can_be_started(path) -> None:
    commands = "\n".join(step.get("run", "") for step in steps(yaml.safe_load(path.read_text())))
    named = set(re.findall(r"(?:\./)?((?:packaging|genstudio|\.ci)/[\w./-]+)", commands))
    assert named
    for name in named:
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"^\s*\./([\w./-]+)", commands, re.MULTILINE):
        assert name.endswith(".ps1") or os.access(ROOT / name, os.X_OK), name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_write_only_where_it_says_so_and_pins_what_it_uses(path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    writing = [name for name, job in workflow["jobs"].items() if "permissions" in job]
    assert writing == ["release"]
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@(v\d+|[0-9a-f]{40})", step["uses"]), step["uses"]


def test_the_release_waits_for_every_system() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text())["jobs"]
    assert set(jobs["release"]["needs"]) == set(jobs) - {"release"}
    systems = {job["runs-on"].split("-")[0] for job in jobs.values()}
    assert systems == {"ubuntu", "windows", "macos"}


def test_the_installer_s_sections_and_constants_are_known_to_inno_setup() -> None:
    text = INSTALLER.read_text("utf-8")
    known = {
        "Setup", "Languages", "CustomMessages", "Tasks", "InstallDelete", "Files", "Icons",
        "Registry", "Run",
    }  # fmt: skip
    assert set(re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)) == known
    needed = set(re.findall(r"^#ifndef (\w+)\n  #error", text, re.MULTILINE))
    build = (INSTALLER.parent / "build.ps1").read_text("utf-8")
    assert needed == {"Version", "Source", "Icon"}
    assert needed | {"Build"} == set(re.findall(r'"/D(\w+)=', build))
    used = set(re.findall(r"\{#(\w+)\}", text))
    assert used == needed | {"Build", "Id", "SourcePath"}
    for line in text.splitlines():
        if line.startswith(("Root:", "Name:", "Filename:", "Source:")):
            assert line.count('"') % 2 == 0, line


def test_every_message_of_the_installer_has_both_languages() -> None:
    text = INSTALLER.read_text("utf-8")
    own = {
        language: set(re.findall(rf"^{language}\.(\w+)=", text, re.M)) for language in ("en", "de")
    }
    assert own["en"] == own["de"]
    used = set(re.findall(r"\{cm:(\w+)", text))
    assert used - own["en"] == {"CreateDesktopIcon", "AdditionalIcons", "LaunchProgram"}
    assert own["en"] <= used


def test_windows_and_linux_call_the_file_types_alike() -> None:
    text = INSTALLER.read_text("utf-8")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    root = ET.parse(paths.resource("desktop") / f"{paths.APP_ID}.xml").getroot()
    wanted = {
        (kind.find(f"{space}glob").get("pattern").lstrip("*"), kind.get("type"))
        for kind in root.iter(f"{space}mime-type")
    }
    line = r'Classes\\(\.\w+)"; ValueType: string; ValueName: "Content Type"; ValueData: "([^"]+)"'
    assert set(re.findall(line, text)) == wanted
    assert f'#define Id "{paths.APP_ID}"' in text
    for suffix, _ in wanted:
        assert f'Classes\\{suffix}\\OpenWithProgids"' in text


def test_the_installer_touches_nothing_of_the_user_s() -> None:
    text = INSTALLER.read_text("utf-8")
    deleted = re.findall(r'^Type: \w+; Name: "([^"]+)"', text, re.MULTILINE)
    assert deleted == [r"{app}\_internal"]
    assert "[UninstallDelete]" not in text


def test_the_entitlements_are_two_that_apple_knows() -> None:
    entitlements = plistlib.loads((ROOT / "packaging/macos/entitlements.plist").read_bytes())
    assert entitlements == {
        "com.apple.security.cs.allow-jit": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_what_is_for_macos_refuses_to_begin_elsewhere(tmp_path) -> None:
    (tmp_path / "uname").write_text("#!/bin/sh\necho Linux\n")
    (tmp_path / "uname").chmod(0o755)
    done = subprocess.run(
        [ROOT / "packaging/macos/build.sh"],
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "runs there only" in done.stderr


@pytest.mark.skipif(shutil.which("mksquashfs") is None, reason="there is no mksquashfs here")
def test_an_appimage_is_the_runtime_with_the_program_behind_it(tmp_path) -> None:
    frozen = tmp_path / "my programs" / "genstudio"
    frozen.mkdir(parents=True)
    (frozen / "genstudio").write_text("#!/bin/sh\necho started with $*\n")
    (frozen / "genstudio").chmod(0o755)
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"\x7fELF stands in for the runtime")
    image = tmp_path / "genstudio.AppImage"
    environment = os.environ | {"GENSTUDIO_APPIMAGE_RUNTIME": str(runtime)}
    make = ROOT / "packaging" / "appimage"
    assert subprocess.run([make, "--ready"], env=environment, timeout=60).returncode == 0
    subprocess.run([make, frozen, image], env=environment, check=True, timeout=120)
    made = image.read_bytes()
    assert made.startswith(runtime.read_bytes() + b"hsqs"), "a squashfs right behind it"
    assert os.access(image, os.X_OK)
    packed = tmp_path / "contents"
    packed.write_bytes(made[len(runtime.read_bytes()) :])
    folder = tmp_path / "mounted"
    subprocess.run(
        ["unsquashfs", "-quiet", "-no-progress", "-d", folder, packed], check=True, timeout=60
    )
    entry = (folder / f"{paths.APP_ID}.desktop").read_text()
    assert "\nExec=genstudio %F\n" in entry
    assert "TryExec" not in entry
    assert (folder / f"{paths.APP_ID}.svg").is_file()
    started = subprocess.run(
        [folder / "AppRun", "app", "x"], capture_output=True, text=True, timeout=60, check=True
    )
    assert started.stdout == "started with app x\n"
    assert not list(tmp_path.glob(".tmp-*"))


def test_without_its_runtime_no_appimage_is_promised(tmp_path) -> None:
    make = ROOT / "packaging" / "appimage"
    environment = os.environ | {"GENSTUDIO_APPIMAGE_RUNTIME": str(tmp_path / "none")}
    ready = subprocess.run([make, "--ready"], env=environment, capture_output=True, timeout=60)
    assert ready.returncode == 1
    assert ready.stderr
