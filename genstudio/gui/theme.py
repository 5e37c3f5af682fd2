"""Colours, style sheet and icons: everything about looks that is not a widget's own shape.

Widgets read the palette and `colours()` when they paint, so that a change of theme needs
no signal: Qt sends every widget a PaletteChange. A widget asks for a look of the style
sheet by a property: `setProperty("kind", ...)` with "primary" or "flat" for
buttons, and "heading", "faint" or "error" for labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from genstudio.gui.icons import ThemedIcon

Mode = Literal["system", "light", "dark"]

# Okabe and Ito (2008), in an order that starts with the best contrast; the last one is
# black, which a dark theme turns to near white.
OKABE_ITO = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000",
)  # fmt: skip
TAB10 = (
    "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd",
    "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
)  # fmt: skip
# The only four of Okabe-Ito with 3:1 against both white and #1e1e1e.
STYLED = "genstudioStyled"  # a property of the application
CURVES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
# The second cue beside colour: one shape a class, repeated after ten.
CLASS_MARKS = (
    "disc", "square", "triangle", "diamond", "plus",
    "down", "cross", "ring", "bar", "frame",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as `#rrggbb`."""

    dark: bool
    background: str  # of the window
    base: str  # of plots, lists and editors
    raised: str  # of buttons and bars
    border: str
    text: str
    faint: str  # secondary text, 4.5:1 on the background
    hidden: str  # points that are switched off
    accent: str
    accent_text: str
    real: str
    fake: str
    info: str
    warning: str
    error: str
    curves: tuple[str, ...] = CURVES

    def classes(self, count: int) -> tuple[str, ...]:
        """Return a colour for each of `count` classes."""
        if count <= len(OKABE_ITO):
            last = "#E8E8E8" if self.dark else OKABE_ITO[-1]
            return (*OKABE_ITO[:-1], last)[:count]
        return TAB10[:count] if count <= len(TAB10) else _generated(count)


LIGHT = Theme(
    dark=False, background="#f4f5f7", base="#ffffff", raised="#ffffff", border="#c9ced6",
    text="#1c2128", faint="#5c6570", hidden="#dfe2e6", accent="#1f6fd1", accent_text="#ffffff",
    real="#007a59", fake="#7b3294", info="#1f6fd1", warning="#9a5b00", error="#c02626",
)  # fmt: skip
DARK = Theme(
    dark=True, background="#25282d", base="#1e1e1e", raised="#33373e", border="#4a505a",
    text="#e6e8eb", faint="#a3abb6", hidden="#3a3d42", accent="#5b9df0", accent_text="#10151c",
    real="#2cc295", fake="#c98be0", info="#5b9df0", warning="#f0b04a", error="#ff7b72",
)  # fmt: skip
_known: dict[int, Theme] = {}  # by the application's palette


def apply(app: QApplication, mode: Mode = "system") -> None:
    """Give the whole program one look; call again when the user or the system changes it.

    "system" asks Qt's style hints, which know the desktop's scheme where it has one.
    """
    dark = mode == "dark"
    if mode == "system":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    theme = DARK if dark else LIGHT
    if app.property(STYLED) is None:  # a style sheet's own style tells no name
        app.setProperty(STYLED, True)
        app.setStyle("Fusion")
    sheet = _style_sheet(theme)
    if app.styleSheet() != sheet:  # polishing every widget again takes its time
        palette = _palette(theme)
        app.setPalette(palette)
        # Fusion draws the box with a darker shade of the window's colour: black on black.
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.faint).lighter(115))
        for kind in ("QCheckBox", "QRadioButton"):
            app.setPalette(palette, kind)  # type: ignore[arg-type]  # bytes are refused
        app.setStyleSheet(sheet)
    if app.findChild(QObject, "focusRings") is None:
        from genstudio.gui.focus import FocusRings  # it needs this module

        FocusRings(app)


def colours() -> Theme:
    """Return the theme in use, as the application's palette tells it."""
    palette = QGuiApplication.palette()
    key = palette.cacheKey()  # asked some twenty times with each frame
    if key not in _known:
        dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
        _known.clear()
        _known[key] = DARK if dark else LIGHT
    return _known[key]


def icon(name: str, *, primary: bool = False) -> QIcon:
    """Return an icon of resources/icons; it follows the theme by itself.

    `primary` is for buttons of kind "primary", whose background is the accent colour.
    """
    role = QPalette.ColorRole.HighlightedText if primary else QPalette.ColorRole.ButtonText
    return QIcon(ThemedIcon(name, role))


@cache
def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a colour, 0 to 255."""
    parsed = QColor(colour)
    return parsed.red(), parsed.green(), parsed.blue()


@cache
def mix(first: str, second: str, share: float) -> str:
    """Return the colour that lies `share` of the way from the first to the second."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + share * (b.red() - a.red())),
        round(a.green() + share * (b.green() - a.green())),
        round(a.blue() + share * (b.blue() - a.blue())),
    ).name()


@cache
def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def visible(colour: str, theme: Theme) -> bool:
    """Say whether lines of a colour stand out of the theme's grounds as they should, by 3:1."""
    return min(contrast(colour, theme.base), contrast(colour, theme.background)) >= 3


def _luminance(colour: str) -> float:
    parsed = QColor(colour)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (parsed.redF(), parsed.greenF(), parsed.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _generated(count: int) -> tuple[str, ...]:
    # The golden angle keeps neighbours apart; lightness alternates so that hues that lie
    # close together still differ.
    lightness = (0.45, 0.62, 0.36)
    hues = ((i * 0.61803) % 1.0 for i in range(count))
    return tuple(QColor.fromHslF(h, 0.65, lightness[i % 3]).name() for i, h in enumerate(hues))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.raised), QColor(theme.background))
    for which, colour in {
        role.Window: theme.background, role.WindowText: theme.text, role.Base: theme.base,
        role.AlternateBase: mix(theme.base, theme.border, 0.18), role.Text: theme.text,
        role.Button: theme.raised, role.ButtonText: theme.text, role.Mid: theme.border,
        role.Highlight: theme.accent, role.HighlightedText: theme.accent_text,
        role.Accent: theme.accent, role.Link: theme.accent, role.PlaceholderText: theme.faint,
        role.ToolTipBase: theme.base, role.ToolTipText: theme.text, role.BrightText: theme.error,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(colour))
    off = QColor(mix(theme.faint, theme.background, 0.35))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, off)
    return palette


@cache
def _style_sheet(theme: Theme) -> str:
    hover, pressed = mix(theme.raised, theme.accent, 0.12), mix(theme.raised, theme.accent, 0.28)
    off = mix(theme.faint, theme.background, 0.35)
    return f"""
QToolTip {{ color: {theme.text}; background: {theme.base}; border: 1px solid {theme.border};
  padding: 3px; }}
QLabel[kind="heading"] {{ font-weight: 600; }}
QLabel[kind="faint"] {{ color: {theme.faint}; }}
QLabel[kind="error"] {{ color: {theme.error}; }}
QLabel[kind="warning"] {{ color: {theme.warning}; }}
QPushButton, QToolButton {{ background: {theme.raised}; color: {theme.text};
  border: 1px solid {theme.border}; border-radius: 5px; padding: 4px 10px; }}
QToolButton {{ padding: 4px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {pressed}; }}
QPushButton:checked, QToolButton:checked {{ background: {pressed}; border-color: {theme.accent}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {off}; background: {theme.background}; }}
QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.accent_text};
  border: 1px solid {theme.accent}; font-weight: 600; padding: 6px 18px; }}
QPushButton[kind="primary"]:hover {{ background: {mix(theme.accent, theme.text, 0.15)}; }}
QPushButton[kind="primary"]:focus {{ border: 1px solid {theme.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {mix(theme.accent, theme.background, 0.6)};
  border-color: transparent; }}
QPushButton[kind="accent"] {{ background: {theme.accent}; color: {theme.accent_text};
  border-color: {theme.accent}; font-weight: 600; }}
QPushButton[kind="accent"]:hover {{ background: {mix(theme.accent, theme.text, 0.15)}; }}
QPushButton[kind="accent"]:focus {{ border-color: {theme.text}; }}
QPushButton[kind="accent"]:disabled {{ background: {mix(theme.accent, theme.background, 0.6)};
  border-color: transparent; }}
QToolButton[kind="flat"], QPushButton[kind="flat"] {{ background: transparent;
  border: 1px solid transparent; }}
QToolButton[kind="flat"]:hover, QPushButton[kind="flat"]:hover {{ background: {hover}; }}
QToolButton[kind="flat"]:checked, QPushButton[kind="flat"]:checked {{ background: {pressed}; }}
QToolButton[kind="flat"]:focus, QPushButton[kind="flat"]:focus {{ border-color: {theme.accent}; }}
QToolButton[kind="legend"] {{ background: transparent; border: 1px solid transparent;
  padding: 2px 5px 2px 3px; color: {theme.faint}; }}
QToolButton[kind="legend"]:checked {{ color: {theme.text}; }}
QToolButton[kind="legend"]:hover {{ background: {hover}; }}
QToolButton[kind="legend"]:focus {{ border-color: {theme.accent}; }}
QPushButton[kind="disclosure"] {{ background: transparent; border: 1px solid transparent;
  padding: 3px 6px 3px 0; text-align: left; }}
QPushButton[kind="disclosure"]:hover {{ color: {theme.accent}; }}
QPushButton[kind="disclosure"]:focus {{ border-color: {theme.accent}; }}
QDockWidget::title {{ background: {theme.background}; padding: 5px 8px; }}
QMainWindow::separator {{ background: {theme.border}; width: 1px; height: 1px; margin: 2px; }}
QMainWindow::separator:hover {{ background: {theme.accent}; }}
QStatusBar::item {{ border: none; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget#settingsForm {{ background: transparent; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {theme.border}; border-radius: 4px; margin: 1px;
  min-width: 24px; min-height: 24px; }}
QScrollBar::handle:hover {{ background: {theme.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
