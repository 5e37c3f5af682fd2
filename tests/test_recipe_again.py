"""A picture is made again from its own recipe, bit for bit, by the command line."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from genstudio import cli
from genstudio.analysis import recipe
from genstudio.analysis.images import grid
from genstudio.analysis.lens import Lens
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model

SMALL = ["--batch-size", "32", "--threads", "1", "--steps", "12", "--track", "off"]
NETWORKS = {"vae": ["--hidden", "8"], "gan": ["--architecture", "mlp", "--hidden", "8"]}


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[str, Path]:
    """Return a VAE's run and a conditional GAN's, each with two checkpoints."""
    folder = tmp_path_factory.mktemp("runs")
    for family, more in NETWORKS.items():
        more = [*more, "--conditional"] if family == "gan" else more
        out = ["--out", str(folder / family), "--checkpoint-every", "6"]
        assert cli.main(["train", family, *SMALL, *more, *out]) == 0
    return {family: folder / family for family in NETWORKS}


def result(capsys, *arguments: object) -> dict:
    code = cli.main([*map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return json.loads(out.splitlines()[-1])


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


@pytest.mark.parametrize("family", NETWORKS)
@pytest.mark.parametrize(
    "drawn",
    [
        ["sample", "--count", "7", "--seed", "5", "--truncation", "0.7", "--columns", "3"],
        ["sample", "--count", "4", "--checkpoint", "6"],
        ["decode", "--at", None, "--label", None],
    ],
    ids=["sample", "an earlier step", "decode"],
)
def test_a_picture_is_made_again_bit_for_bit(runs, tmp_path, capsys, family, drawn) -> None:
    at = "0.1,-0.3" if family == "vae" else ",".join(["0.123456789"] * 32)
    arguments = [at if a is None and drawn[i - 1] == "--at" else a for i, a in enumerate(drawn)]
    if None in arguments:
        arguments = arguments[:-2] if family == "vae" else [*arguments[:-1], "3"]
    command, *options = arguments
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    made = result(capsys, command, runs[family], *options, "--out", first)
    assert made["recipe"]
    told = result(capsys, "recipe", first)
    assert (told["run"], told["step"]) == (family, made["step"])
    again = result(capsys, "decode", runs[family], "--recipe", first, "--out", second)
    assert again["step"] == made["step"]
    assert np.array_equal(pixels(first), pixels(second))
    assert recipe.read(first) == recipe.read(second)


def test_a_picture_without_a_recipe_is_refused(runs, tmp_path, capsys) -> None:
    Image.new("L", (4, 4)).save(tmp_path / "plain.png")
    assert cli.main(["recipe", str(tmp_path / "plain.png")]) == 2
    assert "no recipe" in capsys.readouterr().err
    assert cli.main(["recipe", str(tmp_path / "none.png")]) == 2
    assert "no file" in capsys.readouterr().err


def test_the_codes_of_another_model_are_refused(runs, tmp_path, capsys) -> None:
    result(capsys, "sample", runs["gan"], "--count", "1", "--out", tmp_path / "a.png")
    arguments = ["decode", runs["vae"], "--recipe", tmp_path / "a.png", "--out", tmp_path / "b.png"]
    assert cli.main(list(map(str, arguments))) == 2
    assert "2 dimensions" in capsys.readouterr().err


def test_more_codes_than_a_recipe_holds_are_no_recipe(runs) -> None:
    run = Run.open(runs["vae"])
    assert recipe.made(run, 12, np.zeros((recipe.MOST_CODES + 1, 2))) is None
    assert recipe.made(run, 12, np.random.default_rng(0).normal(size=(4096, 64))) is None
    assert recipe.made(run, 12, np.zeros((5, 2))).columns == 3


def test_the_run_of_a_recipe_is_found_by_its_name_or_its_creation(runs, tmp_path) -> None:
    run = Run.open(runs["vae"])
    made = recipe.made(run, 12, np.zeros((1, 2)))
    assert recipe.find_run(made, [tmp_path / "nowhere", run.folder.parent]) == run.folder
    assert recipe.find_run(made, [run.folder]) == run.folder
    (tmp_path / "vae").mkdir()
    other = tmp_path / "another name"
    other.mkdir()
    (other / "run.genstudio").write_bytes((run.folder / "run.genstudio").read_bytes())
    assert recipe.find_run(made, [tmp_path]) == other
    assert (
        recipe.find_run(recipe.made(Run.open(runs["gan"]), 1, np.zeros((1, 2))), [tmp_path]) is None
    )


def test_a_sheet_of_several_classes_is_made_again(runs, tmp_path, capsys) -> None:
    run = Run.open(runs["gan"])
    lens = Lens(load_model(run.folder)[0])
    codes, labels = lens.noise(1, 4).repeat(3, 0), (7, 0, 3)
    images = lens.decode(codes, labels=np.array(labels))
    assert not np.array_equal(images[0], images[1])
    first, second = tmp_path / "sheet.png", tmp_path / "again.png"
    recipe.write_png(first, grid(images, 3), recipe.made(run, 12, codes, 3, labels=labels))
    result(capsys, "decode", run.folder, "--recipe", first, "--out", second)
    assert np.array_equal(pixels(first), pixels(second))
    assert recipe.read(second).labels == labels
    result(capsys, "decode", run.folder, "--recipe", first, "--label", "7", "--out", second)
    assert np.array_equal(pixels(second), grid(np.repeat(images[:1], 3, 0), 3)[:, :, 0])


@pytest.mark.parametrize("name", ["../elsewhere/run", "//server/share", "c:run", "..", "a\0b"])
def test_the_name_of_a_run_in_a_recipe_leads_nowhere_else(runs, tmp_path, name) -> None:
    elsewhere = tmp_path / "elsewhere" / "run"
    elsewhere.mkdir(parents=True)
    (elsewhere / "run.genstudio").write_bytes((runs["vae"] / "run.genstudio").read_bytes())
    (tmp_path / "runs").mkdir()
    made = recipe.made(Run.open(runs["vae"]), 12, np.zeros((1, 2)))
    led = msgspec.structs.replace(made, run=name)
    assert recipe.find_run(led, [tmp_path / "runs"]) is None


def test_a_name_in_a_recipe_cannot_speak_to_the_terminal(runs, tmp_path, capsys) -> None:
    made = recipe.made(Run.open(runs["vae"]), 12, np.zeros((1, 2)))
    path = tmp_path / "a.png"
    recipe.write_png(
        path, np.zeros((4, 4, 1), np.uint8), msgspec.structs.replace(made, run="\x1b[2J")
    )
    assert cli.main(["recipe", str(path)]) == 0
    assert "\x1b" not in capsys.readouterr().out
