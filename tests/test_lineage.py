"""Runs as trees: parents by name and creation, newest family first, orphans at the root."""

from pathlib import Path

from toy import dataset

from genstudio.train import branch, lineage
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Parent, Run, RunSummary

TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "steps": 2}


def run(name: str, minute: int, parent: Parent | None = None) -> RunSummary:
    created = f"2026-11-23T14:{minute:02d}:00+00:00"
    return RunSummary(Path("/r") / name, "vae", created=created, parent=parent)


def at(summary: RunSummary, step: int = 5) -> Parent:
    return Parent(summary.folder.name, step, summary.created)


def shape(runs: list[RunSummary]) -> list[tuple[str, int, bool]]:
    return [(n.run.folder.name, n.depth, n.orphan) for n in lineage.tree(runs)]


def test_branches_stand_below_their_parents_and_the_newest_family_first() -> None:
    old, alone = run("old", 1), run("alone", 5)
    child, second = run("child", 2, at(old)), run("second", 9, at(old))
    grandchild = run("grandchild", 3, at(child))
    found = shape([second, alone, grandchild, child, old])
    assert found == [
        ("old", 0, False), ("second", 1, False), ("child", 1, False),
        ("grandchild", 2, False), ("alone", 0, False),
    ]  # fmt: skip


def test_a_branch_whose_parent_is_gone_stands_at_the_root() -> None:
    gone = run("gone", 1)
    namesake = run("gone", 7)  # another run has got the name since
    assert shape([namesake, run("child", 3, at(gone))]) == [
        ("gone", 0, False), ("child", 0, True),
    ]  # fmt: skip


def test_a_parent_that_was_renamed_is_known_by_its_creation() -> None:
    before = run("before", 1)
    assert shape([run("after", 1), run("child", 3, at(before))])[1] == ("child", 1, False)


def test_records_that_run_in_a_circle_do_no_harm() -> None:
    a = run("a", 1)
    b = run("b", 2, at(a))
    a = run("a", 1, at(b))
    assert {name for name, _, _ in shape([a, b])} == {"a", "b"}


def test_five_hundred_generations_are_laid_out() -> None:
    runs = [run("0", 0)]
    for n in range(1, 500):
        runs.append(run(str(n), n % 60, at(runs[-1])))
    assert [node.depth for node in lineage.tree(runs[::-1])] == list(range(500))


def test_ancestors_come_with_the_steps_that_were_branched_off(tmp_path) -> None:
    first = Experiment.create(tmp_path / "a", "vae", {"hidden": 8}, TRAIN, dataset())
    list(first.events())
    child = branch.branch(tmp_path / "a", 2, {}, tmp_path).run
    list(Experiment.resume(child.folder, train_values={"steps": 4}, dataset=dataset()).events())
    grandchild = branch.branch(child.folder, 4, {}, tmp_path).run
    (tmp_path / "a").rename(tmp_path / "renamed")
    found = lineage.ancestors(Run.open(grandchild.folder))
    assert [(run.folder.name, step) for run, step in found] == [
        (child.folder.name, 4), ("renamed", 2),
    ]  # fmt: skip
