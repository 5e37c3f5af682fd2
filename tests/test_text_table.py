"""The table of systems that draw from captions: its figures, its rows, and what is kept of it."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional
from toy import dataset as toy_dataset

from genstudio import cli
from genstudio.analysis import text_kept, text_table
from genstudio.analysis.references import References
from genstudio.analysis.text_attributes import attributes_of
from genstudio.analysis.text_table import ALL, Row, Table, inception_score, joint
from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.words import tokens
from genstudio.train.runs import Run, new_record

FEW = {"kinds": 3, "colours": 4, "sizes": 2, "placed": "middle", "count": 480, "size": 16}


@pytest.fixture(scope="module")
def shapes():
    return sources.load("shapes", {**FEW, "held_out": 3})


class Oracle:
    """Knows every picture of a data set by heart; others have the first value of everything."""

    def __init__(self, dataset):
        known = dataset.factors.items()
        self.values = {name: factor.names for name, factor in known if factor.names}
        self._codes = {name: dataset.factors[name].values for name in self.values}
        self._row = {image.tobytes(): row for row, image in enumerate(dataset.images)}

    def __call__(self, images):
        rows = [self._row.get(image.tobytes()) for image in images]
        return {
            name: np.array([0 if row is None else codes[row] for row in rows])
            for name, codes in self._codes.items()
        }

    def probabilities(self, images):
        return {
            name: np.eye(len(self.values[name]), dtype=np.float32)[codes]
            for name, codes in self(images).items()
        }


class Painter(nn.Module):
    """Draws a picture of the data that has the caption; `blind` draws always the same one."""

    noise_dim = 3

    def __init__(self, dataset, blind=False):
        super().__init__()
        self.shape, self.blind = dataset.shape, blind
        self.images = torch.from_numpy(dataset.images).float() / 255
        table = tokens(dataset.captions)
        self.rows = {}
        for row, line in enumerate(table):
            self.rows.setdefault(line.tobytes(), row)

    def draw(self, z, text, box=None):
        assert z.shape == (len(text), self.noise_dim)
        rows = [0 if self.blind else self.rows[line.numpy().tobytes()] for line in text]
        return self.images[rows]


class Staged(Painter):
    """Draws half the size first."""

    def draw_stages(self, z, text, box=None):
        full = self.draw(z, text, box)
        return [functional.avg_pool2d(full, 2), full]


@pytest.fixture
def runs(tmp_path, monkeypatch, shapes):
    """Return the folders of three runs on the shapes; the two first are blind."""
    made = {}
    for family, model in (
        ("stackgan", Staged(shapes)),
        ("gan_int_cls", Painter(shapes, blind=True)),
        ("gawwn", Painter(shapes, blind=True)),
    ):
        folder = tmp_path / f"a-{family}"
        _, lock = Run.create(folder, new_record(family, {}, {}, shapes))
        lock.release()
        made[folder] = model
    monkeypatch.setattr(Run, "checkpoints", lambda self: [7])
    monkeypatch.setattr(text_table, "load_model", lambda folder: (made[folder], 7))
    plain = partial(References, kind="pca")  # the classifier's features take long to learn
    monkeypatch.setattr(text_table, "References", plain)
    return list(made)


def test_the_score_is_the_exponential_of_the_mean_divergence():
    generator = np.random.default_rng(0)
    p = generator.dirichlet(np.ones(5), 40)
    marginal = p.mean(0)
    by_hand = np.exp(np.mean([sum(x * np.log(x / m) for x, m in zip(row, marginal)) for row in p]))
    assert inception_score(p, splits=1) == pytest.approx((by_hand, 0.0))


def test_the_score_goes_from_one_to_the_number_of_kinds():
    certain = np.eye(6)[np.arange(600) % 6]
    assert inception_score(certain)[0] == pytest.approx(6)
    assert inception_score(np.full((50, 6), 1 / 6)) == pytest.approx((1, 0))
    assert inception_score(certain[:1]) == pytest.approx((1, 0))  # one picture is no variety


def test_the_joint_of_independent_attributes_is_their_product():
    generator = np.random.default_rng(1)
    a, b, c = (generator.dirichlet(np.ones(k), 7) for k in (2, 3, 4))
    found = joint([a, b, c])
    by_hand = np.einsum("ni,nj,nk->nijk", a, b, c).reshape(7, -1)
    np.testing.assert_allclose(found, by_hand, rtol=1e-12)
    np.testing.assert_allclose(found.sum(1), 1, rtol=1e-12)


def test_what_captions_tell_is_found_from_pictures_that_share_one(shapes):
    judged = Oracle(shapes).values
    found = attributes_of(shapes, judged)
    assert found.names == ("shape", "colour", "size")
    assert found.most == 3 * 4 * 2
    assert int(found.absent.sum()) == 3 * 20
    assert len(found.absent_in_words()) == 3
    unknown = np.where(np.arange(len(shapes)) % 50 == 0, -1, shapes.factors["shape"].values)
    factors = {**shapes.factors, "shape": replace(shapes.factors["shape"], values=unknown)}
    assert not attributes_of(replace(shapes, factors=factors), judged).absent[unknown < 0].any()
    faces = sources.load("faces", {"count": 1500, "size": 16})
    told = attributes_of(faces, {n: f.names for n, f in faces.factors.items() if f.names})
    assert {"glasses", "smile", "hat", "beard", "hair"} <= set(told.names)
    assert not {"skin", "eyes"} & set(told.names)  # no caption speaks of them


def test_data_of_which_nothing_is_known_are_refused():
    plain = toy_dataset()
    with pytest.raises(UserError, match="Nothing is known"):
        attributes_of(plain, {})


def measured(runs, shapes, **more):
    return list(text_table.measure(runs, shapes, 120, judge=Oracle(shapes), **more))


def test_the_rows_stand_in_the_papers_order_and_tell_who_heeds_the_caption(runs, shapes):
    told = []
    *rows, table = measured(runs, shapes, tell=lambda share, words: told.append(share))
    assert isinstance(table, Table)
    assert table.rows == tuple(rows)
    assert [(row.name, bool(row.stage)) for row in rows] == [
        ("GAN-INT-CLS", False), ("GAWWN", False), ("StackGAN", True), ("StackGAN", False),
    ]  # fmt: skip
    assert told == sorted(told)
    assert told[-1] <= 1
    blind, perfect = rows[0].scores, rows[-1].scores
    assert table.real.accuracy[ALL] == perfect.accuracy[ALL] == 1
    assert table.real.held_out[ALL] == perfect.held_out[ALL] == 1
    assert blind.score == pytest.approx(1)
    assert blind.accuracy[ALL] < 0.2
    assert perfect.score > 8  # of at most 12: a split has 12 pictures
    assert perfect.frechet < rows[2].scores.frechet < blind.frechet
    first = Oracle(shapes)(shapes.images[:1])
    codes = shapes.factors["shape"].values
    test = shapes.indices("test")
    absent = attributes_of(shapes, Oracle(shapes).values).absent
    share = (codes[test[~absent[test]]] == first["shape"][0]).mean()
    assert blind.accuracy["shape"] == pytest.approx(share, abs=0.05)


def test_it_stops_when_asked_to(runs, shapes):
    asked = []

    def stop():
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(UserError, match="stopped"):
        measured(runs, shapes, stop=stop)


def test_other_data_and_other_models_are_refused(runs, shapes, tmp_path):
    other = sources.load("shapes", {**FEW, "count": 60})
    with pytest.raises(UserError, match="other data"):
        measured(runs, other)
    folder = tmp_path / "vae"
    Run.create(folder, new_record("vae", {}, {}, shapes))[1].release()
    with pytest.raises(UserError, match="does not draw from captions"):
        text_table.check([*runs, folder])
    strange = tmp_path / "strange"
    Run.create(strange, new_record("gawwn", {}, {}, other))[1].release()
    with pytest.raises(UserError, match="different data"):
        text_table.check([*runs, strange])
    with pytest.raises(UserError, match="at least one"):
        text_table.check([])


def test_what_was_measured_is_kept_until_a_run_goes_on(runs, shapes, monkeypatch):
    table = measured(runs, shapes)[-1]
    assert text_kept.load(runs) is None
    assert text_kept.keep(table, runs) == []
    assert text_kept.load(runs) == table
    assert text_kept.load(runs[:1]).rows == table.rows[2:]
    monkeypatch.setattr(Run, "checkpoints", lambda self: [7, 8])
    assert text_kept.load(runs) is None
    monkeypatch.setattr(Run, "checkpoints", lambda self: [7])
    (runs[0] / text_kept.NAME).write_text("{}")
    assert text_kept.load(runs) is None


def test_the_command_prints_the_table(runs, shapes, monkeypatch, capsys):
    monkeypatch.setattr(text_table, "judge_of", lambda dataset, **_: Oracle(dataset))
    assert cli.main(["textscores", *map(str, runs), "--count", "40"]) == 0
    said = capsys.readouterr().out
    assert "StackGAN (stage I, enlarged)" in said
    assert "no inception score" in said
    assert "held out from training" in said
    assert text_kept.load(runs) is not None


def test_rows_are_plain_values(runs, shapes):
    table = measured(runs, shapes)[-1]
    found = text_table.as_json(table)
    assert found["rows"][-1]["name"] == "StackGAN"
    assert isinstance(table.rows[0], Row)
    assert found["held_out"] == list(table.combinations)
