import math
import os
import zlib

import pytest

from genstudio.core.errors import UserError
from genstudio.core.events import (
    Changed,
    Diverged,
    Ended,
    Profile,
    Saved,
    Scalars,
    Snapshot,
    Warned,
)
from genstudio.train import history
from genstudio.train.history import History

EVENTS = [
    Scalars([1, 2, 3], {"elbo": [-3.5, -2.25, -1.0], "kl": [0.5, 1.5, 2.0]}, 0.5, 1.25),
    Scalars([3], {"val elbo": [-2.0]}, 0.5, 1.5),
    Profile(3, "val kl by dimension", [0.25, 1.5]),
    Changed(3, "learning_rate", 1e-4),
    Changed(3, "loss", "minimax"),
    Warned(4, "The memory was full: 画像"),
    Diverged(5, "kl", 3),
    Diverged(5, "kl", None),
    Ended(4, "diverged"),
]


def write(path, events, length=0) -> int:
    writer = History(path, length)
    for event in events:
        writer.write(event)
    writer.close()
    return writer.length


def test_every_kind_of_event_comes_back_as_it_was(tmp_path) -> None:
    write(tmp_path / "h", EVENTS)
    assert history.read(tmp_path / "h") == EVENTS
    assert history.damaged(tmp_path / "h") == 0


def test_what_is_not_finite_comes_back_as_nan(tmp_path) -> None:
    write(tmp_path / "h", [Scalars([1, 2], {"kl": [math.nan, 1.0]})])
    (event,) = history.read(tmp_path / "h")
    assert math.isnan(event.values["kl"][0])
    assert event.values["kl"][1] == 1.0


def test_a_profile_comes_back_to_six_digits_and_with_what_is_not_finite(tmp_path) -> None:
    write(tmp_path / "h", [Profile(20_001, "val kl by dimension", [1 / 3, math.nan])])
    (event,) = history.read(tmp_path / "h")
    assert (event.step, event.name, event.values[0]) == (20_001, "val kl by dimension", 0.333333)
    assert math.isnan(event.values[1])


def test_a_history_from_before_profiles_is_read_as_ever(tmp_path) -> None:
    line = b'{"event":"Scalars","steps":[1],"values":{"kl":[2.0]},"epoch":0.1,"seconds":0.2}'
    crc = b'{"crc":"%08x",' % zlib.crc32(line)
    (tmp_path / "h").write_bytes(crc + line[1:] + b"\n")
    assert history.read(tmp_path / "h") == [Scalars([1], {"kl": [2.0]}, 0.1, 0.2)]


def test_weights_and_checkpoints_are_not_history(tmp_path) -> None:
    assert write(tmp_path / "h", [Snapshot(1, {}), Saved(1, tmp_path)]) == 0


def test_a_torn_last_line_is_dropped_wherever_it_is_torn(tmp_path) -> None:
    write(tmp_path / "h", EVENTS)
    whole = (tmp_path / "h").read_bytes()
    last = len(history.encode(EVENTS[-1]))
    for cut in range(1, last):
        (tmp_path / "h").write_bytes(whole[:-cut])
        assert history.read(tmp_path / "h") == EVENTS[: -1 if cut > 1 else None]


def test_every_flipped_bit_costs_one_line_and_is_noticed(tmp_path) -> None:
    events = EVENTS[1:4]
    write(tmp_path / "h", events)
    whole = (tmp_path / "h").read_bytes()
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << (place % 8)
        (tmp_path / "h").write_bytes(spoilt)
        read = history.read(tmp_path / "h")
        assert all(event in events for event in read)
        assert len(read) >= len(events) - 2  # a spoilt line end joins two lines


def test_a_resumed_run_writes_on_from_its_checkpoint(tmp_path) -> None:
    length = write(tmp_path / "h", EVENTS[:2])
    write(tmp_path / "h", EVENTS[2:4], length)
    write(tmp_path / "h", EVENTS[4:], length)
    assert history.read(tmp_path / "h") == EVENTS[:2] + EVENTS[4:]


def test_a_file_shorter_than_the_checkpoint_remembers_goes_on_after_its_last_line(tmp_path) -> None:
    length = write(tmp_path / "h", EVENTS[:2])
    os.truncate(tmp_path / "h", length - 5)
    write(tmp_path / "h", EVENTS[2:3], length)
    assert history.read(tmp_path / "h") == [EVENTS[0], EVENTS[2]]


def test_a_full_disk_is_told_and_nothing_is_lost_once_there_is_room(tmp_path) -> None:
    class Full:
        """A file on a disk that takes five bytes, then none."""

        def __init__(self, file) -> None:
            self.file, self.room = file, 5

        def seek(self, place) -> None:
            self.file.seek(place)

        def write(self, data) -> int:
            if not self.room:
                raise OSError(28, "No space left on device")
            self.file.write(bytes(data[: self.room]))
            self.room, written = 0, self.room
            return written

    writer = History(tmp_path / "h")
    writer.write(EVENTS[0])
    real, writer._file = writer._file, Full(writer._file)
    with pytest.raises(UserError, match="No space left"):
        writer.write(EVENTS[1])
    assert history.read(tmp_path / "h") == EVENTS[:1]
    writer._file = real
    writer.write(EVENTS[2])
    writer.close()
    assert history.read(tmp_path / "h") == EVENTS[:3]


def test_a_long_run_is_kept_ever_more_thinly_and_the_same_however_it_is_reported(tmp_path) -> None:
    def kept(size: int) -> list[int]:
        path = tmp_path / str(size)
        write(
            path,
            [
                Scalars(list(range(i + 1, i + 1 + size)), {"kl": [0.0] * size})
                for i in range(0, 100_000, size)
            ],
        )
        return [step for event in history.read(path) for step in event.steps]

    steps = kept(1000)
    assert steps[:10_000] == list(range(1, 10_001))
    assert steps[10_000:10_003] == [10_002, 10_004, 10_006]
    assert len(steps) < 30_000
    assert kept(400) == steps


def test_a_file_that_is_not_there_is_an_empty_history(tmp_path) -> None:
    assert history.read(tmp_path / "none") == []
