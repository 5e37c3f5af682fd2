"""Discriminative against generative: an SVM beside class-conditional pPCA and a VAE.

A discriminative classifier learns p(y|x), or only where one class ends and the next begins. A
generative one learns p(x, y) = p(x|y) p(y), and classifies by Bayes' rule. All three learn from
the same images, and all figures are of images that none of them has seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis import own
from genstudio.analysis.theory import Players, Progress
from genstudio.analysis.theory import _classify_curves as few
from genstudio.analysis.theory import _classify_plane as planes
from genstudio.analysis.theory import _classify_svm as svm
from genstudio.analysis.theory._classify_config import Config
from genstudio.analysis.theory._classify_data import Material, read
from genstudio.analysis.theory._classify_judge import Opinion, Verdict, generative_opinion, verdict
from genstudio.analysis.theory._classify_ppca import ClassPPCA, log_evidence, log_joint
from genstudio.analysis.theory._classify_reject import KINDS, others
from genstudio.analysis.theory._classify_seen import Answer, Frame, Samples
from genstudio.analysis.theory._classify_survey import Plan, Surveyed, survey
from genstudio.analysis.theory._classify_vae import ClassVAE
from genstudio.core.config import changed, settings
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.data.dataset import Stopped, unit

__all__ = ["ACTIONS", "SUMMARY", "TITLE", "Bench", "Config", "make"]

TITLE = mark("Discriminative and generative")
SUMMARY = mark("A support vector machine beside classifiers that know what the classes look like.")
ACTIONS = ("ask", "sample", "curves")

SAMPLES = 12  # images of a class
ANSWER_DRAWS = 100  # of z, for a single image
EVEN = 0.015  # accuracies as close as this are said to be equal
EARLY = (10, 25, 50)  # steps at which the VAE is looked at besides every EVERYth
EVERY = 100
PARTS = 5  # of making the bench


class Bench:
    """The SVM and pPCA are solved at once; a step is one of the VAE's training."""

    players = ClassVAE.players

    def __init__(
        self, config: Config, material: Material, progress: Progress, stop: Stop = never
    ) -> None:
        self.config, self.material, self._stop = config, material, stop
        self._others = others(material, config.seed)
        self._looks = own.looks_of(material.train.images)
        self._ground = planes.lay(material, config.plane)
        self._verdicts: dict[str, Verdict] = {}
        self._regions: dict[str, planes.Regions] = {}
        self._why = "" if svm.available() else svm.missing()
        self._machine: svm.Machine | None = None
        self._support = np.empty(0, np.int64)
        self._check()
        progress(1, PARTS)
        self._learn_svm()
        self._check()
        progress(2, PARTS)
        self._learn_ppca()
        self._check()
        progress(3, PARTS)
        self._vae = ClassVAE(material, config.latent_dim, config.learning_rate, config.seed)
        self._survey: Iterator[Surveyed | None] | None = None
        self._answer: Answer | None = None
        self._samples: Samples | None = None
        self._curves: few.Curves | None = None
        self._surveyed = self._whole_survey()
        self._said = ""
        progress(PARTS, PARTS)

    @property
    def step(self) -> int:
        """Steps of the VAE's training."""
        return self._vae.step

    def move(self, players: Players = None) -> None:
        """Make one step of the VAE's training, and one piece of looking at what it has learned."""
        if players is not None and "vae" not in players:
            return
        before = self.step
        self._vae.move()
        if self._vae.broken:
            self._said = tr(
                "The VAE's loss is no number any more: lower the learning rate and reset."
            )
        elif self._survey is None and self._due(before):
            self._survey = self._begin_survey()
        if self._survey is not None:
            self._go_on()

    def frame(self) -> Frame:
        """Return what is known now; nothing is computed here."""
        return Frame(
            step=self.step,
            figures=self._figures(),
            said=self._said,
            material=self.material,
            others=self._others,
            ground=self._ground,
            what=self.config.regions,
            regions=dict(self._regions),
            verdicts=dict(self._verdicts),
            support=self._support,
            why=self._why,
            measured=self._surveyed.step,
            stroke=0.0 if self._looks is None else self._looks.stroke,
            answer=self._answer,
            samples=self._samples,
            curves=self._curves,
        )

    def refresh(self) -> None:
        """Survey the VAE as it is now, all at once."""
        if self._surveyed.step != self.step:
            self._surveyed, self._survey = self._whole_survey(), None
            self._repeat()

    def change(self, name: str, value: Any) -> None:
        """Change a live setting, and solve anew what depends on it."""
        live = [s.name for s in settings(Config) if s.hint.live]
        if name not in live:
            names = ", ".join(live)
            raise UserError(
                tr("{name} cannot change here; these can: {names}.", name=name, names=names)
            )
        before, self.config = self.config, changed(self.config, **{name: value})
        if self.config == before:
            return  # solving all again would give the same
        try:
            self._follow(name)
        except UserError:
            self.config = before
            raise

    def act(self, name: str, **values: Any) -> Iterator[float]:
        """Ask about an image, draw images of a class, or measure the learning curves."""
        match name:
            case "ask":
                return self._ask(**values)
            case "sample":
                return self._sample(**values)
            case "curves":
                return self._few(**values)
        names = ", ".join(ACTIONS)
        raise UserError(tr("There is no {name!r}; there are {names}.", name=name, names=names))

    # Learning

    def _follow(self, name: str) -> None:
        if name == "learning_rate":
            self._vae.set_rate(self.config.learning_rate)
        if name in ("plane", "regions"):
            self._ground = planes.lay(self.material, self.config.plane)
        if name in ("kernel", "penalty", "gamma", "plane", "regions", "reject"):
            self._learn_svm(anew=name in ("kernel", "penalty", "gamma"))
        if name in ("components", "plane", "regions", "reject"):
            self._learn_ppca()
        if name in ("plane", "regions", "draws", "reject"):
            self._surveyed, self._survey = self._whole_survey(), None
        self._repeat()

    def _learn_svm(self, *, anew: bool = True) -> None:
        if self._why:
            return
        material, config = self.material, self.config
        how = svm.Settings(config.kernel, config.penalty, config.gamma)
        train, test = material.train, material.test
        if anew or self._machine is None:
            self._machine = svm.Machine(how, train.rows, train.labels)
            self._check()
        sure = [
            self._machine.probabilities(rows).max(1)
            for rows in (test.rows, material.check.rows, self._other_rows)
        ]
        self._verdicts["svm"] = self._judged(self._machine.predict(test.rows), sure)
        self._check()
        drawn = planes.machine(self._ground, material, how, config.regions)
        self._regions["svm"], self._support = drawn.regions, drawn.support

    def _learn_ppca(self) -> None:
        material, train = self.material, self.material.train
        count = len(material.classes)
        self._ppca = ClassPPCA(train.unit, train.labels, count, self.config.components)
        joints = [
            log_joint(self._ppca.log_likelihoods(rows), material.log_prior)
            for rows in (material.test.rows, material.check.rows, self._other_rows)
        ]
        scores = [log_evidence(joint) for joint in joints]
        self._verdicts["ppca"] = self._judged(joints[0].argmax(1), scores)
        what = self.config.regions
        self._regions["ppca"] = planes.of_ppca(self._ground, material, self._ppca, what)

    def _judged(self, said: NDArray[np.int64], scores: list[NDArray[np.float64]]) -> Verdict:
        three = scores[0], scores[1], scores[2]
        truth, count = self.material.test.labels, len(self.material.classes)
        return verdict(truth, said, count, three, self._others, self.config.reject)

    @property
    def _other_rows(self) -> NDArray[np.float32]:
        return unit(self._others.images).reshape(len(self._others.images), -1)

    def _check(self) -> None:
        """Give up what takes long when nobody waits for it any more."""
        if self._stop():
            raise Stopped

    # What the VAE has learned

    def _due(self, before: int) -> bool:
        step = self.step
        return step > before and (step in EARLY or step % EVERY == 0)

    def _begin_survey(self) -> Iterator[Surveyed | None]:
        config, judge = self.config, self._vae.looked_at()
        plan = Plan(config.regions, config.draws, config.reject)
        return survey(self.step, judge, self.material, self._others, self._ground, plan)

    def _whole_survey(self) -> Surveyed:
        for piece in self._begin_survey():
            self._check()
            if piece is not None:
                break
        assert piece is not None
        self._take(piece)
        return piece

    def _go_on(self) -> None:
        """Look at one piece more; what is seen is of the step at which the looking began."""
        assert self._survey is not None
        found = next(self._survey, None)
        if found is not None:
            self._survey = None
            self._surveyed = found
            self._take(found)
            self._repeat()
            self._said = self._verdict_in_words()

    def _take(self, found: Surveyed) -> None:
        self._verdicts["vae"], self._regions["vae"] = found.verdict, found.regions

    def _repeat(self) -> None:
        """Ask and draw again what was asked last: a model has changed."""
        if self._answer is not None:
            last = self._answer
            self._answer = self._answered(last.kind, last.index, last.image, last.truth, last.done)
        if self._samples is not None:
            self._samples = self._drawn(self._samples.label, self._samples.draw)

    def _verdict_in_words(self) -> str:
        accuracies = [found.accuracy for found in self._verdicts.values()]
        if max(accuracies) - min(accuracies) > EVEN:
            return ""
        return tr(
            "All tell the classes apart about equally well. Only the generative ones can also "
            "draw them, and say that something is none of them."
        )

    def _figures(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for name, of in self._verdicts.items():
            found[f"{name}_accuracy"] = of.accuracy
            found[f"{name}_plane_accuracy"] = self._regions[name].accuracy
            found["rejection_auc" if name == "ppca" else f"rejection_auc_{name}"] = of.roc.area
        found["ppca_log_px"] = float(self._verdicts["ppca"].score.mean())
        found["vae_log_px"] = float(self._verdicts["vae"].score.mean())
        if math.isfinite(self._vae.elbo):
            found["elbo"] = self._vae.elbo
        return found

    # Actions

    def _ask(
        self,
        kind: str = "test",
        index: int = 0,
        picture: NDArray[np.uint8] | None = None,
    ) -> Iterator[float]:
        """Ask about an image: of a part of the data, of no class, or one that is given.

        `picture` [C, h, w] is made like the data, unless it is a "sample", which is already.
        """
        truth, done = -1, ""
        if picture is not None and kind == "sample":
            image = picture
        elif picture is not None:
            kind = "drawn"
            prepared = own.prepare(picture, self.material.shape, own.Options(), self._looks)
            image, done = prepared.image, own.described(prepared.done)
        elif kind in KINDS:
            places = np.flatnonzero(self._others.kind == list(KINDS).index(kind))
            image = self._others.images[places[index % len(places)]]
        elif kind in ("train", "test"):
            part = self.material.train if kind == "train" else self.material.test
            index %= len(part)
            image, truth = part.images[index], int(part.labels[index])
        else:
            raise UserError(tr("There are no images named {name!r}.", name=kind))
        self._answer = self._answered(kind, index, image, truth, done)
        yield 1.0

    def _answered(
        self, kind: str, index: int, image: NDArray[np.uint8], truth: int, done: str
    ) -> Answer:
        pixels = unit(image[None])
        rows = pixels.reshape(1, -1)
        opinions: dict[str, Opinion] = {}
        if self._machine is not None:
            guess = self._machine.probabilities(rows)[0]
            opinions["svm"] = Opinion(int(self._machine.predict(rows)[0]), guess.astype(np.float32))
        bound = self._surveyed.judge.log_likelihoods(pixels, ANSWER_DRAWS)[0]
        for label, found in (("ppca", self._ppca.log_likelihoods(rows)[0]), ("vae", bound)):
            least = self._verdicts[label].threshold
            opinions[label] = generative_opinion(found, self.material.log_prior, least)
        place = self._ground.plane.project(rows)[0]
        where = float(place[0]), float(place[1])
        return Answer(kind, index, image, truth, where, opinions, done)

    def _sample(self, label: int = 0, draw: int = 0) -> Iterator[float]:
        """Draw images of a class; another number of `draw` gives others."""
        if not 0 <= label < len(self.material.classes):
            raise UserError(
                tr(
                    "There is no class number {label}; there are {count}.",
                    label=label,
                    count=len(self.material.classes),
                )
            )
        self._samples = self._drawn(label, draw)
        yield 1.0

    def _drawn(self, label: int, draw: int) -> Samples:
        noise = torch.Generator()
        images = {}
        for name, model in (("ppca", self._ppca), ("vae", self._surveyed.judge)):
            words = np.random.SeedSequence([self.config.seed, 17, draw]).generate_state(1)
            noise.manual_seed(int(words[0]))
            found = model.sample(label, SAMPLES, noise)
            images[name] = np.round(found * 255).astype(np.uint8)
        return Samples(label, draw, images)

    def _few(self) -> Iterator[float]:
        """Measure the learning curves; those of before are shown until the first point is there."""
        config = self.config
        how = svm.Settings(config.kernel, config.penalty, config.gamma)
        found = few.measure(self.material, how, config.components, config.repeats, config.seed)
        for curves in found:
            self._curves = curves
            yield curves.done / curves.total


def make(config: Config, progress: Progress, stop: Stop) -> Bench:
    """Load the data, solve what has a solution, and set up the VAE."""
    material = read(config.data, config.options, config.classes, config.seed, progress, stop)
    if stop():
        raise Stopped
    return Bench(config, material, progress, stop)
