"""The Debian package: its descriptions, without packing anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import genstudio

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
NOON = 1_800_000_000  # Friday, 15 January 2027, 8:00 UTC


@pytest.fixture(scope="module")
def deb():
    sys.path.insert(0, str(PACKAGING))
    try:
        import deb

        yield deb
    finally:
        sys.path.remove(str(PACKAGING))


def test_the_control_file_names_every_field_once_and_indents_the_description(deb):
    text = deb.control("1.2-1", "amd64", 5, ["libc6 (>= 2.36)", "libegl1"])
    fields = [line.partition(":")[0] for line in text.splitlines() if not line.startswith(" ")]
    assert len(fields) == len(set(fields))
    assert {"Package", "Version", "Architecture", "Maintainer", "Description"} <= set(fields)
    assert "Depends: libc6 (>= 2.36), libegl1\n" in text
    assert "Installed-Size: 5\n" in text
    assert "\n\n" not in text
    assert text.endswith("\n")
    assert all(len(line) <= 80 for line in text.split("Description:")[1].splitlines())


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="there is no dpkg-deb")
def test_dpkg_takes_the_control_file_and_the_date_of_the_changelog(deb, tmp_path, monkeypatch):
    tree = tmp_path / "tree"
    deb.write(tree / "usr/share/doc/genstudio/changelog.Debian.gz", deb.changelog("1.2-1", NOON))
    deb.add_control(tree, "1.2-1", ["libc6"])
    deb.set_times(tree, NOON)
    package = deb.pack(tree, tmp_path / "x.deb")
    told = subprocess.run(
        ["dpkg-deb", "--field", package, "Package", "Version"], capture_output=True, text=True
    )
    assert told.stdout == "Package: genstudio\nVersion: 1.2-1\n"
    assert "Fri, 15 Jan 2027 08:00:00 +0000" in deb.changelog("1.2-1", NOON)
    twice = deb.pack(tree, tmp_path / "y.deb")
    assert package.read_bytes() == twice.read_bytes()


def test_the_version_is_that_of_the_program(deb):
    assert deb.read_version() == genstudio.__version__


def test_the_menu_entry_names_the_command_and_the_icons_have_their_places(deb, tmp_path):
    deb.add_desktop_files(tmp_path)
    entry = (tmp_path / f"usr/share/applications/{deb.APP_ID}.desktop").read_text()
    assert "@" not in entry
    assert "\nExec=genstudio %F\n" in entry
    assert "\nTryExec=/usr/bin/genstudio\n" in entry
    icons = tmp_path / "usr/share/icons/hicolor"
    assert (icons / f"scalable/apps/{deb.APP_ID}.svg").is_file()
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        assert (icons / f"{size}x{size}/apps/{deb.APP_ID}.png").is_file()
    assert (tmp_path / f"usr/share/mime/packages/{deb.APP_ID}.xml").is_file()
    assert (tmp_path / f"usr/share/metainfo/{deb.APP_ID}.metainfo.xml").is_file()


def test_every_icon_that_the_file_types_name_is_packed(deb, tmp_path):
    deb.add_desktop_files(tmp_path)
    types = (tmp_path / f"usr/share/mime/packages/{deb.APP_ID}.xml").read_text()
    named = {part.partition('"')[0] for part in types.split('<icon name="')[1:]}
    packed = {f.stem for f in (tmp_path / "usr/share/icons").rglob("mimetypes/*")}
    assert named <= packed


def test_the_manual_page_lists_every_command_and_escapes_what_roff_reads(deb):
    from genstudio import cli
    from genstudio.core import registry

    page = deb.manual("1.2-1", NOON)
    assert {name for name, _ in deb.commands()} == set(registry.names(cli))
    assert "\n.B evaluate\n" in page
    assert "@" not in page
    assert '"2027\\-01\\-15"' in page or '"2027-01-15"' in page
    assert deb.roff(".a-b\\c.") == "\\&.a\\-b\\ec"


def test_common_licences_are_named_instead_of_repeated(deb):
    licences = PACKAGING.parent / "resources" / "licences"
    shorten = deb.deb_copyright.shorten
    for name in ("GPL-3.0", "LGPL-3.0"):
        whole = (licences / f"{name}.txt").read_text()
        short = shorten(f"before\n\n{whole}\nafter\n")
        assert short.startswith("before")
        assert short.endswith("after")
        assert f"/usr/share/common-licenses/{name.removesuffix('.0')}." in short
        assert len(short) < 300
    apache = "Apache License\n Version 2.0, January 2004\n all\n END OF TERMS AND CONDITIONS\nmore"
    assert shorten(apache).endswith("common-licenses/Apache-2.0.]\nmore")
    last = "accepting any such warranty or additional liability."
    for end in ("", "\n\n   END OF TERMS AND CONDITIONS"):  # some packages leave the line out
        whole = f"Apache License\n   Version 2.0, January 2004\n all\n {last}{end}\n\nmore"
        assert shorten(whole).endswith("common-licenses/Apache-2.0.]\n\nmore")
    assert shorten("MIT licence") == "MIT licence"


def test_the_copyright_file_has_every_licence(deb):
    row = {"name": "a", "version": "1", "licence": "MIT", "home": "https://a", "text": "be free"}
    text = deb.deb_copyright.compose("https://us", [row], {"libx": "Copyright of x"})
    for part in ("https://us", "a 1: MIT", "https://a", "be free", "libx", "Copyright of x"):
        assert part in text


@pytest.mark.skipif(not shutil.which("objdump"), reason="there is no objdump")
def test_what_a_program_is_linked_with_is_read_from_it(deb, tmp_path):
    if sys.platform != "linux":
        pytest.skip("for Linux")
    shutil.copy(sys.executable, tmp_path / "program")
    (tmp_path / "text").write_text("no program")
    depends = deb.deb_depends
    files = list(depends.elf_files(tmp_path))
    assert [file.name for file in files] == ["program"]
    linked, glibc = depends.read(files)
    assert "libc.so.6" in linked
    assert (2, 17) <= glibc < (3, 0)


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="there is no dpkg")
def test_a_library_that_no_package_has_is_an_error_that_names_it(deb):
    with pytest.raises(LookupError, match=r"libnobody\.so\.1"):
        deb.deb_depends.owner("libnobody.so.1")
