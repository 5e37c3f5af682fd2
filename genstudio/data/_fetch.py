"""Bring a published file here: from mirrors in turn, resumed where it broke off, and checked.

pooch keeps the file: it compares the checksum and puts the file into its place only then. How
the bytes come is ours (`Transfer`), as pooch's own downloader can be neither resumed nor
stopped, and follows redirections to http.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data._peer import TURN, Head, Lost, Peer, Useless
from genstudio.data.dataset import Stopped

ATTEMPTS = 4  # without enough gained, until the next mirror is asked
ENOUGH = 0.01  # of the file
FIRST_WAIT = 1.0  # seconds before the second attempt; twice as long before each further one
PIECE = 1 << 20
Received = Callable[[int], None]  # how many bytes of the file are there


@dataclass(frozen=True, slots=True)
class Published:
    """A file as it was published: its checksum, its size and where it can be had.

    `size` is exact where that was published too (`exact`), and otherwise about right. The
    mirrors `urls` are asked in this order.
    """

    name: str
    sha256: str
    size: int
    urls: tuple[str, ...]
    exact: bool = True

    @property
    def most(self) -> int:
        """Return how many bytes are taken at most."""
        return self.size if self.exact else self.size * 3 // 2


def is_there(file: Published, folder: Path) -> bool:
    """Tell whether a file of that name and size is there, without reading it."""
    size = _size(folder / file.name)
    return size == file.size if file.exact else 0 < size <= file.most


def fetch(file: Published, folder: Path, received: Received, stop: Stop) -> Path:
    """Return the path of the file, which is downloaded unless it is there and genuine.

    Raise UserError, with the addresses and the place to put it by hand, where no mirror
    gives it; Stopped where stop() says so, with the part that came kept for the next time.
    """
    path = folder / file.name
    if is_genuine(file, path, stop):
        received(path.stat().st_size)
        return path
    wrong = path.is_file()
    reasons = []
    with _alone(file, folder, received, stop) as waited:
        if waited and is_genuine(file, path, stop):
            return path
        for url in file.urls:
            try:
                _from(url, file, folder, received, stop)
            except (Lost, Useless) as error:
                reasons.append(f"{urlsplit(url).hostname}: {error}")
            else:
                return path
    raise UserError(_by_hand(file, folder, reasons, wrong))


def is_genuine(file: Published, path: Path, stop: Stop) -> bool:
    """Tell whether a file has the published size and SHA-256."""
    if not is_there(file, path.parent):
        return False
    digest = hashlib.sha256()
    with open(path, "rb") as content:
        while piece := content.read(PIECE):
            if stop():
                raise Stopped
            digest.update(piece)
    return digest.hexdigest() == file.sha256


class Transfer:
    """Downloads for pooch: into a part file that stays when it breaks off, then to the output."""

    def __init__(self, file: Published, folder: Path, received: Received, stop: Stop) -> None:
        self._file, self._received, self._stop = file, received, stop
        self._part = folder / f"{file.name}.part"
        self._about = folder / f"{file.name}.part.json"
        self.resumed = False

    def __call__(self, url: str, output: str, pooch: Any) -> None:
        """Write the content of `url` to the path `output`; raise Lost, Useless or Stopped."""
        failures, wait = 0, FIRST_WAIT
        while True:
            before = self._have()
            try:
                self._once(url)
                break
            except Lost:
                gained = self._have() - before >= self._file.size * ENOUGH
                failures = 1 if gained else failures + 1
                if failures >= ATTEMPTS:
                    raise
                wait = FIRST_WAIT if gained else wait
                _sleep(wait, self._stop)
                wait *= 2
        self._about.unlink(missing_ok=True)
        os.replace(self._part, output)

    def forget(self) -> None:
        """Remove what came so far."""
        self._part.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)

    def _have(self) -> int:
        return _size(self._part)

    def _once(self, url: str) -> None:
        have = self._have()
        if have >= self._file.most:  # all of it and not checked yet, or too much
            if self._file.exact and have == self._file.most:
                self.resumed = True
                return
            self.forget()
            have = 0
        with Peer(url, have, self._validator(url) if have else "") as peer:
            try:
                head = peer.head(self._stop)
            except Lost:
                if have and self._file.exact is False:
                    self.forget()  # it may be whole already, which nobody can tell: begin again
                raise
            self._check(head)
            self.resumed = self.resumed or head.start > 0
            self._note(url, head)
            atomic.ensure_room(self._part.parent, self._file.size - head.start)
            with open(self._part, "r+b" if head.start else "wb") as part:
                part.seek(head.start)
                part.truncate()
                self._write(part, peer, head)

    def _write(self, part: Any, peer: Peer, head: Head) -> None:
        have = head.start
        for chunk in peer.chunks(self._stop):
            have += len(chunk)
            if have > self._file.most:
                self.forget()
                raise Useless(tr("it sends more than the file has"))
            part.write(chunk)
            self._received(have)
        expected = self._file.size if self._file.exact else head.total
        if expected is not None and have < expected:
            raise Lost(
                tr("it broke off after {have:,} of {size:,} bytes", have=have, size=expected)
            )

    def _check(self, head: Head) -> None:
        """Refuse a file of another size before any of it comes."""
        wrong = head.total is not None and (
            head.total != self._file.size if self._file.exact else head.total > self._file.most
        )
        if wrong:
            self.forget()
            raise Useless(tr("it has a file of another size ({total:,} bytes)", total=head.total))

    def _note(self, url: str, head: Head) -> None:
        about = {"url": url, "validator": head.validator}
        atomic.write_text(self._about, json.dumps(about))

    def _validator(self, url: str) -> str:
        """Return what names the content of the part, if it came from there.

        Another mirror cannot know that name. As the checksum tells in the end, it is simply
        asked for the rest.
        """
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            return str(about["validator"]) if about["url"] == url else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""


def _from(url: str, file: Published, folder: Path, received: Received, stop: Stop) -> None:
    """Fetch from one mirror; once more from the start where a resumed file turned out wrong."""
    import pooch

    pooch.get_logger().setLevel("CRITICAL")  # it would write into the terminal
    for _ in range(2):
        transfer = Transfer(file, folder, received, stop)
        try:
            pooch.retrieve(url, f"sha256:{file.sha256}", file.name, folder, downloader=transfer)
            return
        except UserError:
            raise
        except OSError as error:
            what = error.strerror or type(error).__name__
            text = tr("{name} cannot be written into {folder} ({what}): make room there, or "
                      "set the variable GENSTUDIO_CACHE to another folder.",
                      name=file.name, folder=printable(folder), what=what)  # fmt: skip
            raise UserError(text) from error
        except ValueError:  # pooch: the checksum is wrong; it has removed the file
            transfer.forget()
            if not transfer.resumed:
                break
    raise Useless(tr("it sent a file that is not the published one (wrong checksum)"))


@contextlib.contextmanager
def _alone(file: Published, folder: Path, received: Received, stop: Stop) -> Iterator[bool]:
    """Hold the lock of the file's download: two at once would write into one part file.

    Where another process downloads it (all those of a torchrun may want it), wait for that and
    tell how far it is; yields whether there was one to wait for.
    """
    from filelock import FileLock, Timeout

    waited = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{file.name}.lock")
        while not lock.is_locked:
            try:
                lock.acquire(timeout=TURN)
            except Timeout:
                waited = True
                received(_size(folder / f"{file.name}.part"))
                if stop():
                    raise Stopped from None
    except OSError as error:
        text = tr(
            "There is no writing into {folder} ({what}): set the variable GENSTUDIO_CACHE to "
            "another folder.",
            folder=printable(folder),
            what=error.strerror or type(error).__name__,
        )
        raise UserError(text) from error
    try:
        yield waited
    finally:
        lock.release()


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _sleep(seconds: float, stop: Stop) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if stop():
            raise Stopped
        time.sleep(min(TURN, max(0.0, until - time.monotonic())))


def _by_hand(file: Published, folder: Path, reasons: list[str], wrong: bool) -> str:
    """Say what failed, and how to bring the file here without this program."""
    place, why = printable(folder), printable("; ".join(reasons))
    if wrong:
        return tr(
            "{name} in {place} is not the published file, and it cannot be downloaded anew "
            "({why}). Check the connection, or get it from {urls} and put it there.",
            name=file.name,
            place=place,
            why=why,
            urls=tr(" or ").join(file.urls),
        )
    return tr(
        "{name} cannot be downloaded ({why}). Check the connection and try again, or get it "
        "from {urls} and put it into {place}.",
        name=file.name,
        why=why,
        urls=tr(" or ").join(file.urls),
        place=place,
    )
