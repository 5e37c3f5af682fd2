"""Says why the program cannot start, also to a person who double-clicked it."""

from __future__ import annotations

import contextlib
import os
import sys

TITLE = "genstudio"


def announce(text: str) -> None:
    """Print the text to stderr and, where no terminal shows that, in a dialog of the desktop.

    Qt cannot be asked: that it is not there may be what there is to say. The dialog is not
    waited for.
    """
    if sys.stderr is not None:  # a program without a console has none on Windows
        with contextlib.suppress(OSError, ValueError):  # closed, or nobody reads it any more
            print(f"{TITLE}: {text}", file=sys.stderr)  # noqa: T201 -- there is no log yet
    if not has_terminal():
        _show(text)


def _show(text: str) -> None:
    import shutil  # both only where there is something to say
    import subprocess

    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, TITLE, 0x10)  # with the icon of an error
        return
    for command in dialogs(text):
        if shutil.which(command[0]):
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            return


def dialogs(text: str) -> list[list[str]]:
    """Return the commands of which the first that there is shows the text.

    First come those that stay until they are read, and from which a command can be copied.
    """
    if sys.platform == "darwin":
        script = "on run argv\ndisplay alert (item 1 of argv) message (item 2 of argv)\nend run"
        return [["osascript", "-e", script, TITLE, text]]
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return []
    return [
        ["zenity", "--error", "--no-markup", f"--title={TITLE}", f"--text={text}"],
        ["kdialog", "--title", TITLE, "--error", text],
        ["xmessage", "-center", f"{TITLE}: {text}"],
        ["notify-send", "--urgency=critical", "--app-name", TITLE, TITLE, text],
    ]


def has_terminal() -> bool:
    """Whether a person sees what is printed: no desktop's launcher gives a program a terminal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        try:
            # Windows takes its null device, the stand-in of a frozen program, for a terminal.
            if getattr(stream, "name", os.devnull) != os.devnull and stream.isatty():
                return True
        except ValueError:  # it is closed
            continue
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True
