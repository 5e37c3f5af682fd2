"""What every command has: its help, its mistakes, what it prints."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT, SMALL
from PIL import Image

from genstudio import cli
from genstudio.core import registry

COMMANDS = registry.names(cli)
PRINTS = """
import sys
from genstudio import cli
from genstudio.cli import runs
runs.run = lambda args: {"name": "caf\\xe9"}
runs.text = lambda result: result["name"]
sys.exit(cli.main(sys.argv[1:]))
"""


def test_each_command_of_the_manual_is_there() -> None:
    promised = {"train", "resume", "evaluate", "sample", "encode", "decode", "runs", "data"}
    assert promised <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_and_takes_json(name, capsys) -> None:
    module = registry.load(cli, name)
    assert "\n" not in module.HELP
    action = {
        "train": ["vae"],
        "desktop": ["status"],
        "theory": ["gan1d"],
        "interpolate": ["codes"],
        "queue": ["list"],
    }.get(name, [])
    arguments = [name, *action, "--help"]
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 0
    assert "--json" in capsys.readouterr().out


def output_to(target: object, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run a quick command, with its output going somewhere else than to a terminal."""
    return subprocess.run(
        [sys.executable, "-c", PRINTS, *arguments], cwd=ROOT, stdout=target, text=True,
        stderr=subprocess.PIPE, env=os.environ | environment, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("arguments", [["runs"], ["runs", "--json"]])
def test_an_output_that_nobody_reads_or_that_is_full_shows_no_traceback(arguments) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    answer = output_to(writer, *arguments)
    os.close(writer)
    assert (answer.returncode, answer.stderr) == (141, "")
    with open("/dev/full", "wb") as full:
        answer = output_to(full, *arguments)
    assert answer.returncode == 2
    assert re.fullmatch(r"genstudio: the output could not be written: .+\n", answer.stderr)


def test_an_output_that_knows_few_letters_gets_the_others_written_out() -> None:
    answer = output_to(subprocess.PIPE, "runs", PYTHONIOENCODING="ascii")
    assert (answer.returncode, answer.stdout) == (0, "caf\\xe9\n")
    answer = output_to(subprocess.PIPE, "runs", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(answer.stdout) == {"name": "caf\xe9"}


def test_the_list_of_commands_names_the_window_and_all_commands(capsys) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = capsys.readouterr().out
    assert all(re.search(rf"^ +{name}\s", listed, re.MULTILINE) for name in ["app", *COMMANDS])


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["train"],
        ["train", "nothing"],
        ["train", "vae", "--nothing"],
        ["train", "vae", "--latent-dim", "0"],
        ["train", "vae", "--latent-dim", "two"],
        ["train", "vae", "--steps", "-1"],
        ["train", "vae", "--data", "there is no such folder"],
        ["train", "vae", "--size", "16"],
        ["resume", "no run"],
        ["evaluate", "no run"],
        ["sample", "no run", "--out", "x.png"],
        ["sample", "no run", "--out", "x.png", "--seed", "99999999999999999999"],
        ["sample", "no run", "--out", "x.png", "--truncation", "nan"],
        ["evaluate", "no run", "--seed", "-1"],
        ["bench", "--repetitions", "0"],
        ["bench", "--seconds", "-1"],
        ["decode", "no run", "--out", "x.png", "--at", "1,x"],
        ["runs", "no folder"],
        ["data", "no folder"],
    ],
    ids=" ".join,
)
def test_a_mistake_gets_one_line_and_exit_code_2(command, arguments) -> None:
    code, out, err = command(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("genstudio: ")
    assert err.count("\n") == 1


def test_a_mistake_is_one_object_for_a_script(command) -> None:
    code, out, _ = command("evaluate", "no run", "--json")
    assert code == 2
    assert "no run" in json.loads(out)["error"]


def test_names_from_outside_cannot_control_the_terminal(command) -> None:
    _, _, err = command("data", "evil\x1b[2J\nname")
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_names_that_are_no_text_do_not_break_the_json(command) -> None:
    code, out, _ = command("runs", "bad\udcffname", "--json")
    assert code == 2
    assert "bad" in json.loads(out)["error"]
    cli._print_json({"out": "bad\udcffname", "rows": [{"bad\udcff": 1.0}]})


@pytest.mark.skipif(sys.platform != "linux", reason="such names are refused elsewhere")
def test_data_whose_name_is_no_text_cannot_be_remembered(command, tmp_path) -> None:
    folder = tmp_path / "bad\udcff"
    folder.mkdir()
    for name in "ab":
        Image.new("L", (8, 8)).save(folder / f"{name}.png")
    code, _, err = command("train", "ppca", "--data", folder, "--out", tmp_path / "run")
    assert code == 2
    assert "rename it" in err


def test_a_training_whose_end_could_not_be_saved_says_so(command, tmp_path, monkeypatch) -> None:
    from genstudio.core import atomic

    ensure = atomic.ensure_room

    def full(folder: Path, size: int) -> None:
        if folder.name == "step-00000003":
            raise OSError(errno.ENOSPC, "No space left on device")
        ensure(folder, size)

    monkeypatch.setattr(atomic, "ensure_room", full)
    run = tmp_path / "run"
    code, out, err = command("train", "vae", "--steps", 3, "--out", run, *SMALL, "--json")
    assert code == 2
    assert json.loads(out)["checkpoint"] == 0
    assert "completed at step 3, but that could not be saved" in err
    assert f"genstudio resume {run}" in err


def test_no_permission_is_a_sentence_too(command, monkeypatch) -> None:
    def refuse(args: object) -> dict:
        raise PermissionError(13, "Permission denied", "/a/file")

    monkeypatch.setattr("genstudio.cli.data.run", refuse)
    code, _, err = command("data", "digits")
    assert code == 2
    assert err == "genstudio: Permission denied: /a/file\n"


def test_ctrl_c_in_a_short_command_ends_with_130(command, monkeypatch) -> None:
    def interrupt(args: object) -> dict:
        raise KeyboardInterrupt

    monkeypatch.setattr("genstudio.cli.data.run", interrupt)
    assert command("data", "digits")[0] == 130
