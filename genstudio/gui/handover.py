"""One window for a user: who is the first, and how a later start hands over what to open.

Knows no Qt, so that handing over takes a tenth of a second. Who is first is settled by a lock
on a file, which ends with its process, however that ends; requests go through a socket beside
it, which is open from the first moment on: a request that comes before there is a window waits
in it. Only the same user on the same display with the same folders meets.

The talk: the later start sends one line of JSON, the first answers "ok", the later one says
"go". Without that last word nothing is opened: whoever got no answer in time has long opened a
window of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from genstudio.core import paths

OK, GO = b"ok\n", b"go\n"
LONGEST = 64 * 1024  # bytes of a request; far above what desktops pass on
PATIENCE = 2.0  # seconds until a window that does not answer counts as hung
WARM_UP = 15.0  # seconds for one that is still starting; a cold disk is slow
RETRY = 0.02  # seconds between two knocks on a door that nobody has opened yet
LOCKED_BYTE = 1024  # Windows locks bytes: not those in which the state is
STARTING, READY = b"s", b"r"
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
UNIX = sys.platform != "win32"

Told = Literal["told", "refused", "silent"]


class Claim:
    """The right to be the window that later starts find; it ends with the process at the latest."""

    def __init__(self, place: Path, lock: int) -> None:
        self.place = place
        self._lock: int | None = lock
        self._note(STARTING)
        self._listener = _listen(place) if UNIX else None

    def listener(self) -> int | None:
        """Give a socket that listens already to the caller; None on Windows, where Qt makes one.

        Later starts are told that the window is there: they wait for an answer less long.
        """
        self._note(READY)
        return self._listener.detach() if self._listener is not None else None

    def release(self) -> None:
        """Let the next start be the first one; for when the window closes."""
        if self._lock is None:
            return
        if self._listener is not None:
            self.place.unlink(missing_ok=True)
            self._listener.close()
        os.close(self._lock)  # and with it the lock
        self._lock = None

    def _note(self, state: bytes) -> None:
        if self._lock is not None:
            os.lseek(self._lock, 0, os.SEEK_SET)
            os.write(self._lock, state)


def place() -> Path | None:
    """Return where this user's window listens; None where there is no private folder for it."""
    folder = _folder()
    if folder is None:
        return None
    where = [str(f()) for f in (paths.config_dir, paths.runs_dir, paths.cache_dir, paths.state_dir)]
    screen = [os.environ.get(n, "") for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")]
    key = hashlib.sha256("\0".join([*where, *screen]).encode(errors="surrogateescape"))
    return folder / f"{paths.APP}-{key.hexdigest()[:16]}"


def claim(at: Path) -> Claim | None:
    """Become the first; None where another process is."""
    lock = os.open(at.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    if not _locked(lock):
        os.close(lock)
        return None
    try:
        return Claim(at, lock)
    except OSError:
        os.close(lock)
        raise


def claim_or_tell(at: Path, request: bytes) -> Claim | Told:
    """Become the first, or have the first one open what is asked for.

    Returns "told" once it has promised to, "silent" when it does not answer.
    """
    begin = time.monotonic()
    while True:
        mine = claim(at)
        if mine is not None:
            return mine
        patience = WARM_UP if _state(at) == STARTING else PATIENCE
        left = begin + patience - time.monotonic()
        if left <= 0:
            return "silent"
        told = tell(at, request, left)
        if told != "refused":
            return told
        time.sleep(RETRY)  # it is just starting, or closing


def tell(at: Path, request: bytes, patience: float) -> Told:
    """Send a request to the window that listens there."""
    if not UNIX:
        from genstudio.gui.single import tell_by_pipe

        return tell_by_pipe(at.name, request, patience)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as talk:
        talk.settimeout(patience)
        try:
            talk.connect(str(at))
            talk.sendall(request)
            if talk.recv(len(OK)) != OK:
                return "refused"
            talk.sendall(GO)
        except TimeoutError:
            return "silent"
        except OSError:
            return "refused"
    return "told"


def request_for(urls: Sequence[str]) -> bytes:
    """Return the line that asks to open these, with the desktop's leave to come to the front."""
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    token = token.encode("ascii", "ignore").decode()
    return json.dumps({"urls": list(urls), "token": token}).encode() + b"\n"


def _listen(at: Path) -> socket.socket:
    """Listen where only this user can knock; what a killed process left there is removed."""
    at.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(at))
        at.chmod(0o600)
        listener.listen(16)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def _folder() -> Path | None:
    """Return a folder that only this user can enter: the session's, or one of our own."""
    if not UNIX:
        folder = paths.cache_dir()
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    session = os.environ.get("XDG_RUNTIME_DIR")
    if session and os.path.isabs(session) and _private(Path(session)):
        return Path(session)
    # Home may lie on a network, where sockets and locks do not work; and a path to a socket
    # has at most 107 bytes.
    own = Path(tempfile.gettempdir()) / f"{paths.APP}-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        own.mkdir(mode=0o700)
    return own if _private(own) else None


def _private(folder: Path) -> bool:
    """Tell whether nobody else can put anything there, or a link in its place."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return stat.S_ISDIR(found.st_mode) and mine


def _state(at: Path) -> bytes:
    with contextlib.suppress(OSError), open(at.with_suffix(".lock"), "rb") as file:
        return file.read(1)
    return READY


def _locked(lock: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(lock, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
