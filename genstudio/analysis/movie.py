"""Films in a file: GIF, MP4, or a strip of pictures side by side as PNG.

Frames come one by one and are gone once they are written, so a film of any length needs the
memory of one frame. Only a strip is one picture, and is limited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop, never
from genstudio.core.language import tr

Frame = NDArray[np.uint8]
Progress = Callable[[int, int], None]

KINDS = (".gif", ".mp4", ".png")
MOST_STRIP = 2**26  # pixels of a strip: 200 MB in memory
CODECS = ("libx264", "libopenh264", "mpeg4")  # the first that the library was built with
QUALITY = {"crf": "18", "preset": "medium"}  # of H.264: hardly to be told from the original


class _Stopped(Exception):
    """No error: it takes the unfinished file away."""


def write(
    path: Path,
    frames: Iterable[Frame],
    fps: float,
    *,
    count: int = 0,
    loop: bool = True,
    progress: Progress | None = None,
    stop: Stop = never,
) -> int:
    """Write uint8 frames [H, W, 1 or 3], all of one size, as the ending of the name says.

    Returns how many were written; 0 when stopped, and then there is no file. `count` is how many
    there will be, for `progress(done, count)` only. A GIF holds times in 1/100 s, plays again
    and again with `loop`, and shows at most 50 frames a second.
    """
    kind = check(path)
    if not 0 < fps <= 1000:
        raise ValueError(f"{fps} frames a second cannot be shown")
    writer = {".gif": _write_gif, ".mp4": _write_mp4, ".png": _write_strip}[kind]
    watched = _Watched(frames, count, progress, stop)
    try:
        with atomic.replacing(path) as temporary:
            writer(temporary, watched, fps, loop)
            if stop():
                raise _Stopped
    except _Stopped:
        return 0
    return watched.done


def check(path: Path) -> str:
    """Return the kind of film that a name asks for, by its ending.

    Raises UserError for another ending, and for an MP4 where the library for it is missing: ask
    before frames are made.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UserError(
            tr(
                "{name} is not the name of a film; give it the ending .gif or .mp4, or .png for "
                "a strip of pictures.",
                name=printable(path.name),
            )
        )
    if kind == ".mp4":
        _video_library()
    return kind


class _Watched:
    """Hands frames on: checks their size, hears a stop, and tells how many there were."""

    def __init__(
        self, frames: Iterable[Frame], count: int, progress: Progress | None, stop: Stop
    ) -> None:
        self._frames, self._count, self._progress = frames, count, progress
        self._stop = stop
        self.done = 0

    def __iter__(self) -> Iterator[Frame]:
        shape: tuple[int, ...] | None = None
        for frame in self._frames:
            self.check_stop()
            if frame.dtype != np.uint8 or frame.ndim != 3 or frame.shape[2] not in (1, 3):
                raise ValueError(f"a frame is {frame.dtype} {frame.shape}, not uint8 [H, W, 1|3]")
            if shape not in (None, frame.shape):
                raise ValueError(f"a frame is {frame.shape}, the ones before it {shape}")
            shape = frame.shape
            yield np.ascontiguousarray(frame)
            self.done += 1
            if self._progress is not None:
                self._progress(self.done, self._count)
        self.check_stop()
        if shape is None:
            raise UserError(tr("There are no pictures to make a film of."))

    def check_stop(self) -> None:
        if self._stop():
            raise _Stopped


def _write_gif(path: Path, frames: _Watched, fps: float, loop: bool) -> None:
    from genstudio.analysis import gif

    gif.write(path, frames, fps, loop=loop, between=frames.check_stop)


def _write_strip(path: Path, frames: _Watched, fps: float, loop: bool) -> None:
    from PIL import Image

    kept: list[Frame] = []
    for frame in frames:
        kept.append(frame)
        check_strip(frame.shape, len(kept))
    strip = np.concatenate(kept, axis=1)
    Image.fromarray(strip[:, :, 0] if strip.shape[2] == 1 else strip).save(path, "PNG")


def check_strip(shape: tuple[int, ...], count: int) -> None:
    """Raise UserError where so many frames [H, W, C] are too much for one picture."""
    if shape[0] * shape[1] * count > MOST_STRIP:
        raise UserError(
            tr(
                "So many pictures do not fit side by side: choose fewer or smaller ones, or "
                "write a GIF."
            )
        )


def _video_library() -> Any:
    try:
        import av
    except ImportError as error:
        raise UserError(
            tr(
                "MP4 needs the package av, which is not installed: get it with "
                '"pip install genstudio-desktop[video]", or choose GIF.'
            )
        ) from error
    return av


def _write_mp4(path: Path, frames: _Watched, fps: float, loop: bool) -> None:
    """Encode as H.264 4:2:0, which every player shows; it needs even sides."""
    av = _video_library()
    stream: Any = None
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        for frame in frames:
            picture = _even(frame)
            if stream is None:
                stream = _video_stream(av, file, picture.shape, fps)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)


def _video_stream(av: Any, file: Any, shape: tuple[int, ...], fps: float) -> Any:
    codec = next((name for name in CODECS if name in av.codecs_available), CODECS[-1])
    stream = file.add_stream(codec, rate=Fraction(fps).limit_denominator(1000))
    stream.height, stream.width = shape[:2]
    stream.pix_fmt = "yuv420p"
    if codec == "libx264":
        stream.options = QUALITY
    else:
        stream.bit_rate = max(10**6, int(0.2 * shape[0] * shape[1] * fps))
    return stream


def _even(frame: Frame) -> Frame:
    """Return [H, W, 3] with even sides: the last row or column once more where one is missing."""
    height, width = frame.shape[:2]
    padded = np.pad(frame, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    return np.ascontiguousarray(np.broadcast_to(padded, (*padded.shape[:2], 3)))
