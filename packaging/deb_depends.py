"""Which Debian packages the frozen folder needs: found by reading what it is linked with."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ELF = b"\x7fELF"
NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
OF_GLIBC = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|pthread|util|resolv|mvec|anl)\.so.*)")
# What only Qt's plugins for Wayland are linked with, and the machine of the build may lack.
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# Read as files: the rules for fonts with one font at least, and the layouts of keyboards.
DATA = ("fontconfig-config", "xkb-data")
BATCH = 200  # files that one call of objdump takes
# Packages that were renamed for 64-bit time: newer systems have the one, older the other.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libssl3": "libssl3t64"}


def depends(folder: Path) -> list[str]:
    """Return the `Depends` of all programs and libraries in the folder, sorted."""
    linked, glibc = read(elf_files(folder))
    inside = {path.name for path in folder.rglob("*")}
    outside = sorted(name for name in linked - inside if not OF_GLIBC.fullmatch(name))
    packages = {owner(library) for library in outside}
    names = {f"{RENAMED[p]} | {p}" if p in RENAMED else p for p in packages}
    return sorted({*names, *DATA, "libc6 (>= {}.{})".format(*glibc)})


def elf_files(folder: Path) -> Iterator[Path]:
    """Find programs and shared libraries, by how they begin."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == ELF:
                    yield path


def read(files: Iterable[Path]) -> tuple[set[str], tuple[int, int]]:
    """Return the libraries that the files are linked with, and the newest glibc they name."""
    linked: set[str] = set()
    newest = (2, 17)
    paths = [str(file) for file in files]
    for start in range(0, len(paths), BATCH):
        command = ["objdump", "-p", *paths[start : start + BATCH]]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        linked.update(NEEDED.findall(text))
        newest = max([newest, *((int(a), int(b)) for a, b in GLIBC.findall(text))])
    return linked, newest


def owner(library: str) -> str:
    """Return the package that a system library belongs to; raises LookupError if none does."""
    if library in WAYLAND:
        return WAYLAND[library]
    done = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if not line.startswith("diversion")]
    packages = {
        line.partition(":")[0] for line in lines if not line.partition(":")[0].endswith("-dev")
    }
    if not packages:
        raise LookupError(f"no installed package has {library}, which the program is linked with")
    return min(packages)
