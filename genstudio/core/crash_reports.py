"""Reports of crashes and of errors that nobody expected: plain text, without a person's name."""

from __future__ import annotations

import contextlib
import getpass
import logging
import os
import platform
import re
import threading
import traceback
from datetime import datetime
from pathlib import Path

from genstudio.core import facts, logs, paths
from genstudio.core.crash import Ended
from genstudio.core.errors import UserError, printable

FOLDER = "reports"
KEPT = 10
LOG_LINES = 60
MOST = 5  # reports of one process: the sixth error tells nothing that the first five do not
KILLED = (
    "The process ended without closing its window and without an error: it was killed "
    "(as happens when memory runs out), or the computer was switched off."
)

_log = logging.getLogger(__name__)
_told: set[str] = set()
_telling = threading.Lock()


def folder() -> Path:
    """Return the folder of the reports."""
    return paths.state_dir() / FOLDER


def kept() -> list[Path]:
    """Return the reports there are, the newest first."""
    try:
        return sorted(folder().glob("*.txt"), key=lambda file: file.stem, reverse=True)
    except OSError:
        return []


def of_ended(ended: Ended) -> Path | None:
    """Write the report of a window that ended without being closed; None where that fails."""
    title = ended.fault.splitlines()[0] if ended.fault else KILLED
    about = [f"window started: {ended.started}", f"genstudio then: {ended.version}"]
    if ended.run:
        doing = "being trained" if ended.training else "open"
        about.append(f"run {doing}: {printable(ended.run)}")
    path = _write(title, about, ended.fault, logs.of_process(ended.pid, LOG_LINES))
    if path is not None:
        ended.forget()
    return path


def of_error(error: BaseException) -> Path | None:
    """Log an error that nobody expected, and write its report; callable from any thread.

    The same error is told once a process, and no more than five. Never raises.
    """
    with _telling:
        mark = _mark(error)
        if mark in _told:
            return None
        _told.add(mark)
        _log.error("an unexpected error", exc_info=error)
        if len(_told) > MOST:
            return None
        trace = "".join(traceback.format_exception(error))
        return _write(printable(_said(error)), [], trace, logs.of_process(os.getpid(), LOG_LINES))


def finish(seconds: float) -> None:
    """Wait for a report that another thread is writing, so long at most."""
    if _telling.acquire(timeout=seconds):
        _telling.release()


def anonymous(text: str) -> str:
    """Replace the home folder by ~, and the names of the user and the computer."""
    try:
        home = paths.home()
    except UserError:  # there is none, so it is in no path either
        home = Path(os.sep)
    homes = {str(home), os.path.realpath(home), home.as_posix()}
    homes |= {name.replace("\\", "\\\\") for name in homes} | {printable(name) for name in homes}
    for name in sorted(homes, key=len, reverse=True):
        if len(name) > 1:
            text = re.sub(rf"{re.escape(name)}(?![\w-])", "~", text)
    names = {home.name, printable(home.name)}
    with contextlib.suppress(Exception):  # which ones differs from system to system
        names.add(getpass.getuser())
    host = platform.node()
    hosts = {host, host.partition(".")[0]} - {"localhost"}
    stand_ins = dict.fromkeys(hosts, "<host>") | dict.fromkeys(names, "<user>")
    for name in sorted(stand_ins, key=len, reverse=True):
        if len(name) > 1:
            text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", stand_ins[name], text)
    return text


def thin(newest: Path) -> None:
    """Remove all reports but the newest ones; `newest` stays, whatever the clock said before."""
    others = [path for path in kept() if path != newest]
    for old in others[KEPT - 1 :]:
        with contextlib.suppress(OSError):
            old.unlink()


def _write(title: str, about: list[str], trace: str, log: list[str]) -> Path | None:
    now = datetime.now().astimezone()
    parts = [
        f"genstudio report, {now:%Y-%m-%d %H:%M:%S %z}",
        "\n".join([title, *about]),
        _facts(),
        f"Where it happened\n{trace.strip() or '(unknown)'}",
        "The last lines of the log\n" + ("\n".join(log) or "(none)"),
    ]
    text = anonymous("\n\n".join(parts)) + "\n"
    try:
        folder().mkdir(parents=True, exist_ok=True)
        path = _added(folder() / f"{now:%Y-%m-%d-%H%M%S}.txt", text)
    except OSError as error:
        _log.warning("a report could not be written: %s", error)
        return None
    thin(path)
    return path


def _added(path: Path, text: str) -> Path:
    """Write a new file, whole or not at all; one whose name is taken gets a number behind it."""
    number, free = 1, path
    while True:
        try:
            file = open(free, "x", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
            break
        except FileExistsError:
            number += 1
            free = path.with_stem(f"{path.stem}-{number:02}")
    try:
        with file:
            file.write(text)
    except OSError:
        free.unlink(missing_ok=True)
        raise
    return free


def _facts() -> str:
    lines = [f"{name}: {value}" for name, value in facts.versions().items()]
    system = facts.system()
    lines += [f"{name}: {system[name]}" for name in ("system", "kernel", "machine", "processor")]
    lines.append(f"cores: {system['cores']}, memory: {system['memory_gb']} GB")
    cards = ", ".join(facts.cards()) or "none"
    lines.append(f"NVIDIA GPU: {cards}; driver: {facts.driver() or 'none'}")
    lines.append(f"frozen: {'yes' if system['frozen'] else 'no'}")
    return "\n".join(lines)


def _mark(error: BaseException) -> str:
    """Name an error by its type and where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else _said(error)
    return f"{type(error).__name__} {where}"


def _said(error: BaseException) -> str:
    """Return an error's name and text, also of one whose text cannot be made."""
    return "".join(traceback.format_exception_only(error)).strip()


def forget_told() -> None:
    """Tell every error anew, as after a start."""
    with _telling:
        _told.clear()
