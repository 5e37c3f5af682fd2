"""A throw-away desktop for tests: X server, window manager, desktop icons, mouse and AT-SPI.

Runs on the system's Python, which has the bindings of AT-SPI (package python3-pyatspi).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WAIT = 60.0  # s: how long anything may take that a person waits for


class Failed(AssertionError):
    """What a person would have complained about."""


def wait(what: str, holds: Callable[[], Any], seconds: float = WAIT) -> Any:
    """Return what `holds` answers as soon as that is something; raise Failed when it is late."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = holds()
        if answer:
            return answer
        time.sleep(0.05)
    raise Failed(f"waited {seconds:.0f} s in vain for {what}")


def output(*command: str) -> str:
    """Return what a command prints; an empty text where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip()


def say(text: str) -> None:
    """Print a line at once."""
    print(f"  {text}", flush=True)


class Desktop:
    """One screen with openbox and PCManFM, driven by xdotool; pictures of it go to a folder."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self.home = Path(os.environ["HOME"])
        self._count = 0
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, icon: Path) -> tuple[int, int]:
        """Bring up the desktop with one icon, the file given; return the icon's middle in pixels.

        A double-click on a program asks nothing.
        """
        settings = self.home / ".config/libfm/libfm.conf"
        settings.parent.mkdir(parents=True)
        # The user's own choice "do not ask what to do with programs": PCManFM would ask each time.
        settings.write_text("[config]\nquick_exec=1\nsingle_click=0\n")
        window = self.home / ".config/pcmanfm/default/pcmanfm.conf"
        window.parent.mkdir(parents=True)
        window.write_text("[ui]\nshow_statusbar=0\n")  # it would change with each selection
        (self.home / "Desktop").mkdir()
        Path(shutil.copy(icon, self.home / "Desktop")).chmod(0o755)
        self._run("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self._run("openbox")
        manager = "_NET_SUPPORTING_WM_CHECK"
        wait("the window manager", lambda: "0x" in output("xprop", "-root", manager))
        self._run("pcmanfm", "--desktop")
        x, y = wait("the icon on the desktop", lambda: content(self.still()))
        return int(x), int(y)

    def stop(self) -> None:
        """End what was started."""
        for process in reversed(self._processes):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)

    def _run(self, *command: str) -> None:
        with open(self.pictures / f"{Path(command[0]).name}.log", "wb") as log:
            self._processes.append(subprocess.Popen(command, stdout=log, stderr=log))

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        self._count += 1
        path = self.pictures / f"{self._count:02d}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=60)
        return path

    def still(self) -> Path:
        """Wait until the screen does not change any more; return its picture."""
        scratch = [self.pictures / f".still-{index}.png" for index in range(2)]
        before, after = scratch
        subprocess.run(["import", "-window", "root", str(before)], check=True)
        for _ in range(40):
            time.sleep(0.5)
            subprocess.run(["import", "-window", "root", str(after)], check=True)
            if changed(before, after) is None:
                return after
            before, after = after, before
        raise Failed("the screen did not come to rest")

    def appears(self, change: Callable[[], None]) -> tuple[int, int]:
        """Return the middle of what a change makes appear on the screen, in pixels."""
        before = self.pictures / ".before.png"
        self.still().replace(before)
        change()
        place = wait("something new on the screen", lambda: changed(before, self.still()), 30)
        return int(place[0]), int(place[1])

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Go to a place with the mouse, as a person would, and press the left button."""
        subprocess.run(
            [
                *("xdotool", "mousemove", str(x), str(y), "sleep", "0.3"),
                *("click", "--repeat", str(times), "--delay", "120", "1"),
            ],
            check=True,
        )

    def key(self, *keys: str) -> None:
        """Press keys, such as alt+F4."""
        subprocess.run(["xdotool", "key", "--delay", "80", *keys], check=True)

    def windows(self, title: str = "genstudio$") -> list[str]:
        """Return the visible windows whose title matches."""
        return output("xdotool", "search", "--onlyvisible", "--name", title).split()


def content(picture: Path) -> tuple[float, float] | None:
    """Return the middle of what is on a plain background; None where there is nothing."""
    box = output("convert", str(picture), "-fuzz", "4%", "-trim", "-format", "%w %h %X %Y", "info:")
    width, height, x, y = (int(number) for number in re.findall(r"-?\d+", box))
    return (x + width / 2, y + height / 2) if 8 < width < 300 and 8 < height < 300 else None


def changed(before: Path, after: Path) -> tuple[float, float] | None:
    """Return the middle of where two pictures differ; None where they are the same."""
    box = output(
        *("convert", str(before), str(after), "-compose", "difference", "-composite"),
        *("-threshold", "4%", "-trim", "-format", "%w %h %X %Y", "info:"),
    )
    numbers = [int(number) for number in re.findall(r"-?\d+", box)]
    screen = [int(n) for n in output("identify", "-format", "%w %h", str(before)).split()]
    if len(numbers) != 4 or numbers[:2] == screen or numbers[2] < 0 or numbers[:2] == [1, 1]:
        return None
    width, height, x, y = numbers
    return x + width / 2, y + height / 2


class Program:
    """What a screen reader sees of the program: its widgets, by role and name."""

    def __init__(self, name: str = "genstudio") -> None:
        self._name = name

    def root(self) -> Any:
        """Return the program in the accessibility tree; wait until it is there."""
        import pyatspi

        def find() -> Any:
            desktop = pyatspi.Registry.getDesktop(0)
            return next((a for a in desktop if a and (a.name or "").lower() == self._name), None)

        return wait(f"{self._name} on the accessibility bus", find)

    def nodes(self) -> Iterator[Any]:
        """Yield every accessible object, parents first."""
        waiting = [self.root()]
        while waiting:
            node = waiting.pop()
            yield node
            children = [node.getChildAtIndex(i) for i in range(node.childCount)]
            waiting += [child for child in reversed(children) if child is not None]

    def find(self, role: str, name: str) -> Any:
        """Return the widget on the screen of that role and name."""

        def search() -> Any:
            for node in self.nodes():
                if node.getRoleName() == role and node.name == name and shown(node):
                    return node
            return None

        return wait(f"the {role} {name!r}", search)

    def place(self, role: str, name: str) -> tuple[int, int]:
        """Return the middle of a widget on the screen, in pixels."""
        import pyatspi

        box = self.find(role, name).queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x + box.width // 2, box.y + box.height // 2

    def texts(self) -> list[str]:
        """Return the names of everything that is on the screen."""
        return [node.name for node in self.nodes() if node.name and shown(node)]

    def unnamed(self) -> set[str]:
        """Return the roles of what can have the focus, is on the screen, and has no name."""
        import pyatspi

        found = set()
        for node in self.in_view():
            focusable = node.getState().contains(pyatspi.STATE_FOCUSABLE)
            if focusable and not name(node):
                found.add(f"{node.getRoleName()} {whereabouts(node)}")
        return found

    def in_view(self) -> Iterator[Any]:
        """Yield what is on the screen, parents first; nothing is asked about what is not."""
        root = self.root()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node is not root:
                yield node
            children = [node.getChildAtIndex(i) for i in range(node.childCount)]
            waiting += [child for child in reversed(children) if child and shown(child)]


def name(node: Any) -> str:
    """Return what a widget is called: by itself or, as every box is on Linux, by its label."""
    import pyatspi

    if node.getRoleName() == "combo box":
        kind = pyatspi.RELATION_LABELLED_BY
        labels = [r.getTarget(0) for r in node.getRelationSet() if r.getRelationType() == kind]
        return labels[0].name if labels else ""
    return str(node.name or "")


def whereabouts(node: Any) -> str:
    """Describe where a widget is: its box on the screen and the first ancestor with a name."""
    import pyatspi

    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    parent = node.parent
    while parent is not None and not parent.name:
        parent = parent.parent
    inside = f" in {parent.name!r}" if parent is not None else ""
    return f"at {box.x},{box.y} of {box.width} x {box.height}{inside}"


def shown(node: Any) -> bool:
    """Whether a widget is on the screen now."""
    import pyatspi

    return bool(node.getState().contains(pyatspi.STATE_SHOWING))
