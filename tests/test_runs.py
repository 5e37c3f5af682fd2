import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import msgspec
import pytest
from toy import dataset

from genstudio.core.errors import UserError
from genstudio.train import checkpoint, runs
from genstudio.train.runs import RECORD, Run


def record(**values) -> runs.Record:
    fields = {"latent_dim": 2}, {"seed": 3, "steps": 5}, dataset()
    return msgspec.structs.replace(runs.new_record("vae", *fields), **values)


@pytest.fixture
def run(tmp_path) -> Run:
    run, lock = Run.create(tmp_path / "run", record())
    lock.release()
    return run


def test_a_record_comes_back_as_it_was_written(run) -> None:
    found = Run.open(run.folder).record
    assert found == run.record
    assert found.seed == 3
    assert found.data["classes"] == ["a", "b", "c"]
    assert found.versions.keys() == {"genstudio", "python", "torch", "numpy"}
    assert Run.open(run.folder / RECORD).folder == run.folder


def test_an_update_replaces_only_what_is_named(run) -> None:
    run.update(status="paused", pinned=(5, 7))
    assert Run.open(run.folder).record == msgspec.structs.replace(
        record(created=run.record.created), status="paused", pinned=(5, 7)
    )


def test_what_is_no_run_is_named(tmp_path) -> None:
    with pytest.raises(UserError, match=f"nothing is not a run.*{RECORD}"):
        Run.open(tmp_path / "nothing")
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="not a run"):
        Run.open(tmp_path / "file")


def test_a_run_of_a_newer_format_is_refused(run) -> None:
    run.update(format=2)
    with pytest.raises(UserError, match=r"newer genstudio \(format 2.*update"):
        Run.open(run.folder)


def test_a_newer_format_is_refused_even_where_its_hash_is_another_one(run) -> None:
    path = run.folder / RECORD
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    before = path.read_bytes()
    checkpoint.save(run.checkpoint_folder, 1, {}, {"record": msgspec.to_builtins(run.record)})
    with pytest.raises(UserError, match=r"newer genstudio \(format 99"):
        Run.open(run.folder)
    assert path.read_bytes() == before


def test_a_record_that_is_damaged_anywhere_is_noticed_and_restored_from_a_checkpoint(run) -> None:
    meta = {"record": msgspec.to_builtins(run.record)}
    checkpoint.save(run.checkpoint_folder, 1, {}, meta)
    whole = (run.folder / RECORD).read_bytes()
    for place in range(0, len(whole), 7):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << (place % 8)
        (run.folder / RECORD).write_bytes(spoilt)
        assert Run.open(run.folder).record == run.record


def test_a_damaged_record_without_a_checkpoint_is_told(run) -> None:
    (run.folder / RECORD).write_text("{}")
    with pytest.raises(UserError, match="damaged"):
        Run.open(run.folder)


def test_a_folder_with_something_in_it_is_not_taken(run) -> None:
    with pytest.raises(UserError, match="not empty"):
        Run.create(run.folder, record())


def test_a_folder_that_cannot_be_made_is_told(tmp_path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="choose another place"):
        Run.create(tmp_path / "file" / "run", record())
    with pytest.raises(UserError, match="choose another place"):
        Run.create(tmp_path / ("x" * 300), record())


def test_a_second_writer_is_refused_and_readers_are_not(run) -> None:
    lock = run.lock()
    with pytest.raises(UserError, match="being written by another genstudio"):
        Run.open(run.folder).lock()
    assert Run.open(run.folder).history() == []
    lock.release()
    Run.open(run.folder).lock().release()


RACER = """
    import sys
    from pathlib import Path
    from genstudio.core.errors import UserError
    from genstudio.train.runs import Run
    run = Run.open(Path(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            lock = run.lock(0)
            print("won", flush=True)
        except UserError:
            print("refused", flush=True)
        sys.stdin.readline()
        if "lock" in dir():
            lock.release()
            del lock
        print("done", flush=True)
"""


def test_of_two_processes_exactly_one_writes_and_a_killed_one_holds_nothing(run) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(RACER), str(run.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        for _ in range(2)
    ]
    assert [racer.stdout.readline() for racer in racers] == ["ready\n"] * 2
    for _ in range(100):
        for racer in racers:
            racer.stdin.write("go\n")
            racer.stdin.flush()
        assert sorted(r.stdout.readline() for r in racers) == ["refused\n", "won\n"]
        for racer in racers:
            racer.stdin.write("on\n")
            racer.stdin.flush()
        assert [racer.stdout.readline() for racer in racers] == ["done\n"] * 2
    racers[0].stdin.write("go\n")
    racers[0].stdin.flush()
    assert racers[0].stdout.readline() == "won\n"
    racers[0].kill()
    racers[0].wait()
    run.lock().release()
    for racer in racers:
        racer.stdin.close()
        racer.wait()
        racer.stdout.close()


def test_runs_are_listed_newest_first_with_what_is_wrong_with_them(tmp_path) -> None:
    for name, created in (("a", "2026-01-01"), ("b", "2026-01-02")):
        _, lock = Run.create(tmp_path / name, record(created=created, step=7))
        lock.release()
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / RECORD).write_bytes(b"\xff\x00")
    (tmp_path / "not a run").mkdir()
    listed = runs.list_runs(tmp_path)
    assert [summary.folder.name for summary in listed] == ["b", "a", "c"]
    assert (listed[0].family, listed[0].data, listed[0].step) == ("vae", "toy", 7)
    assert "damaged" in listed[2].problem
    assert runs.list_runs(tmp_path / "nowhere") == []
    with pytest.raises(UserError, match="cannot be listed"):
        runs.list_runs(tmp_path / ("x" * 300))


def test_new_folders_are_named_by_day_family_and_data_and_never_taken(tmp_path) -> None:
    today = date.today().isoformat()
    first = runs.new_folder(tmp_path, "vae", "../Fotos & 画像")
    assert first == tmp_path / f"{today}-vae-Fotos-1"
    first.mkdir()
    assert runs.new_folder(tmp_path, "vae", "../Fotos & 画像").name.endswith("-Fotos-2")


def test_only_runs_that_nobody_trains_go_to_the_trash(run, tmp_path, monkeypatch) -> None:
    import send2trash

    gone = []
    monkeypatch.setattr(send2trash, "send2trash", gone.append)
    (tmp_path / "photos").mkdir()
    with pytest.raises(UserError, match="not a run"):
        runs.trash(tmp_path / "photos")
    lock = run.lock()
    with pytest.raises(UserError, match="being written"):
        runs.trash(run.folder)
    lock.release()
    runs.trash(run.folder)
    assert gone == [run.folder]


def test_runs_are_listed_without_loading_torch() -> None:
    code = "import sys, genstudio.train.runs; sys.exit('torch' in sys.modules)"
    assert subprocess.call([sys.executable, "-c", code], cwd=Path(__file__).parents[1]) == 0
