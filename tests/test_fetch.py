"""Downloads over bad connections and from bad servers, all on this machine."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from slow_server import Server, serving

from genstudio.core.errors import UserError
from genstudio.data import _catalogue, _fetch, _peer
from genstudio.data._fetch import Published, Transfer, fetch
from genstudio.data.dataset import Stopped

CONTENT = np.random.default_rng(0).bytes(1_000_000)
NAME = "set.bin"


def never() -> bool:
    return False


@pytest.fixture(autouse=True)
def quick_and_local(monkeypatch):
    """Allow this machine's own servers, which have no certificate, and wait for nothing long."""
    monkeypatch.setattr(_peer, "is_safe", lambda url: url.startswith("http://127.0.0.1:"))
    monkeypatch.setattr(_fetch, "FIRST_WAIT", 0.01)


@pytest.fixture
def impatient(monkeypatch):
    """Take a server for silent soon: a busy machine may need as long for an answer."""
    monkeypatch.setattr(_peer, "STALL", 0.2)


@pytest.fixture
def server():
    with serving({NAME: CONTENT}) as server:
        yield server


@pytest.fixture
def mirror():
    with serving({NAME: CONTENT}) as server:
        yield server


def published(*servers: Server, content: bytes = CONTENT, exact: bool = True) -> Published:
    sha256 = hashlib.sha256(content).hexdigest()
    urls = tuple(server.url(NAME) for server in servers)
    return Published(NAME, sha256, len(content), urls, exact)


def left(folder: Path) -> set[str]:
    """Return what is in the folder, but for the lock, which may stay."""
    return {path.name for path in folder.iterdir()} - {f"{NAME}.lock"}


def test_a_file_comes_whole_and_is_not_fetched_twice(tmp_path, server):
    told = []
    path = fetch(published(server), tmp_path / "new", told.append, never)
    assert path.read_bytes() == CONTENT
    assert told[-1] == len(CONTENT)
    assert told == sorted(told)
    assert left(tmp_path / "new") == {NAME}
    assert fetch(published(server), tmp_path / "new", told.append, never) == path
    assert len(server.asked) == 1


def test_nothing_is_packed_on_the_way_and_nobody_is_told_who_asks(tmp_path, server, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fetch(published(server), tmp_path, lambda n: None, never)
    headers = server.asked[0][1]
    assert headers["Accept-Encoding"] == "identity"
    assert "Authorization" not in headers


def test_a_connection_that_is_cut_is_taken_up_where_it_broke(tmp_path, server):
    server.cut = [300_000, 200_000]
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.starts() == [0, 300_000, 500_000]
    assert server.asked[1][1]["If-Range"] == '"one"'
    assert left(tmp_path) == {NAME}


def test_many_cuts_do_not_matter_as_long_as_each_brings_something(tmp_path, server):
    server.cut = [50_000] * 12
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT


def test_a_server_that_cannot_resume_begins_again(tmp_path, server):
    server.ranges, server.cut = False, [300_000]
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.starts() == [0, 300_000]


def test_a_file_that_changed_meanwhile_begins_again(tmp_path, server):
    server.cut = [300_000]
    file = published(server)

    def received(count: int) -> None:
        server.etag = '"two"'  # what is served from now on is another file

    assert fetch(file, tmp_path, received, never).read_bytes() == CONTENT
    assert server.asked[1][1]["If-Range"] == '"one"'


def test_a_stopped_download_goes_on_another_day(tmp_path, server):
    have = []
    with pytest.raises(Stopped):
        fetch(published(server), tmp_path, have.append, lambda: bool(have) and have[-1] > 400_000)
    assert left(tmp_path) == {f"{NAME}.part", f"{NAME}.part.json"}
    kept = (tmp_path / f"{NAME}.part").stat().st_size
    assert kept > 400_000
    assert fetch(published(server), tmp_path, have.append, never).read_bytes() == CONTENT
    assert server.starts() == [0, kept]
    assert left(tmp_path) == {NAME}


def test_a_part_of_one_mirror_is_finished_by_another(tmp_path, server, mirror):
    server.cut = [400_000]
    server.status = []

    def received(count: int) -> None:
        server.files.clear()  # it is gone after the first answer

    assert fetch(published(server, mirror), tmp_path, received, never).read_bytes() == CONTENT
    assert mirror.starts() == [400_000]
    assert "If-Range" not in mirror.asked[0][1]


@pytest.mark.parametrize("length", [True, False])
def test_a_damaged_part_is_noticed_and_all_is_fetched_again(tmp_path, server, length):
    server.length = length
    (tmp_path / f"{NAME}.part").write_bytes(b"x" * 1000)
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.starts() == [1000, 0]


def test_a_part_that_is_whole_but_damaged_is_fetched_again_from_the_only_mirror(tmp_path, server):
    (tmp_path / f"{NAME}.part").write_bytes(b"x" * len(CONTENT))
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.starts() == [0]


def test_a_part_note_of_nonsense_does_no_harm(tmp_path, server):
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT[:1000])
    for note in ("", "[]", json.dumps({"url": 3}), "\0"):
        (tmp_path / f"{NAME}.part.json").write_text(note)
        assert Transfer(published(server), tmp_path, lambda n: None, never)._validator("u") == ""
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT


def test_a_wrong_file_is_refused_and_the_next_mirror_asked(tmp_path, server, mirror):
    server.files[NAME] = bytes(len(CONTENT))
    assert fetch(published(server, mirror), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert len(server.asked) == len(mirror.asked) == 1
    assert left(tmp_path) == {NAME}


def test_wrong_files_everywhere_leave_nothing(tmp_path, server):
    server.files[NAME] = bytes(len(CONTENT))
    with pytest.raises(UserError, match=r"not the published one .wrong checksum.") as caught:
        fetch(published(server), tmp_path, lambda n: None, never)
    assert server.url(NAME) in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert left(tmp_path) == set()


def test_a_file_of_another_size_is_refused_before_it_comes(tmp_path, server, mirror):
    server.files[NAME] = CONTENT + b"more"
    assert fetch(published(server, mirror), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    server.files[NAME] = CONTENT[:-1]
    (tmp_path / NAME).unlink()
    assert fetch(published(server, mirror), tmp_path, lambda n: None, never).read_bytes() == CONTENT


@pytest.mark.parametrize("exact", [True, False])
def test_a_body_without_end_is_cut_at_the_size(tmp_path, server, exact):
    server.endless, server.length = True, False
    with pytest.raises(UserError, match="it sends more than the file has"):
        fetch(published(server, exact=exact), tmp_path, lambda n: None, never)
    assert left(tmp_path) == set()


def test_a_file_of_unknown_size_comes_too(tmp_path, server):
    server.cut = [300_000]
    file = published(server, exact=False)
    assert fetch(file, tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.starts() == [0, 300_000]


def test_a_silent_server_is_left(tmp_path, server, mirror, impatient):
    server.silent_after = 5000
    assert fetch(published(server, mirror), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert mirror.starts()[0] >= 5000


def test_silence_everywhere_is_said_and_what_came_is_kept(tmp_path, server, impatient):
    server.silent_after = 1000
    with pytest.raises(UserError, match=r"sent nothing for 0.2 seconds"):
        fetch(published(server), tmp_path, lambda n: None, never)
    assert (tmp_path / f"{NAME}.part").stat().st_size >= 1000


def test_one_can_stop_while_a_server_is_silent(tmp_path, server, monkeypatch):
    monkeypatch.setattr(_peer, "STALL", 60.0)
    server.silent_after = 1000
    stopped = threading.Event()
    timer = threading.Timer(0.3, stopped.set)
    timer.start()
    with pytest.raises(Stopped):
        fetch(published(server), tmp_path, lambda n: None, stopped.is_set)
    timer.join()
    assert (tmp_path / f"{NAME}.part").stat().st_size == 1000


def test_a_missing_file_is_looked_for_at_the_next_mirror_at_once(tmp_path, server, mirror):
    server.files.clear()
    assert fetch(published(server, mirror), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert len(server.asked) == 1


def test_a_busy_server_is_asked_again_later(tmp_path, server):
    server.status = [503, 429]
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert len(server.asked) == 3


def test_a_server_that_is_out_of_order_is_given_up(tmp_path, server):
    server.status = [500] * 50
    with pytest.raises(UserError, match=r"out of order \(HTTP 500\)"):
        fetch(published(server), tmp_path, lambda n: None, never)
    assert len(server.asked) == _fetch.ATTEMPTS


def test_redirections_are_followed_while_they_are_safe(tmp_path, server, mirror):
    server.redirect[NAME] = mirror.url(NAME)
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    (tmp_path / NAME).unlink()
    port = mirror.address.rpartition(":")[2]
    server.redirect[NAME] = f"http://localhost:{port}/{NAME}"  # not one of those allowed above
    asked = len(mirror.asked)
    with pytest.raises(UserError, match="leads to an address that is not https"):
        fetch(published(server), tmp_path, lambda n: None, never)
    assert len(mirror.asked) == asked


def test_a_redirection_in_a_circle_ends(tmp_path, server):
    server.redirect[NAME] = server.url(NAME)
    with pytest.raises(UserError, match="without end"):
        fetch(published(server), tmp_path, lambda n: None, never)


def test_only_https_is_safe():
    monkey = _peer.is_safe  # the fixture's
    assert monkey("http://127.0.0.1:1/x")
    import importlib

    fresh = importlib.util.spec_from_file_location("fresh", _peer.__file__)
    module = importlib.util.module_from_spec(fresh)
    fresh.loader.exec_module(module)
    assert module.is_safe("https://example.org/x")
    for url in ("http://127.0.0.1:1/x", "ftp://example.org/x", "file:///etc/passwd", "//x", ""):
        assert not module.is_safe(url)


def test_nobody_there_says_what_to_do_by_hand(tmp_path, monkeypatch):
    monkeypatch.setattr(_fetch, "ATTEMPTS", 1)
    with serving({}) as gone:
        pass
    with pytest.raises(UserError) as caught:
        fetch(published(gone), tmp_path / "place", lambda n: None, never)
    text = str(caught.value)
    assert "cannot be reached" in text
    for needed in (NAME, gone.url(NAME), str(tmp_path / "place"), "put it into"):
        assert needed in text
    assert text.isprintable()


def test_a_file_put_there_by_hand_is_taken_if_it_is_the_right_one(tmp_path, server):
    (tmp_path / NAME).write_bytes(CONTENT)
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT
    assert server.asked == []


def test_a_wrong_file_put_there_by_hand_is_replaced_or_named(tmp_path, server, monkeypatch):
    (tmp_path / NAME).write_bytes(bytes(len(CONTENT)))
    server.files.clear()
    with pytest.raises(UserError, match=r"is not the published file, and it cannot be downloaded"):
        fetch(published(server), tmp_path, lambda n: None, never)
    assert (tmp_path / NAME).read_bytes() == bytes(len(CONTENT))  # nothing better is there
    server.files[NAME] = CONTENT
    assert fetch(published(server), tmp_path, lambda n: None, never).read_bytes() == CONTENT


def test_of_two_at_once_one_waits_for_the_other(tmp_path, server):
    go, told, paths = threading.Event(), [], []

    def slowly(count: int) -> None:
        told.append(count)
        assert go.wait(60)

    def first() -> None:
        paths.append(fetch(published(server), tmp_path, slowly, never))

    thread = threading.Thread(target=first)
    thread.start()
    seen: list[int] = []
    try:
        while not told:
            time.sleep(0.01)
        with pytest.raises(Stopped):  # one can stop waiting, too
            fetch(published(server), tmp_path, seen.append, lambda: len(seen) > 1)
    finally:
        go.set()
    assert fetch(published(server), tmp_path, seen.append, never).read_bytes() == CONTENT
    thread.join()
    assert len(paths) == len(server.asked) == 1


def test_a_folder_that_cannot_be_written_says_so(tmp_path, server):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"There is no writing into .*GENSTUDIO_CACHE"):
        fetch(published(server), tmp_path / "file" / "data", lambda n: None, never)


def test_a_full_disk_says_so_before_anything_comes(tmp_path, server, monkeypatch):
    from genstudio.core import atomic

    def full(folder: Path, size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "ensure_room", full)
    with pytest.raises(UserError, match=r"No space left on device|There is no room"):
        fetch(published(server), tmp_path, lambda n: None, never)


def test_the_pinned_sums_and_addresses_are_well_formed():
    for known in _catalogue.SETS.values():
        assert known.classes
        for file in known.files:
            assert len(bytes.fromhex(file.sha256)) == 32
            assert file.size > 1000
            assert file.urls
            assert all(_peer.urlsplit(url).scheme == "https" for url in file.urls)
            assert "/" not in file.name
        assert len({file.name for file in known.files}) == len(known.files)
    sums = [file.sha256 for known in _catalogue.SETS.values() for file in known.files]
    assert len(set(sums)) == len(sums)


def test_waiting_ends_when_told_to():
    began = time.monotonic()
    with pytest.raises(Stopped):
        _fetch._sleep(1000, lambda: time.monotonic() > began)
