"""Counts of bytes, which progress shows in MB where it shows other counts as they are."""

from __future__ import annotations

from genstudio.core.language import tr

MEGA = 1_000_000


class Bytes(int):
    """A number of bytes: what a download or the unpacking of a file counts."""


def megabytes(count: int) -> str:
    """Return a number of bytes as people say it: `0.2 MB`, `11 MB`, `3.0 GB`."""
    if count >= 1000 * MEGA:
        return tr("{size:,.1f} GB", size=count / (1000 * MEGA))
    if count >= 10 * MEGA:
        return tr("{size:,.0f} MB", size=count / MEGA)
    return tr("{size:,.1f} MB", size=max(count / MEGA, 0.1 if count else 0.0))


def how_far(done: int, total: int) -> str:
    """Return `{done} of {total}`, in MB where bytes are counted."""
    if not isinstance(total, Bytes):
        return tr("{done:,} of {total:,}", done=done, total=total)
    of = {"total": megabytes(total)}
    if total >= 1000 * MEGA:
        return tr("{done:,.1f} of {total}", done=done / (1000 * MEGA), **of)
    if total >= 10 * MEGA:
        return tr("{done:,.0f} of {total}", done=done / MEGA, **of)
    return tr("{done:,.1f} of {total}", done=done / MEGA, **of)
