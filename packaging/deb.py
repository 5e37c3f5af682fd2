"""Make the Debian package of the frozen program; the standard library and dpkg-deb are enough.

The tree that is packed has the frozen folder in /usr/lib/genstudio, a link to it in /usr/bin and
what a desktop looks for in /usr/share. Nothing runs when it is installed or removed: the caches
of menu, icons and file types have triggers of their own.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import deb_copyright
import deb_depends

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "packaging" / "debian"
APP_ID = "io.github.genstudio.Genstudio"
PACKAGE = "genstudio"
REVISION = 1  # of the packaging, for the same version of the program
MAINTAINER = "genstudio maintainers <genstudio@users.noreply.github.com>"
HOMEPAGE = "https://github.com/genstudio/genstudio"
COMMAND = "/usr/bin/genstudio"
PROGRAM = Path("usr/lib/genstudio")
HICOLOR = Path("usr/share/icons/hicolor")
SUMMARY = "train, explore and understand deep generative models"
DESCRIPTION = """\
genstudio trains variational auto-encoders and generative adversarial
networks on a folder of images, and shows what they learn while they learn
it: point anywhere on the latent plane and see the picture that belongs
there, go back to any earlier step, measure how good the samples are.
.
The same can be done on the command line. It needs no network. Python, Qt
and PyTorch (the build for the CPU) are inside.
"""


def main() -> None:
    """Build the package that the options ask for, and print where it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frozen", type=Path, required=True, help="the frozen folder")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the tree")
    parser.add_argument("--out", type=Path, required=True, help="where the package goes")
    options = parser.parse_args()
    print(build(options.frozen, options.work, options.out))


def build(frozen: Path, work: Path, out: Path) -> Path:
    """Lay out the tree, describe it and pack it; return the package."""
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp())
    version = f"{read_version()}-{REVISION}"
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / PROGRAM, symlinks=True)
    link = tree / "usr/bin/genstudio"
    link.parent.mkdir(parents=True)
    link.symlink_to(os.path.relpath(tree / PROGRAM / "genstudio", link.parent))
    add_desktop_files(tree)
    add_documents(tree, version, now, shipped_licences(frozen / "genstudio", work))
    set_modes(tree)
    depends = deb_depends.depends(tree / PROGRAM)
    add_control(tree, version, depends)
    set_times(tree, now)
    return pack(tree, out / f"{PACKAGE}_{version}_{architecture()}.deb")


def read_version() -> str:
    """Return the program's version."""
    source = (ROOT / "genstudio" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+?)"', source, re.MULTILINE)
    assert found
    return found[1]


def architecture() -> str:
    """Return Debian's name of this machine's architecture."""
    done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True)
    return done.stdout.strip() or "amd64"


def add_desktop_files(tree: Path) -> None:
    """Add the menu entry, the icons, the metadata and the file types."""
    desktop = ROOT / "resources" / "desktop"
    entry = (desktop / f"{APP_ID}.desktop.in").read_text(encoding="utf-8")
    entry = entry.replace("@EXEC@", "genstudio").replace("@TRYEXEC@", COMMAND)
    write(tree / f"usr/share/applications/{APP_ID}.desktop", entry)
    for name, folder in (
        (f"{APP_ID}.metainfo.xml", "usr/share/metainfo"),
        (f"{APP_ID}.xml", "usr/share/mime/packages"),
    ):
        write(tree / folder / name, (desktop / name).read_text(encoding="utf-8"))
    icons = ROOT / "resources" / "icons"
    for folder, kind in (("app", "apps"), ("mimetypes", "mimetypes")):
        for file in sorted((icons / folder).glob("*")):
            place = icon_place(file.name, kind)
            if place is not None:
                copy(file, tree / place)


def icon_place(name: str, kind: str) -> Path | None:
    """Return where the icon theme wants NAME.svg or NAME-SIZE.png; None for anything else."""
    if name.endswith(".svg"):
        return HICOLOR / "scalable" / kind / name
    sized = re.fullmatch(r"(.+)-(\d+)\.png", name)
    return HICOLOR / f"{sized[2]}x{sized[2]}" / kind / f"{sized[1]}.png" if sized else None


def add_documents(tree: Path, version: str, now: int, licences: list[dict[str, str]]) -> None:
    """Add the changelog, the licences, the manual page and what lintian is to be told."""
    documents = tree / "usr/share/doc" / PACKAGE
    write(documents / "changelog.Debian.gz", changelog(version, now))
    system = deb_copyright.of_system_libraries(tree / PROGRAM)
    write(documents / "copyright", deb_copyright.compose(HOMEPAGE, licences, system))
    write(tree / "usr/share/man/man1/genstudio.1.gz", manual(version, now))
    overrides = (PARTS / "lintian-overrides").read_text(encoding="utf-8")
    write(tree / "usr/share/lintian/overrides" / PACKAGE, overrides)


def shipped_licences(program: Path, work: Path) -> list[dict[str, str]]:
    """Ask the frozen program itself for the licences of what it is made of."""
    folders = {f"GENSTUDIO_{name}": str(work / "home") for name in ("RUNS", "CACHE", "CONFIG")}
    done = subprocess.run(
        [program, "about", "--licences", "--json"],
        env=os.environ | folders | {"GENSTUDIO_STATE": str(work / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])["licences"]


def changelog(version: str, now: int) -> str:
    """Return the package's changelog: one entry, for the version that is packed."""
    date = format_datetime(datetime.fromtimestamp(now, UTC))
    return (
        f"{PACKAGE} ({version}) unstable; urgency=medium\n\n"
        f"  * Package of version {version.rpartition('-')[0]}, made from its sources.\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def manual(version: str, now: int) -> str:
    """Fill the manual page with the version, the date and the list of commands."""
    page = (PARTS / "genstudio.1.in").read_text(encoding="utf-8")
    rows = [f".TP\n.B {roff(name)}\n{roff(text)}." for name, text in commands()]
    day = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")
    page = page.replace("@COMMANDS@", "\n".join(rows))
    return page.replace("@VERSION@", version.rpartition("-")[0]).replace("@DATE@", day)


def commands() -> list[tuple[str, str]]:
    """Read the commands' names and one-line helps from their files, without running them."""
    found = []
    for file in sorted((ROOT / "genstudio" / "cli").glob("[!_]*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "HELP"
            if named and isinstance(node.value, ast.Constant):
                found.append((file.stem, str(node.value.value)))
    return found


def roff(text: str) -> str:
    """Write text so that the manual's formatter takes none of it for a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").removesuffix(".")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def set_modes(tree: Path) -> None:
    """Give files and folders the modes that Debian wants: only programs are executable."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_symlink():
            continue
        program = path.is_dir() or path == tree / PROGRAM / "genstudio" or path.parent.name == "bin"
        path.chmod(0o755 if program else 0o644)


def set_times(tree: Path, now: int) -> None:
    """Give everything the time of the commit, so that the same commit makes the same package."""
    for path in [*tree.rglob("*"), tree]:
        os.utime(path, (now, now), follow_symlinks=False)


def add_control(tree: Path, version: str, depends: list[str]) -> None:
    """Write DEBIAN/control and DEBIAN/md5sums."""
    files = sorted(f for f in tree.rglob("*") if f.is_file() and not f.is_symlink())
    sums = [f"{md5(file)}  {file.relative_to(tree)}\n" for file in files]
    kilobytes = sum(-(-f.stat().st_size // 1024) for f in files)
    write(tree / "DEBIAN/md5sums", "".join(sums))
    write(tree / "DEBIAN/control", control(version, architecture(), kilobytes, depends))
    for path in (tree / "DEBIAN", *(tree / "DEBIAN").iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)


def control(version: str, arch: str, kilobytes: int, depends: list[str]) -> str:
    """Return the control file; `kilobytes` is the size when installed."""
    lines = DESCRIPTION.splitlines()
    fields = {
        "Package": PACKAGE,
        "Version": version,
        "Architecture": arch,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": "xdg-utils",
        "Section": "science",
        "Priority": "optional",
        "Homepage": HOMEPAGE,
        "Description": "\n ".join([SUMMARY, *lines]),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def md5(file: Path) -> str:
    """Return the MD5 sum of a file, which dpkg compares when it is asked to verify."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "md5").hexdigest()


def copy(source: Path, target: Path) -> None:
    """Copy a file into the tree."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write(target: Path, text: str) -> None:
    """Write a file of the tree, compressed where its name ends in .gz."""
    target.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    target.write_bytes(gzip.compress(data, 9, mtime=0) if target.suffix == ".gz" else data)


def pack(tree: Path, package: Path) -> Path:
    """Pack the tree: xz, since lintian knows no zstd; -z6 would take four times as long."""
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", tree, package],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package


if __name__ == "__main__":
    main()
