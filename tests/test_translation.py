"""Translating pictures, folders and whole sets; and the ONNX files, run by another program."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio.analysis import onnx_export, translation
from genstudio.analysis.lens import Lens
from genstudio.analysis.translation_quality import measure
from genstudio.core.config import from_dict
from genstudio.core.errors import UserError
from genstudio.data import inked, sources
from genstudio.models import cyclegan, vae
from genstudio.train.experiment import Experiment

SMALL = {"width": 4, "blocks": 1, "judge_width": 4, "layers": 1, "pool": 3}


def lens(shape: tuple[int, int, int] = (3, 16, 16)) -> Lens:
    config = from_dict(cyclegan.Config, SMALL)
    return Lens(cyclegan.Model(config, shape, torch.Generator().manual_seed(0), 2))


class Known(cyclegan.Model):
    """A model that knows the true partners."""

    def translate(self, image: torch.Tensor, forward: bool) -> torch.Tensor:
        pixels = (255 * image).round().to(torch.uint8).numpy()
        return torch.from_numpy(inked.partner(pixels, forward)).float() / 255


def picture(path: Path, width: int = 16, height: int = 16, seed: int = 0) -> Path:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_a_translation_is_what_the_generator_makes_of_each_picture():
    looking = lens()
    images = np.random.default_rng(0).integers(0, 256, (5, 3, 16, 16), np.uint8)
    found = translation.trip(looking, images, forward=True)
    with torch.no_grad():
        for image, there in zip(images, found.there, strict=True):
            x = torch.from_numpy(image[None]).float() / 127.5 - 1
            made = (looking.model.there(x)[0] + 1) * 127.5
            assert np.abs(made.numpy() - there).max() < 0.51
    assert np.array_equal(found.again, translation.translate(looking, found.there, forward=False))


def test_what_cannot_be_translated_is_said():
    config = from_dict(vae.Config, {"hidden": 8, "latent_dim": 2})
    other = Lens(vae.Model(config, (1, 8, 8), torch.Generator()))
    with pytest.raises(UserError, match="does not translate"):
        translation.translate(other, np.zeros((1, 1, 8, 8), np.uint8), forward=True)
    with pytest.raises(UserError, match="1 channels"):
        translation.translate(lens(), np.zeros((1, 1, 16, 16), np.uint8), forward=True)


def test_a_picture_is_read_in_the_models_size_or_its_own(tmp_path):
    path = picture(tmp_path / "wide.png", 50, 21)
    assert translation.read(path, (3, 16, 16)).shape == (3, 16, 16)
    whole = translation.read(path, (3, 16, 16), full_size=True)
    with Image.open(path) as image:
        assert np.array_equal(whole, np.asarray(image).transpose(2, 0, 1))
    assert translation.translate(lens(), whole[None], forward=True).shape == (1, 3, 21, 50)
    assert translation.read(path, (1, 16, 16), full_size=True).shape == (1, 21, 50)
    with pytest.raises(UserError, match="fewer than 8"):
        translation.read(picture(tmp_path / "tiny.png", 30, 5), (3, 16, 16), full_size=True)
    with pytest.raises(UserError, match="is not there"):
        translation.read(tmp_path / "none.png", (3, 16, 16))


def test_a_folder_is_translated_with_its_sub_folders_and_faults_are_told(tmp_path):
    for name in ("a.png", "inside/a.jpg", "inside/b.png"):
        picture(tmp_path / "from" / name)
    (tmp_path / "from" / "broken.png").write_bytes(b"no picture")
    steps = list(
        translation.translate_folder(lens(), tmp_path / "from", tmp_path / "to", forward=True)
    )
    assert [one.done for one in steps] == [1, 2, 3, 4]
    assert {one.file: bool(one.problem) for one in steps}["broken.png"]
    made = sorted(str(p.relative_to(tmp_path / "to")) for p in (tmp_path / "to").rglob("*.png"))
    assert made == ["a.png", "inside/a.png", "inside/b.png"]


def test_a_folder_is_not_translated_into_itself_nor_an_empty_one(tmp_path):
    picture(tmp_path / "a.png")
    with pytest.raises(UserError, match="another folder"):
        list(translation.translate_folder(lens(), tmp_path, tmp_path, forward=True))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no images"):
        list(translation.translate_folder(lens(), tmp_path / "empty", tmp_path / "o", True))


def test_a_true_translation_has_no_distance_and_keeps_all_content():
    data = sources.load("inked", {"count": 200, "size": 16})
    config = from_dict(cyclegan.Config, SMALL)
    known = Lens(Known(config, data.shape, torch.Generator().manual_seed(0), 2))
    found = measure(known, data)
    assert found["a_to_b_paired"] == found["b_to_a_paired"] == 0
    assert found["a_to_b_cycle"] < 0.005
    assert found["a_to_b_identity"] == found["a_to_b_change"] > 1
    assert translation.distance(np.zeros((1, 1, 2, 2), np.uint8), np.full((1, 1, 2, 2), 255)) == 2


def test_a_model_of_the_second_kind_first_is_held_against_the_same_partners():
    class Turned(Known):
        def translate(self, image: torch.Tensor, forward: bool) -> torch.Tensor:
            return super().translate(image, not forward)

    data = sources.load("inked", {"count": 200, "size": 16})
    config = from_dict(cyclegan.Config, SMALL | {"first": 1, "second": 0})
    found = measure(Lens(Turned(config, data.shape, torch.Generator(), 2)), data)
    assert found["a_to_b_paired"] == found["b_to_a_paired"] == 0


def test_content_is_what_a_judge_reads_of_what_it_read_before():
    data = sources.load("inked", {"count": 200, "size": 16})
    known = Lens(Known(from_dict(cyclegan.Config, SMALL), data.shape, torch.Generator(), 2))
    truth = data.factors["digit"].values
    rows = [np.flatnonzero((data.split == 2) & (data.labels == kind)) for kind in (0, 1)]

    def judge(images: Any) -> dict[str, Any]:
        kind = int(images.mean() > 127)  # paper is bright
        original = np.array_equal(images, data.images[rows[kind]])
        right = truth[rows[kind if original else 1 - kind]].copy()
        if not original:
            right[: len(right) // 2] = -1
        return {"digit": right}

    found = measure(known, data, judge=judge)  # type: ignore[arg-type]
    for way, count in (("a_to_b", len(rows[0])), ("b_to_a", len(rows[1]))):
        kept = (count - count // 2) / count
        assert found[f"{way}_content_digit"] == pytest.approx(kept)


# The command


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "pair"
    data = sources.load("inked", {"count": 80, "size": 16})
    train = {"steps": 2, "batch_size": 4, "device": "cpu", "threads": 1}
    list(Experiment.create(folder, "cyclegan", SMALL, train, data).events())
    return folder


def test_the_command_writes_pictures_there_and_back(command: Any, run, tmp_path):
    source = picture(tmp_path / "mine.png", 40, 30)
    code, out, _ = command("translate", str(run), str(source))
    assert code == 0, out
    assert size_of(tmp_path / "mine-translated.png") == (16, 16)
    there, again = tmp_path / "there.png", tmp_path / "again.png"
    shared = ["translate", str(run), str(source), "--back", "--full-size", "--out"]
    assert command(*shared, str(there))[0] == 0
    assert command(*shared, str(again), "--again")[0] == 0
    assert size_of(there) == size_of(again) == (40, 30)
    assert there.read_bytes() != again.read_bytes()
    code, out, _ = command("translate", str(run), str(tmp_path), "--out", str(tmp_path / "all"))
    assert code == 0
    assert "4 pictures translated" in out


def test_what_a_translator_has_not_is_said_and_what_it_has_is_measured(
    command: Any,
    run: Path,
    tmp_path: Path,
):
    for arguments in (
        ["sample", str(run), "--out", str(tmp_path / "x.png")],
        ["decode", str(run), "--at", "0,0", "--out", str(tmp_path / "x.png")],
        ["encode", str(run), "--out", str(tmp_path / "x.csv")],
    ):
        code, _, err = command(*arguments)
        assert code == 2
        assert "choose a model that" in err
    code, out, _ = command("evaluate", str(run))
    assert code == 0
    assert "A to B, from the true partner" in out
    assert "in [-1, 1]" in out


def test_wrong_input_is_refused_in_a_sentence(command: Any, run, tmp_path):
    source = picture(tmp_path / "mine.png")
    for arguments, says in (
        ([], "which pictures"),
        ([str(tmp_path / "none.png")], "is not there"),
        ([str(source), str(source), "--out", "x.png"], "must be a folder"),
        ([str(source), str(tmp_path)], "not both"),
        ([str(source), "--out", str(source)], "overwrite"),
        ([str(source), "--out", str(tmp_path)], "overwrite"),
        ([str(source), str(source.with_suffix(".jpg"))], "same name"),
    ):
        code, _, err = command("translate", str(run), *arguments)
        assert code == 2
        assert says in err


# ONNX


def test_what_onnx_needs_is_named_where_it_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(onnx_export, "lacking", lambda: ["onnx", "onnxscript"])
    with pytest.raises(UserError, match="pip install onnx onnxscript"):
        onnx_export.export(lens(), tmp_path / "x.onnx")


@pytest.mark.skipif(
    bool(onnx_export.lacking()) or find_spec("onnxruntime") is None,
    reason="onnx, onnxscript and onnxruntime are not installed (the extra onnx)",
)
def test_onnx_files_translate_as_the_model_does_in_any_size(tmp_path):
    import onnxruntime

    looking = lens()
    paths = onnx_export.export(looking, tmp_path / "model.onnx")
    assert [p.name for p in paths] == ["model-there.onnx", "model-back.onnx"]
    for path, forward in zip(paths, (True, False), strict=True):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        for size in ((1, 3, 16, 16), (3, 3, 28, 40)):
            image = np.random.default_rng(0).random(size, np.float32)
            (made,) = session.run(None, {"image": image})
            with torch.no_grad():
                expected = looking.model.translate(torch.from_numpy(image), forward).numpy()
            assert np.abs(made - expected).max() < 1e-4
