"""Unpack what is needed of an archive, trusting nothing that it says of itself.

Members are read one by one into a folder of their own under the cache, which is removed
afterwards. Only regular files whose names lead inside that folder are taken; what is counted
is what came out, not what the archive announces.
"""

from __future__ import annotations

import contextlib
import errno
import gzip
import os
import re
import shutil
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from genstudio.core import paths
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.sizes import Bytes
from genstudio.data._faults import Faulty
from genstudio.data._zip import check_contents, too_many
from genstudio.data.dataset import Problem, Progress, Stopped

MAX_MEMBERS = 200_000
MAX_BYTES = 20_000_000_000  # of all that comes out
MAX_RATIO = 100  # real images pack 1:1 to 1:50; a bomb of zeros 1:1000
TRUSTED_BYTES = 64 << 20  # what may come out without a look at how tightly it was packed
MAX_HEADERS = 4 << 20  # bytes of headers before one member of a tar
SPARE = 200 << 20  # bytes of the disk that are left free
PIECE = 1 << 18
ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".zst")
NAMES = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ})  # no file can be called so
PREFIX, LOCKED = "unpacked-", ".lock"
Wanted = Callable[[str], bool]  # whether a member of that name is needed


@contextlib.contextmanager
def unpacked(
    path: str, wanted: Wanted, progress: Progress, stop: Stop
) -> Iterator[tuple[Path, list[Problem]]]:
    """Give a temporary folder with the wanted members, and what was left out and why.

    Raise Faulty where a limit is passed or the archive is damaged, Stopped where stop() says
    so. Where the process is killed, `sweep` removes the folder.
    """
    sweep()
    with _folder() as folder:
        yield folder, Unpacking(path, folder, wanted, progress, stop).run()


def sweep() -> None:
    """Remove what killed processes have unpacked; those that live hold their locks."""
    from filelock import FileLock, Timeout

    place = _place()
    for found in sorted(place.glob(f"{PREFIX}*{LOCKED}")) if place.is_dir() else ():
        with contextlib.suppress(Timeout, OSError), FileLock(found).acquire(timeout=0):
            shutil.rmtree(found.with_suffix(""), ignore_errors=True)
            found.unlink(missing_ok=True)


def _place() -> Path:
    return paths.cache_dir() / "data"


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder that only this process uses, and remove it in the end."""
    from filelock import FileLock

    place = _place()
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    except OSError as error:
        raise UserError(
            tr(
                "There is no room to unpack in {place} ({what}): set the variable "
                "GENSTUDIO_CACHE to another folder.",
                place=printable(place),
                what=error.strerror or type(error).__name__,
            )
        ) from error
    lock = folder.with_name(folder.name + LOCKED)
    try:
        with FileLock(lock).acquire(timeout=5):  # a sweep may be looking at it
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.unlink(missing_ok=True)


class Unpacking:
    """One pass over the members of one archive."""

    def __init__(
        self, path: str, folder: Path, wanted: Wanted, progress: Progress, stop: Stop
    ) -> None:
        self._path, self._folder, self._wanted = path, folder, wanted
        self._progress, self._stop = progress, stop
        status = os.stat(path)
        self._size = status.st_size
        # Files of one archive get one time, so that what is kept of them is found again.
        self._time = status.st_mtime_ns + status.st_size
        self._problems: list[Problem] = []
        self._members = self._bytes = self._room = 0
        self._seen: set[str] = set()

    def run(self) -> list[Problem]:
        """Unpack; return what was left out."""
        try:
            if zipfile.is_zipfile(self._path):
                self._zip()
            else:
                self._tar()
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = printable(error).strip().rstrip(".")[:120]
            raise Faulty(tr("is damaged or cut off ({what})", what=what)) from error
        return self._problems

    def count(self, size: int) -> None:
        """Note bytes that came out; raise Faulty when they are too many."""
        if self._stop():
            raise Stopped
        self._bytes += size
        if self._bytes > MAX_BYTES:
            raise Faulty(
                tr(
                    "unfolds to more than {limit:,} GB: unpack it, and open folders with less in "
                    "them",
                    limit=MAX_BYTES // 10**9,
                )
            )
        if self._bytes > max(TRUSTED_BYTES, MAX_RATIO * self._size):
            raise Faulty(
                tr(
                    "unfolds to more than {ratio} times its size, as no images do: if you trust "
                    "it, unpack it and open the folder",
                    ratio=MAX_RATIO,
                )
            )

    def _zip(self) -> None:
        check_contents(self._path, MAX_MEMBERS)
        with zipfile.ZipFile(self._path) as archive:
            for info in archive.infolist():
                self._another()
                self._progress(Bytes(min(info.header_offset, self._size)), Bytes(self._size))
                kind = stat.S_IFMT(info.external_attr >> 16)
                if info.is_dir() or not self._takes(info.filename, kind in (0, stat.S_IFREG)):
                    continue
                if info.flag_bits & 1:
                    raise Faulty(
                        tr("is encrypted: unpack it with its password and open the folder")
                    )
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    self._leave(info.filename, tr("is packed in a way that is not read here."))
                else:
                    self._zip_member(archive, info)

    def _zip_member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        try:
            member = archive.open(info)
        except (zipfile.BadZipFile, struct.error, RuntimeError, UnicodeError) as error:
            self._damaged(info.filename, error)
        else:
            with member:
                self._write(info.filename, member, self.count)

    def _tar(self) -> None:
        with open(self._path, "rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            source = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
            counted = _Counted(source, self)
            with tarfile.open(fileobj=cast(Any, counted), mode="r|", bufsize=PIECE) as archive:
                while (member := self._next(archive, counted)) is not None:
                    self._another()
                    self._progress(Bytes(raw.tell()), Bytes(self._size))
                    regular = member.isreg() and not member.issparse()
                    if member.isdir() or not self._takes(member.name, regular):
                        continue
                    content = archive.extractfile(member)
                    if content is not None:
                        self._write(member.name, content, None)
                        counted.unread = 0

    def _next(self, archive: tarfile.TarFile, counted: _Counted) -> tarfile.TarInfo | None:
        """Return the next member; what is between two is bounded, as it is read into memory."""
        counted.allowed = MAX_HEADERS + counted.unread
        member = archive.next()
        archive.members.clear()  # type: ignore[attr-defined]  # or they all stay in memory
        size = 0 if member is None else member.size
        counted.allowed, counted.unread = None, size
        return member

    def _another(self) -> None:
        if self._stop():
            raise Stopped
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise Faulty(too_many(MAX_MEMBERS))

    def _takes(self, name: str, regular: bool) -> bool:
        """Say whether a member is to be read; note why not, where that is worth a word."""
        reason = None
        if not is_inside(name):
            reason = tr("has a name that leads out of the archive.")
        elif not regular:
            reason = tr("is a link, a device or the like, not a file.")
        elif _hidden(name):
            return False
        elif name.lower().endswith(ARCHIVES) and not self._wanted(name):
            reason = tr("is an archive in the archive: unpack it, and open it by itself.")
        elif not self._wanted(name):
            return False
        elif _key(name) in self._seen:
            reason = tr("is in the archive twice; the first was taken.")
        if reason is not None:
            self._leave(name, reason)
            return False
        self._seen.add(_key(name))
        return True

    def _damaged(self, name: str, error: Exception) -> None:
        what = printable(error).strip().rstrip(".")[:100]
        self._leave(name, tr("is damaged or cut off ({what}).", what=what))

    def _leave(self, name: str, reason: str) -> None:
        self._problems.append(Problem(printable(name), reason))

    def _write(self, name: str, content: IO[bytes], count: Callable[[int], None] | None) -> None:
        target = self._folder.joinpath(*_parts(name))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(target, "xb") as file:
                while piece := content.read(PIECE):
                    if count is not None:
                        count(len(piece))
                    elif self._stop():
                        raise Stopped
                    self._ensure_room(len(piece))
                    file.write(piece)
            os.utime(target, ns=(self._time, self._time))
        except (zipfile.BadZipFile, EOFError, zlib.error, tarfile.ReadError) as error:
            target.unlink(missing_ok=True)
            if count is None:
                raise  # the rest of a tar cannot be found any more
            self._damaged(name, error)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            self._leave(name, tr("has the name of another file or folder of the archive."))
        except OSError as error:
            if error.errno not in NAMES:
                raise
            self._leave(name, tr("has a name that is not possible here."))

    def _ensure_room(self, size: int) -> None:
        """Look at the disk now and then."""
        self._room -= size
        if self._room < 0:
            free = shutil.disk_usage(self._folder).free
            if free < SPARE:
                raise UserError(
                    tr(
                        "There is no room in {place} to unpack {path}: free some space, or set "
                        "the variable GENSTUDIO_CACHE to another folder.",
                        place=printable(self._folder.parent),
                        path=printable(self._path),
                    )
                )
            self._room = min(SPARE, free - SPARE) // 4


class _Counted:
    """What comes out of the packed file, counted and bounded."""

    def __init__(self, source: IO[bytes], unpacking: Unpacking) -> None:
        self._source, self._unpacking = source, unpacking
        self.allowed: int | None = MAX_HEADERS  # bytes until the next member must be there
        self.unread = 0  # of the member that came last, at most

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        content = self._source.read(size)
        self._unpacking.count(len(content))
        if self.allowed is not None:
            self.allowed -= len(content)
            if self.allowed < -PIECE:
                raise Faulty(tr("has a header that is longer than any archive needs"))
        return content


def is_inside(name: str) -> bool:
    r"""Tell whether a member's name stays inside: not absolute, no `..`, no drive, no `\`."""
    if not name or name.startswith("/") or "\\" in name or "\0" in name:
        return False
    if re.match(r"[A-Za-z]:", name):
        return False
    parts = _parts(name)
    return bool(parts) and ".." not in parts


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in ("", ".")]


def _key(name: str) -> str:
    return "/".join(_parts(name))


def _hidden(name: str) -> bool:
    parts = _parts(name)
    return any(part.startswith(".") for part in parts) or "__MACOSX" in parts
