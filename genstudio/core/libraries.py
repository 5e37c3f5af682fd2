"""The system libraries that Qt's window needs, and the packages that have them.

Each library is really loaded, as Qt does it: without one of them Qt aborts, and a double-click
shows nothing. As a program this file prints the Debian packages that are missing. That happens
before anything is installed, so it uses the standard library only, and nothing of this package.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}
RENAMED = {"libglib2.0-0"}  # since Debian 13 and Ubuntu 24.04, whose time has 64 bits everywhere
DPKG = "/var/lib/dpkg/info"


def missing(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the packages to install for every kind of window, in the order of the tables."""
    return packages(absent(ALWAYS | X11 | _wayland(environment)))


def obstacle(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return why no window can open in this session and what to type, None where one can.

    A Wayland session opens windows by either way, so one of the two sets is enough there. Costs
    some milliseconds of loading what Qt loads next.
    """
    platform = environment.get("QT_QPA_PLATFORM", "")
    ways = [X11]
    if platform.startswith("wayland"):
        ways = [WAYLAND]
    elif platform and not platform.startswith("xcb"):
        ways = [{}]  # without a display, or in a way of the user's own
    elif not platform and environment.get("WAYLAND_DISPLAY"):
        ways = [WAYLAND, X11] if environment.get("DISPLAY") else [WAYLAND]
    lacking = absent(ALWAYS)
    ended = [absent(way) for way in ways] if not lacking else [absent(ways[0])]
    if not lacking and not all(ended):
        return None
    return (
        "the window cannot open, because the system lacks libraries that it needs. "
        f"{advice(lacking | ended[-1])}"
    )


def absent(libraries: Mapping[str, str]) -> dict[str, str]:
    """Return those of the libraries, with their packages, that cannot be loaded."""
    return {name: package for name, package in libraries.items() if not loads(name)}


def packages(libraries: Mapping[str, str]) -> list[str]:
    """Return the packages under the names that this Debian or Ubuntu has for them."""
    names = list(libraries.values())
    if RENAMED.isdisjoint(names) or not _renamed():
        return names
    return [f"{name}t64" if name in RENAMED else name for name in names]


def advice(libraries: Mapping[str, str]) -> str:
    """Return what to type to get the libraries, for this system's package manager."""
    import shutil  # only where there is something to say

    if shutil.which("apt-get"):
        command = f"apt-get install -y {' '.join(packages(libraries))}"
    elif manager := shutil.which("dnf") or shutil.which("zypper"):  # they know files by name
        files = " ".join(f"'{name}()(64bit)'" for name in libraries)
        command = f"{os.path.basename(manager)} install {files}"
    else:
        return (
            f"Install the packages that have these files, and start it again: {_listed(libraries)}"
        )
    return f"Type this in a terminal, and start it again:\n  sudo {command}"


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds the library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland(environment: Mapping[str, str]) -> dict[str, str]:
    return WAYLAND if environment.get("WAYLAND_DISPLAY") else {}


def _renamed() -> bool:
    """Whether this is a Debian of the new names: some package of it always has one."""
    try:
        return any("t64" in name for name in os.listdir(DPKG))
    except OSError:
        return False


def _listed(libraries: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({package} on Debian)" for name, package in libraries.items())


if __name__ == "__main__":
    print(*missing())  # noqa: T201 -- for packaging/environment.sh
