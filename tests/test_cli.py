"""The command line, used as a person and as a script use it."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from genstudio import cli, models
from genstudio.cli import _options, _signals
from genstudio.cli._progress import Progress, duration
from genstudio.core import config, paths, registry
from genstudio.core.errors import UserError

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = registry.names(cli)
SMALL = ["--hidden", "8", "--batch-size", "32", "--threads", "1"]


@pytest.fixture
def command(capsys):
    """Run a command in this process; return its exit code, its output and its messages."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def result(command):
    """Run a command that succeeds, with --json; return what it printed on the last line."""

    def call(*arguments: object) -> dict:
        code, out, err = command(*arguments, "--json")
        assert code == 0, err
        return json.loads(out.splitlines()[-1])

    return call


@pytest.fixture(scope="module")
def vae_run(tmp_path_factory) -> Path:
    """Return a small VAE's run, trained for a few steps and not to be changed."""
    folder = tmp_path_factory.mktemp("runs") / "a run"
    assert cli.main(["train", "vae", "--steps", "12", "--out", str(folder), *SMALL]) == 0
    return folder


# What every command has

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


def test_looking_at_a_damaged_run_tells_which_checkpoint_was_taken(
    command, vae_run, tmp_path, caplog
) -> None:
    run = tmp_path / "run"
    shutil.copytree(vae_run, run)
    picture = ["--out", tmp_path / "x.png"]
    (run / "checkpoints" / "step-00000012" / "model.safetensors").write_bytes(b"")
    assert command("sample", run, *picture)[0] == 0
    assert "step 12 is damaged" in caplog.text
    assert "The one of step 0 is taken" in caplog.text
    (run / "checkpoints" / "step-00000000" / "model.safetensors").write_bytes(b"")
    code, _, err = command("sample", run, *picture)
    assert code == 2
    assert "no good checkpoint" in err


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


# Options made from the settings


@pytest.mark.parametrize("family", registry.names(models))
def test_every_setting_is_an_option_with_its_default(family) -> None:
    from genstudio.train import trainer

    parser = cli.build_parser("train")
    options = subparser(subparser(parser, "train"), family.replace("_", "-")).format_help()
    flat = " ".join(options.split())
    module = registry.load(models, family)
    for setting in [*config.settings(module.Config), *config.settings(trainer.Config)]:
        assert f"--{setting.name.replace('_', '-')}" in flat
    for name, default in module.RECIPE.items():
        assert re.search(rf"--{name.replace('_', '-')} .*?default {re.escape(str(default))}", flat)


def test_only_what_was_given_is_passed_on() -> None:
    from genstudio.models.vae import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    assert _options.chosen(parser.parse_args([]), "model") == {}
    given = parser.parse_args(["--latent-dim", "5", "--beta", "2", "--likelihood", "gaussian"])
    assert _options.chosen(given, "model") == {
        "latent_dim": 5,
        "beta": 2.0,
        "likelihood": "gaussian",
    }


def test_a_switch_can_be_turned_on_and_off() -> None:
    from genstudio.models.gan import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    assert _options.chosen(parser.parse_args(["--normalise"]), "model") == {"normalise": True}
    assert _options.chosen(parser.parse_args(["--no-normalise"]), "model") == {"normalise": False}


def test_a_wrong_value_names_the_field_the_value_and_the_range() -> None:
    from genstudio.models.vae import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    with pytest.raises(UserError, match=r"latent_dim\) is 0; it must be from 1 to 512"):
        parser.parse_args(["--latent-dim", "0"])


def test_settings_of_one_name_in_two_groups_have_options_of_their_own() -> None:
    from genstudio.train.trainer import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "training")
    _options.add_settings(parser, config.settings(Config), "data")
    args = parser.parse_args(["--seed", "1", "--data-seed", "2"])
    assert _options.chosen(args, "training") == {"seed": 1}
    assert _options.chosen(args, "data") == {"seed": 2}


def test_values_below_zero_are_not_taken_for_options() -> None:
    assert cli.join_negative_values(["--at", "-0.5,1.2", "--scale", "-3"]) == [
        "--at=-0.5,1.2",
        "--scale=-3",
    ]
    assert cli.join_negative_values(["--json", "--at=-1", "-h"]) == ["--json", "--at=-1", "-h"]


# The commands


def test_training_reports_the_run_and_its_terms(result, tmp_path) -> None:
    told = result("train", "vae", "--steps", 8, "--out", tmp_path / "run", *SMALL)
    assert told["status"] == "completed"
    assert told["step"] == told["checkpoint"] == 8
    assert {"elbo", "kl", "reconstruction"} <= set(told["terms"])
    assert (Path(told["run"]) / "run.genstudio").is_file()


def test_a_run_without_a_name_goes_to_the_folder_of_all_runs(result) -> None:
    told = result("train", "ppca")
    assert Path(told["run"]).parent == paths.runs_dir()
    listed = result("runs")["runs"]
    assert [row["folder"] for row in listed] == [told["run"]]
    assert listed[0]["family"] == "ppca"


def test_a_run_can_be_named_by_its_file_or_its_name_alone(result) -> None:
    folder = Path(result("train", "ppca")["run"])
    for name in (folder, folder / "run.genstudio", folder.name):
        assert result("decode", name, "--at", "0,0", "--out", folder / "x.png")["images"] == 1


def test_resuming_is_the_same_as_never_having_stopped(result, tmp_path) -> None:
    result("train", "vae", "--steps", 16, "--out", tmp_path / "whole", *SMALL)
    result("train", "vae", "--steps", 8, "--out", tmp_path / "parts", *SMALL)
    parts = result("resume", tmp_path / "parts", "--steps", 16)
    assert parts["step"] == 16
    assert parts["notes"] == []
    first, second = (tmp_path / name / "checkpoints" for name in ("whole", "parts"))
    found = [sorted(p.rglob("step-00000016/*.safetensors")) for p in (first, second)]
    assert found[0]
    assert [p.read_bytes() for p in found[0]] == [p.read_bytes() for p in found[1]]


def test_resuming_a_finished_run_says_that_nothing_is_left(command, vae_run) -> None:
    code, _, err = command("resume", vae_run)
    assert code == 0
    assert "nothing was left to do" in err


def test_one_limit_given_lifts_the_others() -> None:
    from genstudio.cli._training import only_these_limits

    assert only_these_limits({"seed": 1}) == {"seed": 1}
    assert only_these_limits({"seconds": 5.0}) == {"steps": 0, "epochs": 0, "seconds": 5.0}


def test_a_run_is_not_written_over(command, vae_run) -> None:
    code, _, err = command("train", "ppca", "--out", vae_run)
    assert code == 2
    assert "not empty" in err


def test_evaluating_gives_the_figures_in_nats(result, tmp_path) -> None:
    images = np.random.default_rng(0).integers(0, 256, (80, 8, 8), np.uint8)
    np.save(tmp_path / "noise.npy", images)
    source = ["--data", tmp_path / "noise.npy"]
    result("train", "vae", *source, "--steps", 4, "--out", tmp_path / "run", *SMALL)
    told = result("evaluate", tmp_path / "run", "--samples", 3)
    assert {"active_units", "log_likelihood_iw", "frechet_distance", "features"} <= set(told)
    assert told["samples"] == 3
    assert told["elbo"] == pytest.approx(told["reconstruction"] - told["kl"], abs=1e-3)


def test_a_seed_always_draws_the_same_picture(result, vae_run, tmp_path) -> None:
    for name in ("one.png", "two.png"):
        result("sample", vae_run, "--count", 6, "--seed", 3, "--out", tmp_path / name)
    one, two = (pixels(tmp_path / name) for name in ("one.png", "two.png"))
    assert np.array_equal(one, two)
    assert one.shape == (2 * 8 + 1, 3 * 8 + 2)


def test_points_are_decoded_side_by_side_and_enlarged(result, vae_run, tmp_path) -> None:
    out = tmp_path / "x.png"
    told = result("decode", vae_run, "--at", "-1,2", "--at", "0,0", "--scale", 3, "--out", out)
    assert told["at"] == [[-1, 2], [0, 0]]
    assert pixels(out).shape == (3 * 8, 3 * 17)


def test_a_point_of_the_wrong_dimension_is_refused(command, vae_run, tmp_path) -> None:
    code, _, err = command("decode", vae_run, "--at", "1", "--out", tmp_path / "x.png")
    assert code == 2
    assert "give 2" in err


def test_codes_are_a_table_of_all_images(result, vae_run, tmp_path) -> None:
    told = result("encode", vae_run, "--out", tmp_path / "codes.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "codes.csv").read_text())))
    assert told["rows"] == len(rows) == 1797
    assert {row["split"] for row in rows} == {"train", "validation", "test"}
    assert {row["label"] for row in rows} == set("0123456789")
    assert all(np.isfinite([float(row["z0"]), float(row["z1"])]).all() for row in rows)


def test_data_are_described_with_their_problems(result, command, tmp_path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for k in range(3):
        Image.new("L", (9, 9), k).save(folder / f"{k}.png")
    (folder / "broken.png").write_bytes(b"not a picture")
    told = result("data", folder, "--size", 8)
    assert told["images"] == 3
    assert told["shape"] == [1, 8, 8]
    assert [problem["file"] for problem in told["problems"]] == ["broken.png"]
    shown = command("data", folder, "--size", 8)[1]
    assert "left out (1)" in shown
    assert "broken.png" in shown


def test_an_empty_folder_has_no_runs(command) -> None:
    assert command("runs")[1].startswith("no runs in ")


# Progress and signals


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_the_time_left() -> None:
    now = [0.0]
    out = Terminal()
    with Progress(out, lambda: now[0]) as progress:
        progress.update(0.0, "step 0")
        now[0] = 10.0
        progress.update(0.25, "step 25")
    assert "25%  step 25  30 s left" in out.getvalue()
    assert out.getvalue().endswith("\r")


def test_a_log_gets_a_plain_line_now_and_then() -> None:
    now = [0.0]
    out = io.StringIO()
    progress = Progress(out, lambda: now[0])
    said = []
    for second in range(60):
        now[0] = float(second)
        if progress.due:
            said.append(second)
            progress.update(second / 60, f"step {second}")
    assert said == [15, 30, 45]
    assert "\r" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 3


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (65, "1 min 05 s"), (7800, "2 h 10 min")]
)
def test_time_spans_are_said_in_words(seconds, words) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_asks_and_then_signals_act_as_before(number, code) -> None:
    before = signal.getsignal(number)
    with _signals.Interrupts() as interrupts:
        assert not interrupts.asked()
        signal.raise_signal(number)
        assert interrupts.asked()
        assert interrupts.exit_code == code
        assert signal.getsignal(number) == before
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_training_is_saved_and_says_how_to_go_on(command, tmp_path, number, code) -> None:
    folder = tmp_path / "a run"
    with pytest.MonkeyPatch.context() as patch:
        raise_at_progress(patch, number)
        stopped, _, err = command("train", "vae", "--out", folder, *SMALL)
    assert stopped == code
    assert f"genstudio resume '{folder}'" in err
    step = int(re.search(r"stopped and saved at step ([\d,]+)", err)[1].replace(",", ""))
    assert step > 0
    code, _, err = command("resume", folder, "--steps", step + 2)
    assert code == 0, err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_a_signal_from_outside_ends_a_real_process_politely(tmp_path) -> None:
    folder = tmp_path / "run"
    process = subprocess.Popen(
        [sys.executable, "-m", "genstudio", "train", "vae", "--out", str(folder), *SMALL],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stderr.readline()  # the training is introduced when all is ready
    while "no end was given" not in first:
        assert process.poll() is None
        first = process.stderr.readline()
    while not (folder / "history.jsonl").exists():
        assert process.poll() is None
    os.kill(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 143, err
    assert "go on with: genstudio resume" in err


def test_a_diverged_training_offers_the_way_back(command, tmp_path, monkeypatch) -> None:
    from genstudio.models.vae import Model

    forward = Model.forward

    def spoilt(self, player, batch):
        terms = forward(self, player, batch)
        return {n: t * float("nan") for n, t in terms.items()} if batch.step > 5 else terms

    monkeypatch.setattr(Model, "forward", spoilt)
    options = ["--steps", 20, "--checkpoint-every", 2, "--out", tmp_path / "run", *SMALL]
    code, out, err = command("train", "vae", *options, "--json")
    assert code == 1
    assert json.loads(out)["status"] == "diverged"
    assert "is no longer finite at step 7" in err
    assert re.search(r"--checkpoint [2-6] --learning-rate 0\.0005\n", err)
    monkeypatch.undo()
    way_back = err.partition("genstudio resume ")[2].split()
    code, out, err = command("resume", *way_back, "--json")
    assert code == 0, err
    assert json.loads(out)["status"] == "completed"


def pixels(path: Path) -> np.ndarray:
    """Read a picture."""
    with Image.open(path) as picture:
        return np.asarray(picture)


def raise_at_progress(patch: pytest.MonkeyPatch, number: int) -> None:
    """Send the signal from inside the training, after its first losses were seen."""
    from genstudio.cli import _training

    see = _training.Watch.see

    def seen(self, event, progress) -> None:
        see(self, event, progress)
        if self.terms:
            signal.raise_signal(number) if not sent else None
            sent.append(number)

    sent: list[int] = []
    patch.setattr(_training.Watch, "see", seen)


def subparser(parser, name: str):
    """Return the parser of a subcommand."""
    return next(a.choices[name] for a in parser._actions if isinstance(a.choices, dict))


def test_one_image_is_not_called_one_images() -> None:
    from genstudio.cli import data, evaluate

    told = {"name": "one", "shape": [1, 8, 8], "images": 1, "splits": {"train": 1}, "classes": {}}
    told |= {"captions": 1, "fingerprint": "x", "problems": []}
    assert "one: 1 image, 8 x 8" in data.text(told)
    assert "captions: 1 image has one" in data.text(told)
    shown = evaluate.text({"elbo": -92.14, "frechet_distance": 3.5, "units": {"elbo": "nats"}})
    assert "ELBO  -92.14  nats" in shown
    assert "Fréchet distance  3.5" in shown
