"""Where the frozen program starts; in a checkout that is `python -m genstudio`."""

import multiprocessing
import os
import runpy
import sys


def prepare() -> None:
    """Make the process look as the program expects it."""
    for name in ("stdout", "stderr"):  # Windows gives a program without a console none at all
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    # PyInstaller points the linker to our libraries; a browser started from here wants its own.
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


def main() -> int:
    """Start the program, or one of its modules: `-m genstudio.NAME`, as Python itself takes it."""
    if len(sys.argv) > 2 and sys.argv[1] == "-m" and sys.argv[2].partition(".")[0] == "genstudio":
        module = sys.argv[2]
        sys.argv = [sys.argv[0], *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=False)
        return 0
    from genstudio.__main__ import main as start

    return start()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    prepare()
    sys.exit(main())
