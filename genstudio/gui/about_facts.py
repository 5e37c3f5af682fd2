"""What the window knows of the system by itself, and how all of it is put into words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QWidget

from genstudio.core import paths
from genstudio.core.language import mark, tr
from genstudio.gui.numbers import number

TITLES = {
    "runs": mark("Runs"),
    "settings": mark("Settings"),
    "cache": mark("Cache"),
    "logs": mark("Logs and reports"),
}
Row = tuple[str, str]


def of_window(widget: QWidget) -> dict[str, str]:
    """Return Qt's version and plug-in, and the screen that the window is on."""
    screen = widget.screen()
    size = screen.size()
    ratio = screen.devicePixelRatio()
    return {
        "qt": str(qVersion()),
        "platform": QGuiApplication.platformName(),
        "screen": f"{size.width()} × {size.height()}, {number(ratio, '.0%')}",
    }


def rows(found: dict[str, Any]) -> list[Row]:
    """Put the facts into words, for the table and for the clipboard: what, and its value."""
    system, window = found["system"], found["window"]
    memory = tr("{size} GB", size=number(system["memory_gb"], ",.1f"))
    cores = tr("{cores} cores, {threads} threads", cores=system["cores"], threads=system["threads"])
    told = [*found["versions"].items(), ("Qt", window["qt"])]
    told += [
        (tr("System"), f"{system['system']}, {system['kernel']}, {system['machine']}"),
        (tr("Processor"), f"{system['processor']}, {cores}"),
        (tr("Memory", "of the computer"), memory),
        (tr("Screen"), window["screen"]),
        (tr("Window system"), window["platform"]),
    ]
    told += engine_rows(found["torch"])
    missing = ", ".join(found["missing"]) or tr("none")
    told.append((tr("Missing system packages"), missing))
    return told


def engine_rows(torch: dict[str, Any]) -> list[Row]:
    """Say what torch can compute with."""
    if not torch:
        return [(tr("Computing"), tr("torch is still being loaded"))]
    cards = [
        f"{card['name']}, {tr('{size} GB', size=number(card['memory_gb'], ',.1f'))}"
        if card["memory_gb"]
        else card["name"]
        for card in torch["gpus"]
    ]
    usable = tr("yes") if torch["cuda_available"] else tr("no")
    told = [
        (tr("torch was built for"), torch["build"]),
        (tr("CUDA can be used"), usable),
        (tr("GPU"), "; ".join(cards) or tr("none that torch can use")),
        (tr("Threads of torch"), str(torch["threads"])),
    ]
    if torch["driver"]:
        told.append((tr("NVIDIA driver"), torch["driver"]))
    return told


def program_icon() -> QIcon:
    """Return the program's own icon, drawn at any size."""
    return QIcon(str(paths.resource("icons") / "app" / f"{paths.APP_ID}.svg"))
