"""Small helpers for text on screen: plain tooltips, short numbers."""

from __future__ import annotations

import html

from genstudio.gui.numbers import localised


def tip(text: str) -> str:
    """Return a tooltip that shows the text as it is, wrapped.

    Qt guesses whether a tooltip is rich text; a file name must never be taken for it.
    """
    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>")


def number(value: float) -> str:
    """Return a value in at most six characters or so: 1,234, 12.35, 0.00012, by the locale."""
    return localised(_short(value))


def _short(value: float) -> str:
    if value != value:
        return "–"
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-4:
        return f"{value:.2e}"
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:.1f}"
    return f"{value:.2f}" if size >= 10 else f"{value:.3g}" if size < 1 else f"{value:.3f}"
