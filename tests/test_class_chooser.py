"""A conditional model: the class is chosen once for all panels, and by name on the terminal."""

import json

import numpy as np
import pytest
import torch

from genstudio.analysis.lens import Lens
from genstudio.cli import main
from genstudio.data import sources
from genstudio.models import vae
from genstudio.train.experiment import Experiment
from tests.windows import child, choose, opened, wait

MODEL = {"conditional": True, "hidden": 32, "depth": 1}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A short run of a conditional VAE on the digits."""
    folder = tmp_path_factory.mktemp("runs") / "conditional"
    train = {"steps": 150, "batch_size": 128, "threads": 1}
    experiment = Experiment.create(folder, "vae", MODEL, train, sources.load("digits"))
    for _ in experiment.events():
        pass
    return folder


def lens_of():
    config = vae.Config(**MODEL)
    return Lens(vae.Model(config, (1, 8, 8), torch.Generator().manual_seed(0), 10))


def test_a_lens_tells_the_model_the_class():
    lens = lens_of()
    z = np.zeros((1, 2))
    assert lens.classes == 10
    unknown = lens.model.decode(torch.zeros(1, 2))
    lens.label = 3
    three = lens.model.decode(torch.zeros(1, 2), torch.tensor([3]))
    assert np.array_equal(lens.decode(z), (three * 255).round().byte().numpy())
    assert not np.array_equal(lens.decode(z), (unknown * 255).round().byte().numpy())
    assert np.array_equal(lens.decode(z, labels=np.array([5])), _of_class(lens, 5))


def _of_class(lens, label):
    return (
        (lens.model.decode(torch.zeros(1, 2), torch.tensor([label])) * 255).round().byte().numpy()
    )


def test_samples_of_any_class_go_round():
    lens = lens_of()
    drawn = lens.samples(np.zeros((12, 2)))
    assert np.array_equal(drawn[10], drawn[0])
    assert np.array_equal(drawn[3:4], _of_class(lens, 3))
    lens.label = 4
    assert all(
        np.array_equal(image[None], _of_class(lens, 4)) for image in lens.samples(np.zeros((3, 2)))
    )


def test_images_are_encoded_with_their_class(digits):
    lens = lens_of()
    images, labels = digits.images[:9], digits.labels[:9]
    mean, _ = lens.model.encode(torch.from_numpy(images) / 255, torch.from_numpy(labels))
    assert np.allclose(lens.encode(images, labels=labels), mean.numpy(), atol=1e-6)
    assert not np.allclose(lens.encode(images), mean.numpy(), atol=1e-6)


def test_one_class_is_chosen_for_all_panels(qtbot, run):
    with opened(qtbot) as window:
        box, other = child(window, "explorerClass"), child(window, "galleryClass")
        assert box.isHidden() or not box.isVisible()  # the plane knows no classes
        window.session.open_run(run)
        wait(qtbot, lambda: window.session.run is not None and box.isVisible())
        assert [box.itemText(i) for i in (0, 1, 10)] == ["Any class", "0", "9"]
        choose(qtbot, box, "7")
        assert window.session.label == 7
        assert other.currentText() == "7"
        window.tabs.setCurrentIndex(1)
        gallery = child(window, "sampleGallery")
        wait(qtbot, lambda: gallery._sheet is not None and other.isVisible())
        lens = Lens(window.session.view.record)
        lens.load(window.session.view.weights)
        lens.label = 7
        wanted = lens.samples(lens.noise(64, 0, 1.0))
        wait(qtbot, lambda: np.array_equal(gallery._sheet.images, wanted))
        choose(qtbot, other, "Any class")
        assert window.session.label is None
        window.session.close_run()
        wait(qtbot, lambda: window.session.run is None)
        assert not other.isVisible()


def test_a_class_is_named_on_the_terminal(run, tmp_path, capsys):
    command = ["decode", str(run), "--at", "0,0", "--out"]
    for label in ("1", "0"):
        assert main([*command, str(tmp_path / f"{label}.png"), "--label", label]) == 0
    assert (tmp_path / "1.png").read_bytes() != (tmp_path / "0.png").read_bytes()
    capsys.readouterr()
    assert main(["sample", str(run), "--label", "ten", "--out", str(tmp_path / "x.png")]) == 2
    assert "there are 0, 1, 2" in capsys.readouterr().err
    assert main(["encode", str(run), "--out", str(tmp_path / "codes.npz"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_a_model_without_classes_says_so(tmp_path, capsys):
    out = tmp_path / "plain"
    assert main(["train", "vae", "--steps", "2", "--hidden", "8", "--out", str(out)]) == 0
    assert main(["sample", str(out), "--label", "1", "--out", str(tmp_path / "x.png")]) == 2
    assert "--conditional" in capsys.readouterr().err
