"""Print the Debian packages of the system libraries that Qt's window needs and that are missing.

Each library is really loaded, as Qt does it: without one of them Qt aborts with nothing on
the screen. Runs before anything is installed, so it uses the standard library only.
"""

from __future__ import annotations

import ctypes
import os

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


def missing() -> list[str]:
    """Return the packages to install, in the order of the tables above."""
    wayland = WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {}
    return [package for library, package in (ALWAYS | X11 | wayland).items() if not loads(library)]


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds the library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*missing())
