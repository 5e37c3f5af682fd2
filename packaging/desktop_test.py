"""What a person does with the installed program, done with the mouse; started by test-desktop."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import time
from functools import partial
from pathlib import Path

from desktop_session import Desktop, Failed, Program, output, say, wait

# Title, keys that open it from the window, and the key that closes it.
DIALOGS = (
    ("^Preferences", ("ctrl+comma",), "Escape"),
    ("^Keyboard", ("ctrl+F1",), "Escape"),
    ("^About", ("alt+h", "a"), "Escape"),
    ("genstudio guide$", ("F1",), "ctrl+w"),
)
LESSON = Path(__file__).resolve().parents[1] / "resources/lessons/tour.genlesson"
ENTRY = "io.github.genstudio.Genstudio.desktop"


def first_launch(desktop: Desktop, program: Program, icon: tuple[int, int]) -> Path:
    """Double-click the icon, train, close with the keyboard; return the run that was saved."""
    desktop.picture("icon")
    start = time.monotonic()
    desktop.click(*icon, times=2)
    wait("the window", desktop.windows)
    say(f"window {time.monotonic() - start:.2f} s after the double-click")
    desktop.click(*program.place("push button", "Train"))
    wait("a run", lambda: list(runs(desktop).glob("*/history.jsonl")))
    run = next(runs(desktop).iterdir())
    wait("curves", lambda: steps(run) >= 300)
    time.sleep(1)
    desktop.picture("training")
    everything_is_named(desktop, program)
    close(desktop)
    record = json.loads((run / "run.genstudio").read_text())
    if record["status"] not in ("paused", "stopped") or not record["step"]:
        raise Failed(f"the run was not saved on closing: {record['status']}, {record['step']}")
    say(f"trained and saved: {record['step']} steps")
    return run


def everything_is_named(desktop: Desktop, program: Program) -> None:
    """Look at all tabs and dialogs as a screen reader does; raise Failed where a name lacks."""
    missing = program.unnamed()
    tabs = [node.name for node in program.in_view() if node.getRoleName() == "page tab"]
    if len(tabs) < 4:
        raise Failed(f"only these tabs are told to a screen reader: {tabs}")
    for title in tabs:
        desktop.click(*program.place("page tab", title))
        time.sleep(0.3)
        missing |= program.unnamed()
    for title, keys, way_out in DIALOGS:
        desktop.key(*keys)
        wait(title, partial(desktop.windows, title))
        time.sleep(0.3)
        missing |= program.unnamed()
        desktop.key(way_out)
        wait(f"{title} to close", partial(is_away, desktop, title))
    if missing:
        raise Failed(f"without a name for a screen reader: {', '.join(sorted(missing))}")
    say("everything that can have the focus has a name, in all tabs and dialogs")


def is_away(desktop: Desktop, title: str) -> bool:
    """Whether no window of that title is on the screen."""
    return not desktop.windows(title)


def run_file(desktop: Desktop, run: Path) -> None:
    """Double-click the run's file in the file manager: closed program, then a running one."""
    double_click(desktop, run / "run.genstudio")
    wait("the run in the window", lambda: desktop.windows(rf"{run.name} .* genstudio$"))
    desktop.picture("run-file")
    say("the run's file opens the run")
    other = run.with_name("another run %20 ü")
    shutil.copytree(run, other)
    double_click(desktop, other / "run.genstudio")
    wait("the other run", lambda: desktop.windows(r"another run %20 ü .* genstudio$"))
    if len(desktop.windows()) != 1:
        raise Failed("a second start opened a second window")
    desktop.picture("second-run")
    say("a second double-click goes to the same window")


def lesson_file(desktop: Desktop, program: Program) -> None:
    """Double-click a lesson: it begins in the window that is open; end it again."""
    lesson = desktop.home / "Lessons" / LESSON.name
    lesson.parent.mkdir()
    shutil.copy(LESSON, lesson)
    double_click(desktop, lesson)
    wait("the lesson", lambda: any(text.startswith("Step 1 of ") for text in program.texts()))
    desktop.picture("lesson")
    desktop.click(*program.place("push button", "End the lesson"))
    say("a lesson's file begins the lesson")


def double_click(desktop: Desktop, file: Path) -> None:
    """Show a file's folder in the file manager, find the file there, and double-click it."""
    before = desktop.windows("PCManFM|.*")
    os.spawnlp(os.P_NOWAIT, "pcmanfm", "pcmanfm", "--new-win", str(file.parent))
    title = file.parent.name
    wait("the file manager", lambda: set(desktop.windows(f"^{title}")) - set(before))
    desktop.still()
    # The End key selects the last file, which it is; where the picture changes, there it is.
    x, y = desktop.appears(lambda: desktop.key("End"))
    desktop.click(x, y, times=2)


def ends_when_asked(desktop: Desktop, program: Program) -> None:
    """Train, then end the session as a logout does: saved, and gone within five seconds."""
    desktop.click(*program.place("push button", "Train"))
    time.sleep(4)
    pid = int(output("xdotool", "getwindowpid", desktop.windows()[0]))
    start = time.monotonic()
    os.kill(pid, signal.SIGTERM)
    wait("the end after SIGTERM", lambda: not desktop.windows(), 5)
    wait("the process's end after SIGTERM", lambda: not Path(f"/proc/{pid}").exists(), 5)
    say(f"ended {time.monotonic() - start:.1f} s after SIGTERM")


def close(desktop: Desktop) -> None:
    """Close the window with the window manager's key."""
    pid = output("xdotool", "getwindowpid", desktop.windows()[0])
    desktop.key("alt+F4")
    wait("the window to close", lambda: not desktop.windows())
    wait("the program to end", lambda: not Path(f"/proc/{pid}").exists())


def runs(desktop: Desktop) -> Path:
    """Return where the user's runs are kept."""
    return desktop.home / ".local/share/genstudio/runs"


def steps(run: Path) -> int:
    """Return the last step that the history tells of."""
    lines = (run / "history.jsonl").read_text().splitlines()
    known = [json.loads(line).get("steps") for line in lines[1:] if line.endswith("}")]
    return max((numbers[-1] for numbers in known if numbers), default=0)


def main() -> int:
    """Do it all; return 0 where a person would be content."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entry", type=Path, default=Path("/usr/share/applications") / ENTRY)
    parser.add_argument("--pictures", type=Path, required=True)
    options = parser.parse_args()
    desktop, program = Desktop(options.pictures), Program()
    try:
        icon = desktop.start(options.entry)
        run = first_launch(desktop, program, icon)
        run_file(desktop, run)
        lesson_file(desktop, program)
        ends_when_asked(desktop, program)
    except Failed as failure:
        desktop.picture("failed")
        say(f"FAILED: {failure}")
        return 1
    finally:
        desktop.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
