"""A folder of images: classes, captions, and a list of what was left out."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from genstudio.core.errors import UserError
from genstudio.data import folder, sources
from genstudio.data._layout import read_layout
from genstudio.data.dataset import Stopped, summary


def draw(path: Path, value: int = 0, size: tuple[int, int] = (16, 16), mode: str = "L") -> None:
    """Write a picture of one grey."""
    path.parent.mkdir(parents=True, exist_ok=True)
    colour = value if mode == "L" else (value, 0, 0)
    Image.new(mode, size, colour).save(path, "PNG")


def reasons(data) -> dict[str, str]:
    return {problem.file: problem.reason for problem in data.problems}


def levels(data) -> list[int]:
    return data.images[:, 0, 0, 0].tolist()


def test_sub_folders_are_classes_in_natural_order(tmp_path):
    for number, name in enumerate(["10/a", "9/b", "9/a", "2/x"]):
        draw(tmp_path / f"{name}.png", number)
    data = sources.load(tmp_path)
    assert data.classes == ("2", "9", "10")
    assert dict(zip(levels(data), data.labels.tolist())) == {0: 2, 1: 1, 2: 1, 3: 0}
    assert data.name == tmp_path.name
    assert data.problems == ()


def test_a_flat_folder_has_no_labels(tmp_path):
    for number in range(3):
        draw(tmp_path / f"{number}.png", number)
    data = sources.load(tmp_path)
    assert levels(data) == [0, 1, 2]
    assert data.labels is None
    assert data.classes == ()
    assert data.captions is None


@pytest.mark.parametrize(
    ("names", "classes", "labels"),
    [
        (["images/a.png", "images/b.png"], (), None),
        (["x/cats/a.png", "x/dogs/b.png", "x/cats/c.png"], ("cats", "dogs"), [0, 1, 0]),
        (["cats/big/a.png", "cats/b.png", "dogs/c.png"], ("cats", "dogs"), [0, 0, 1]),
        (["a.png", "cats/b.png"], ("(top folder)", "cats"), [0, 1]),
        (["cat/1.png", "cat2/1.png"], ("cat", "cat2"), [0, 1]),
        (["train/cats/a.png", "test/dogs/b.png"], ("cats", "dogs"), [0, 1]),
        (["train/a.png", "test/b.png"], (), None),
        (["train/a.png", "trial/b.png"], ("train", "trial"), [0, 1]),
    ],
)
def test_the_first_folders_that_differ_are_the_classes(names, classes, labels):
    layout = read_layout(names)
    assert layout.classes == classes
    assert (layout.labels is None) if labels is None else (layout.labels.tolist() == labels)


def test_folders_called_train_and_test_are_the_split():
    names = [f"train/{c}/{i}.png" for c in "ab" for i in range(20)] + ["test/a/x.png"]
    layout = read_layout(names)
    assert np.flatnonzero(layout.split == 2).tolist() == [40]
    assert (layout.split == 1).sum() == 2
    names.append("Val/a/x.png")
    assert np.bincount(read_layout(names).split).tolist() == [40, 1, 1]


def test_the_emoji(shared_data):
    data = sources.load(shared_data / "emoji-72")
    assert data.images.shape == (3414, 3, 32, 32)
    assert len(data.classes) == 9
    assert np.bincount(data.labels).min() == 8
    assert np.bincount(data.labels).max() == 2156
    assert data.problems == ()
    assert data.captions is not None
    assert all(data.captions)
    assert "joker" in data.captions
    corners = data.images[:, :, 0, 0].reshape(len(data), -1)
    assert ((corners == 255).all(1)).mean() > 0.8  # RGBA on white


def test_mixed_modes_and_sizes_make_one_array(tmp_path):
    draw(tmp_path / "a.png", 200)
    draw(tmp_path / "b.png", 200, (300, 120), "RGB")
    Image.new("CMYK", (40, 50)).save(tmp_path / "c.jpg")
    Image.new("1", (10, 10), 1).save(tmp_path / "d.gif")
    Image.fromarray(np.full((20, 20), 65535, np.uint16)).save(tmp_path / "e.tiff")
    data = sources.load(tmp_path)
    assert data.shape == (3, 16, 16)
    first = [image[:, 0, 0].tolist() for image in data.images]
    assert first == [[200] * 3, [200, 0, 0], [255] * 3, [255] * 3, [255] * 3]


@pytest.mark.parametrize(
    ("sizes", "side"),
    [
        ([(28, 28)] * 3, 28),
        ([(64, 64)], 64),
        ([(72, 72)], 32),
        ([(4000, 3000)], 32),
        ([(28, 28), (29, 28)], 32),
        ([(9, 10)], 8),
        ([(20, 15)], 16),
        ([(3, 3)], 8),
    ],
)
def test_the_automatic_size(tmp_path, sizes, side):
    for number, size in enumerate(sizes):
        draw(tmp_path / f"{number}.png", 5, size)
    assert sources.load(tmp_path).shape == (1, side, side)
    assert sources.load(tmp_path, {"size": 12}).shape == (1, 12, 12)


def test_one_coloured_picture_makes_the_set_coloured(tmp_path):
    draw(tmp_path / "a.png", 9)
    assert sources.load(tmp_path).shape[0] == 1
    assert sources.load(tmp_path, {"colour": "rgb"}).shape[0] == 3
    draw(tmp_path / "b.png", 9, mode="RGB")
    assert sources.load(tmp_path).shape[0] == 3
    assert sources.load(tmp_path, {"colour": "grey"}).shape[0] == 1


def test_captions_come_from_metadata_and_from_texts(tmp_path):
    for name in ("a", "b", "sub/c", "sub/d", "e"):
        draw(tmp_path / f"{name}.png")
    lines = [{"file_name": "a.png", "text": "an ant"}, {"file_name": "./sub/c.png", "text": "c"}]
    text = "\n".join(map(json.dumps, lines)) + "\n\n"
    (tmp_path / "metadata.jsonl").write_text(text, encoding="utf-8")
    line = json.dumps({"file_name": "d.png", "text": "größe 大"}, ensure_ascii=False)
    (tmp_path / "sub" / "metadata.jsonl").write_text(line, encoding="utf-8")
    (tmp_path / "a.txt").write_text("not this")
    (tmp_path / "b.txt").write_text("\ufeffa bee\n", encoding="utf-8")
    data = sources.load(tmp_path)
    assert data.captions == ("an ant", "a bee", "", "c", "größe 大")
    assert data.problems == ()


def test_captions_that_cannot_be_read_are_listed_and_the_images_kept(tmp_path):
    for name in ("a", "b", "c"):
        draw(tmp_path / f"{name}.png")
    lines = ["{", '"x"', "[]", '{"file_name": 3, "text": "x"}', '{"file_name": "a.png"}']
    lines += ["[" * 100_000, '{"file_name": "/etc/passwd", "text": "x"}']
    lines += ['{"file_name": "../../a.png", "text": "x"}', '{"file_name": "c.png", "text": "sea"}']
    (tmp_path / "metadata.jsonl").write_text("\n".join(lines))
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b.txt").write_bytes(b"x" * 70_000)
    data = sources.load(tmp_path)
    assert data.captions == ("", "", "sea")
    told = reasons(data)
    assert told["metadata.jsonl"].startswith("6 lines, first 1, is not JSON")
    assert told["a.txt"] == "is not UTF-8 text."
    assert "longer than the 65,536 bytes" in told["b.txt"]


def test_whatever_is_no_image_is_listed_by_name_and_skipped(tmp_path):
    draw(tmp_path / "good.png", 7)
    draw(tmp_path / "sub" / "good.jpg", 8)  # PNG inside: the content counts
    whole = (tmp_path / "good.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[:50])
    (tmp_path / "zero.jpg").touch()
    (tmp_path / "letter.png").write_text("Dear all")
    (tmp_path / "picture.dat").write_bytes(whole)
    (tmp_path / "drawing.svg").write_text("<svg/>")
    (tmp_path / "empty.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "loop.png").symlink_to("loop.png")
    (tmp_path / "dangling.png").symlink_to("nowhere.png")
    (tmp_path / "zeros.png").symlink_to("/dev/zero")
    (tmp_path / "sub" / "up").symlink_to("..", target_is_directory=True)
    (tmp_path / "link.png").symlink_to("good.png")
    for quiet in (".hidden.png", "Thumbs.db", "README.md", "labels.csv"):
        (tmp_path / quiet).write_text("x")
    data = sources.load(tmp_path)
    assert sorted(levels(data)) == [7, 7, 8]
    told = reasons(data)
    assert told.keys() == {
        "cut.png", "zero.jpg", "letter.png", "picture.dat", "drawing.svg", "empty.png",
        "pipe.png", "loop.png", "dangling.png", "zeros.png", "sub/up",
    }  # fmt: skip
    assert "cut off" in told["cut.png"]
    assert told["zero.jpg"] == "is empty (0 bytes)."
    assert "is not an image" in told["letter.png"]
    assert told["picture.dat"] == told["drawing.svg"]
    assert "not called like an image" in told["picture.dat"]
    assert told["empty.png"] == "is a folder, not an image."
    assert told["pipe.png"] == told["zeros.png"] == "is not a regular file."
    assert told["loop.png"] == told["dangling.png"] == "is a link that leads nowhere."
    assert "links are not followed" in told["sub/up"]
    assert len(summary(data)["problems"]) == 11


def test_a_class_may_be_called_like_an_image(tmp_path):
    draw(tmp_path / "logo.png" / "a.png")
    draw(tmp_path / "cat" / "a.png")
    data = sources.load(tmp_path)
    assert data.classes == ("cat", "logo.png")
    assert data.problems == ()


def test_a_class_that_lost_all_its_images_is_no_class(tmp_path):
    for name in ("a/1", "b/1"):
        draw(tmp_path / f"{name}.png")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "1.png").touch()
    assert sources.load(tmp_path).classes == ("a", "b")


def test_a_folder_without_images_says_what_it_looked_for(tmp_path):
    with pytest.raises(UserError, match=r"no images in the folder .*\(PNG, JPEG, WEBP"):
        sources.load(tmp_path)
    (tmp_path / "a.png").touch()
    with pytest.raises(UserError, match=r"that can be read .*; a\.png is empty"):
        sources.load(tmp_path)
    (tmp_path / "a.png").unlink()
    (tmp_path / "a.psd").touch()
    with pytest.raises(UserError, match=r"a\.psd is not called like an image"):
        sources.load(tmp_path)


def test_names_of_any_script_length_and_encoding(tmp_path):
    names = ["größe 大きい 🎨.png", "x" * 250 + ".png", "new\nline.png", "<img src=x>.png"]
    for name in names:
        draw(tmp_path / name)
    draw(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png")))
    draw(Path(os.fsdecode(os.fsencode(tmp_path) + b"/class\xff/a.png")))
    (tmp_path / "bad\x1b[2J.png").touch()
    data = sources.load(tmp_path)
    assert len(data) == 6
    assert data.classes == ("(top folder)", "class\\udcff")
    assert list(reasons(data)) == ["bad\\x1b[2J.png"]
    assert json.dumps(summary(data), ensure_ascii=False).encode()


def test_a_path_longer_than_the_system_takes_is_listed(tmp_path):
    draw(tmp_path / "good.png")
    part = "d" * 200
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir(part, dir_fd=here)
        inner = os.open(part, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    data = sources.load(tmp_path)
    assert len(data) == 1
    assert [p.reason for p in data.problems] == ["cannot be opened: File name too long."]


def test_too_many_images_are_thinned_out_evenly_and_always_alike(tmp_path):
    for name in "ab":
        for number in range(20):
            draw(tmp_path / name / f"{number}.png", number)
    data = sources.load(tmp_path, {"max_images": 10})
    assert len(data) == 10
    assert set(data.labels.tolist()) == {0, 1}
    assert "only 10 of 40 images" in reasons(data)["."]
    assert sources.load(tmp_path, {"max_images": 10}).fingerprint == data.fingerprint


def test_the_order_does_not_depend_on_the_file_system(tmp_path):
    for name in ("c", "a", "B", "é"):
        draw(tmp_path / "one" / f"{name}.png", ord(name))
    for name in ("é", "B", "a", "c"):
        draw(tmp_path / "two" / f"{name}.png", ord(name))
    one, two = (sources.load(tmp_path / name) for name in ("one", "two"))
    assert levels(one) == [ord(name) for name in "Bacé"]
    assert one.fingerprint == two.fingerprint


@pytest.mark.parametrize("after", [0, 1, 30, 60])
def test_a_stop_is_heard_at_once_and_leaves_no_thread(tmp_path, after):
    for number in range(50):
        draw(tmp_path / f"{number}.png")
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    before = threading.active_count()
    with pytest.raises(Stopped):
        sources.load(tmp_path, stop=stop)
    assert asked == after + 1
    assert threading.active_count() == before


def test_results_come_in_order_and_few_are_ahead():
    started: list[int] = []

    def work(number: int) -> int:
        started.append(number)
        return number * number

    results = folder.in_order(work, range(500), lambda: False)
    assert next(results) == 0
    assert len(started) <= 8 * folder.WORKERS + 1
    assert list(results) == [n * n for n in range(1, 500)]


def test_an_exception_in_a_worker_comes_out_and_ends_the_threads():
    def work(number: int) -> float:
        return 1 / (number - 20)

    with pytest.raises(ZeroDivisionError):
        list(folder.in_order(work, range(100), lambda: False))
    assert not [t for t in threading.enumerate() if t.name.startswith("decode")]


def test_abandoning_the_results_ends_the_threads():
    results = folder.in_order(abs, range(100), lambda: False)
    next(results)
    results.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("decode")]


KINDS = st.sampled_from(["good", "zero", "cut", "text", "pipe", "folder", "link", "txt", "dir"])
TREE = st.dictionaries(
    st.lists(st.sampled_from(["a", "b", "c.png", "d"]), min_size=1, max_size=3).map("/".join),
    KINDS,
    max_size=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(TREE)
def test_any_folder_is_loaded_or_refused_and_everything_is_accounted_for(tmp_path_factory, tree):
    root = tmp_path_factory.mktemp("tree")
    good = 0
    for name, kind in tree.items():
        path = root / f"{name}.png" if kind != "txt" else root / f"{name}.txt"
        if any(p.is_symlink() or p.is_file() for p in path.parents if p != root) or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        good += make(path, kind)
    bad = sum(
        p.suffix == ".png" and (p.is_symlink() or not p.is_dir()) for p in root.rglob("*")
    ) - good  # fmt: skip
    try:
        data = sources.load(root)
    except UserError:
        assert good == 0
        return
    assert len(data) == good
    assert sum("is a folder" not in p.reason for p in data.problems) == bad


def make(path: Path, kind: str) -> int:
    """Make an entry of one kind; return 1 where it is an image that can be read."""
    if kind == "good":
        draw(path)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("..")
    elif kind == "dir":
        path.with_suffix("").mkdir(exist_ok=True)
    else:
        path.write_bytes({"cut": b"\x89PNG\r\n\x1a\n\0", "text": b"hello"}.get(kind, b""))
    return int(kind == "good")
