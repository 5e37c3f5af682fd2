"""The commands, used as a person and as a script use them."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from commands import SMALL
from PIL import Image

from genstudio import cli
from genstudio.core import paths


@pytest.fixture(scope="module")
def vae_run(tmp_path_factory) -> Path:
    """Return a small VAE's run, trained for a few steps and not to be changed."""
    folder = tmp_path_factory.mktemp("runs") / "a run"
    assert cli.main(["train", "vae", "--steps", "12", "--out", str(folder), *SMALL]) == 0
    return folder


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


def test_one_image_is_not_called_one_images() -> None:
    from genstudio.cli import data, evaluate

    told = {"name": "one", "shape": [1, 8, 8], "images": 1, "splits": {"train": 1}, "classes": {}}
    told |= {"captions": 1, "fingerprint": "x", "problems": []}
    assert "one: 1 image, 8 x 8" in data.text(told)
    assert "captions: 1 image has one" in data.text(told)
    shown = evaluate.text({"elbo": -92.14, "frechet_distance": 3.5, "units": {"elbo": "nats"}})
    assert "ELBO  -92.14  nats" in shown
    assert "Fréchet distance  3.5" in shown


def pixels(path: Path) -> np.ndarray:
    """Read a picture."""
    with Image.open(path) as picture:
        return np.asarray(picture)
