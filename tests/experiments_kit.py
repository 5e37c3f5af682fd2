"""Small experiments for a test: made, resumed, and what happened in them."""

from toy import dataset

from genstudio.train.experiment import Experiment

SMALL = {"hidden": 8, "depth": 1}
TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu"}


def create(folder, family="vae", model=None, **train) -> Experiment:
    model = {"architecture": "mlp", "hidden": 8} if family == "gan" else model or SMALL
    return Experiment.create(folder, family, model, TRAIN | train, dataset())


def resume(folder, **options) -> Experiment:
    return Experiment.resume(folder, dataset=options.pop("dataset", dataset()), **options)


def of(kind: type, events: list) -> list:
    return [event for event in events if isinstance(event, kind)]
