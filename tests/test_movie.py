"""Films: as many frames in the file as were given, small, whole or not there at all."""

from __future__ import annotations

import sys
import tracemalloc

import numpy as np
import pytest
from PIL import Image, ImageSequence

from genstudio.analysis import movie
from genstudio.core.errors import UserError

COUNT = 12


def frames(count=COUNT, height=33, width=45, channels=3):
    """A square that walks over a grey ground, one step a frame."""
    for step in range(count):
        frame = np.full((height, width, channels), 200, np.uint8)
        frame[4:12, 2 * step : 2 * step + 8] = (230, 60, 20)[:channels]
        yield frame


def read_gif(path):
    with Image.open(path) as image:
        shown = [np.asarray(one.convert("RGB")) for one in ImageSequence.Iterator(image)]
        return image, shown


def test_a_gif_holds_every_frame_as_it_was(tmp_path):
    path = tmp_path / "film.gif"
    assert movie.write(path, frames(), 10) == COUNT
    image, shown = read_gif(path)
    assert len(shown) == COUNT
    np.testing.assert_array_equal(shown, list(frames()))  # fewer than 255 colours: exactly
    assert image.info["loop"] == 0
    assert image.info["duration"] == 100  # ms


def test_a_gif_may_play_once(tmp_path):
    movie.write(tmp_path / "film.gif", frames(), 10, loop=False)
    image, _ = read_gif(tmp_path / "film.gif")
    assert "loop" not in image.info


def test_equal_frames_are_all_counted(tmp_path):
    still = [next(frames())] * 5
    movie.write(tmp_path / "film.gif", still, 4)
    _, shown = read_gif(tmp_path / "film.gif")
    np.testing.assert_array_equal(shown, still)


def test_times_of_a_gif_add_up_to_the_length_of_the_film(tmp_path):
    movie.write(tmp_path / "film.gif", frames(30), 30)
    with Image.open(tmp_path / "film.gif") as image:
        times = [one.info["duration"] for one in ImageSequence.Iterator(image)]
    assert sum(times) == 1000
    assert set(times) == {30, 40}


def test_many_colours_stay_near_what_they_were(tmp_path):
    generator = np.random.Generator(np.random.PCG64(0))
    y, x = np.mgrid[:64, :64] / 63
    ramp = np.stack([255 * x, 255 * y, 127 * (x + y)], 2)
    noisy = [(ramp + generator.normal(0, 3, ramp.shape)).clip(0, 255) for _ in range(4)]
    given = [frame.astype(np.uint8) for frame in noisy]
    for frame in given:
        frame[3:5, 3:5] = (255, 0, 255)  # four pixels of a colour of their own
    movie.write(tmp_path / "film.gif", given, 5)
    _, shown = read_gif(tmp_path / "film.gif")
    error = np.abs(np.array(shown, int) - given)
    assert error.mean() < 8
    assert error[:, 3:5, 3:5].max() < 40


def test_grey_frames_have_one_channel(tmp_path):
    movie.write(tmp_path / "film.gif", frames(channels=1), 5)
    _, shown = read_gif(tmp_path / "film.gif")
    assert shown[3][6, 8].tolist() == [230, 230, 230]


def test_only_what_changes_is_written(tmp_path):
    generator = np.random.Generator(np.random.PCG64(0))
    ground = generator.integers(0, 255, (120, 160, 1), np.uint8)
    given = [ground.copy() for _ in range(20)]
    for step, frame in enumerate(given):
        frame[60, step] = 255
    movie.write(tmp_path / "one.gif", given[:1], 5)
    movie.write(tmp_path / "all.gif", given, 5)
    one, every = ((tmp_path / name).stat().st_size for name in ("one.gif", "all.gif"))
    assert every < one + 20 * 64


def test_an_mp4_holds_every_frame(tmp_path):
    av = pytest.importorskip("av")
    path = tmp_path / "film.mp4"
    assert movie.write(path, frames(), 12.5) == COUNT
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert float(stream.average_rate) == 12.5
        shown = [frame.to_ndarray(format="rgb24") for frame in file.decode(stream)]
    assert len(shown) == COUNT
    assert shown[0].shape == (34, 46, 3)  # 33 x 45 made even
    for now, given in zip(shown, frames()):
        assert np.abs(now[:33, :45].astype(int) - given).mean() < 4


def test_without_the_library_an_mp4_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(UserError, match=r"genstudio-desktop\[video\].*GIF"):
        movie.write(tmp_path / "film.mp4", frames(), 5)
    assert not list(tmp_path.iterdir())


def test_a_strip_is_one_row_of_all_frames(tmp_path):
    assert movie.write(tmp_path / "film.png", frames(5), 5) == 5
    with Image.open(tmp_path / "film.png") as image:
        strip = np.asarray(image)
    np.testing.assert_array_equal(strip, np.concatenate(list(frames(5)), 1))


def test_a_strip_that_is_too_long_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(movie, "MOST_STRIP", 33 * 45 * 3)
    with pytest.raises(UserError, match="side by side"):
        movie.write(tmp_path / "film.png", frames(), 5)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", movie.KINDS)
def test_stopping_leaves_nothing(tmp_path, kind):
    if kind == ".mp4":
        pytest.importorskip("av")
    done = []
    path = tmp_path / f"film{kind}"
    count = movie.write(
        path, frames(), 5, progress=lambda *now: done.append(now), stop=lambda: len(done) == 4
    )
    assert count == 0
    assert done[-1] == (4, 0)
    assert not list(tmp_path.iterdir())


def test_a_stop_while_the_gif_is_drawn_leaves_the_old_file(tmp_path):
    path = tmp_path / "film.gif"
    path.write_bytes(b"old")
    done = []
    stop = lambda: len(done) == COUNT  # noqa: E731 -- all frames are there, none is drawn
    assert movie.write(path, frames(), 5, progress=lambda *n: done.append(n), stop=stop) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["film.gif"]
    assert path.read_bytes() == b"old"


def test_an_error_in_the_frames_leaves_nothing(tmp_path):
    def broken():
        yield from frames(3)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        movie.write(tmp_path / "film.gif", broken(), 5)
    assert not list(tmp_path.iterdir())


def test_progress_counts_to_the_end(tmp_path):
    done = []
    movie.write(tmp_path / "film.gif", frames(), 5, count=COUNT, progress=lambda *n: done.append(n))
    assert done == [(k + 1, COUNT) for k in range(COUNT)]


def test_frames_of_two_sizes_are_refused(tmp_path):
    given = [*frames(1), *frames(1, width=50)]
    with pytest.raises(ValueError, match="before it"):
        movie.write(tmp_path / "film.gif", given, 5)


def test_no_frames_and_other_endings_are_refused(tmp_path):
    with pytest.raises(UserError, match="no pictures"):
        movie.write(tmp_path / "film.gif", [], 5)
    with pytest.raises(UserError, match=r"\.gif or \.mp4"):
        movie.write(tmp_path / "film.avi", frames(), 5)
    with pytest.raises(UserError, match="no folder"):
        movie.write(tmp_path / "nowhere" / "film.gif", frames(), 5)


def test_a_long_gif_needs_the_memory_of_a_short_one(tmp_path):
    def peak(count):
        generator = np.random.Generator(np.random.PCG64(0))
        noise = (generator.integers(0, 255, (100, 100, 1), np.uint8) for _ in range(count))
        tracemalloc.start()
        movie.write(tmp_path / "film.gif", noise, 5)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(200) < peak(20) + 4 * 2**20 + 180 * 12_000  # packed, up to 16 MB, then on the disk
