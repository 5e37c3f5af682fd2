"""Lesson files: what is taken, what is refused, and the shipped ones."""

import contextlib
import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genstudio.core import lesson, paths
from genstudio.core.errors import UserError

PATH = Path("x.genlesson")
SHIPPED = sorted(paths.resource("lessons").glob("*.genlesson"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)


def plain(**more):
    step = {"title": "One", "text": "Do it."}
    return {
        "format": lesson.FORMAT, "version": 1, "title": "T", "summary": "S", "steps": [step], **more
    }  # fmt: skip


def read(value) -> lesson.Lesson:
    return lesson.parse(json.dumps(value).encode(), PATH)


def with_step(**more):
    return plain(steps=[{"title": "One", "text": "Do it.", **more}])


def judged(**more):
    return {"value": "kl", "above": 1, "then": "{kl}", "otherwise": "{kl_before}", **more}


def test_replies_say_what_a_step_measures():
    found = read(with_step(measure={"kl": "curve.kl"}, check=judged()))
    assert found.steps[0].check.above == 1
    assert lesson.filled("{kl} of {b}, {}", {"kl": "7", "b": "9"}) == "7 of 9, {}"
    assert lesson.filled("{kl}", {}) == "{kl}"  # nothing is measured: braces are braces
    assert lesson.filled("{kl} {x}", {"kl": "7"}) == "7 –"
    braces = {"question": "?", "choices": [{"text": "a", "then": "{x}"}] * 2}
    assert read(with_step(ask=braces)).steps[0].ask is not None


def test_panels_settings_and_parts_of_benches_can_be_hidden():
    names = ["runs", "setting.k_d", "theory.gan1d", "theory.gan1d.act-optimum"]
    found = read(plain(hide=names, keep_hidden=True, minutes=5, order=2))
    assert found.hide == tuple(names)
    assert found.keep_hidden


def test_a_small_lesson_is_read():
    found = read(plain(authors=["A"]))
    assert found.steps[0].until.event == "next"
    assert found.authors == ("A",)


def test_a_text_is_said_in_the_language_or_in_english():
    text = {"en": "Train", "de": "Trainieren"}
    assert [lesson.said(text, code) for code in ("de", "de_AT", "fr")] == [
        "Trainieren", "Trainieren", "Train",
    ]  # fmt: skip
    assert lesson.said("Zug", "fr") == "Zug"


def test_control_characters_are_shown_and_lines_are_kept():
    assert lesson.said("a\nb\x1b[31m\u202e") == "a\nb\\x1b[31m\\u202e"


@pytest.mark.parametrize(
    "value",
    [
        plain(extra=1),
        plain(version="1"),
        plain(format="another"),
        plain(title=""),
        plain(title="x" * 300),
        plain(title={}),
        plain(title={"de": "nur deutsch"}),
        plain(title={"EN": "x", "en": "y"}),
        plain(title="  "),
        plain(steps=[]),
        plain(steps=[{"title": "a", "text": "b"}] * 101),
        with_step(at="../../etc"),
        with_step(at="setup.family\n"),
        with_step(at="os.system('x')"),
        with_step(set={"data": "/etc/passwd"}),
        with_step(set={"data": "https://example.com"}),
        with_step(set={"family": "../vae"}),
        with_step(set={"model": {"__class__": 1}}),
        with_step(set={"model": {"beta": [1]}}),
        with_step(set={"model": {"beta": 10**30}}),
        with_step(set={"run": "delete"}),
        with_step(until={"event": "eval"}),
        with_step(until={"event": "steps"}),
        with_step(until={"event": "steps", "count": 0}),
        with_step(until={"event": "tab"}),
        with_step(ask={"question": "?", "choices": [{"text": "a", "then": "b"}]}),
        with_step(hide="setup"),
        with_step(hide=["theory..x"]),
        with_step(until={"event": "figure", "name": "jsd"}),
        with_step(until={"event": "acted"}),
        with_step(set={"bench": "../gan1d"}),
        with_step(set={"pace": "hasty"}),
        with_step(measure={"kl": "file./etc/passwd"}),
        with_step(check={"value": "kl", "then": "a", "otherwise": "b"}),
        with_step(measure={"kl": "curve.kl"}, check=judged(then="{jsd}")),
        with_step(measure={"kl": "curve.kl"}, check=judged(exceeds="jsd")),
        with_step(measure={"kl": "curve.kl"}, check=judged(then={"en": "a", "de": "{jsd}"})),
        plain(minutes=0),
        plain(keep_hidden="yes"),
    ],
)
def test_what_is_not_as_described_is_refused(value):
    with pytest.raises(UserError):
        read(value)


def test_a_newer_format_is_told_apart_from_a_damaged_file():
    with pytest.raises(UserError, match="newer"):
        read(plain(version=2, more="things"))


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"null", b"[" * 200_000, b'{"a":' * 200_000, b'{"version":1e999}',
     b'{"version":' + b"9" * 10_000 + b"}", b'"' + b"x" * 400_000],
)  # fmt: skip
def test_damaged_bytes_are_refused_in_one_sentence(data):
    with pytest.raises(UserError) as caught:
        lesson.parse(data, Path("<b>x\n.genlesson"))
    assert "\n" not in str(caught.value)


@given(JSON)
def test_no_json_does_more_than_be_refused(value):
    with pytest.raises(UserError):
        read(value)


FIELDS = "title", "text", "at", "set", "until", "ask", "hide", "measure", "check"


@given(st.sampled_from(FIELDS), JSON)
def test_no_value_in_a_step_does_more_than_be_refused(name, value):
    try:
        found = read(with_step(**{name: value}))
    except UserError:
        return
    assert len(found.steps) == 1  # it fits: its texts can be shown
    assert all(lesson.said(text, "de") for text in lesson.texts(found))


@given(st.integers(0, 3000), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_harmless(place, value):
    data = bytearray(SHIPPED[0].read_bytes())
    data[place] = value
    with contextlib.suppress(UserError):
        lesson.parse(bytes(data), PATH)


def test_only_regular_files_of_a_sensible_size_are_read(tmp_path):
    huge = tmp_path / "huge.genlesson"
    huge.write_bytes(b" " * (lesson.LARGEST + 1))
    pipe = tmp_path / "pipe.genlesson"
    os.mkfifo(pipe)
    for path in (huge, pipe, tmp_path, tmp_path / "absent", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(UserError):
            lesson.read(path)


def test_the_tour_and_the_lessons_of_the_deck_are_shipped_in_its_order():
    found = sorted((lesson.read(path).order, path.stem) for path in SHIPPED)
    assert [name for _, name in found] == [
        "tour",
        "generative-model",
        "vae",
        "gan",
        "applications",
        "six-applications",
    ]
    assert all(8 <= len(lesson.read(path).steps) <= 15 for path in SHIPPED)
    assert all(lesson.read(path).minutes for path in SHIPPED)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_lessons_are_complete_in_both_languages(path):
    found = lesson.read(path)
    for text in lesson.texts(found):
        assert isinstance(text, dict)
        assert set(text) == {"en", "de"}
        assert text["en"] != text["de"] or len(text["en"]) < 10  # "Pause" is both
        assert text["en"].count("\n\n") == text["de"].count("\n\n")
    for step in found.steps:
        assert step.ask is None or sum(choice.right for choice in step.ask.choices) == 1


def test_a_lesson_that_was_read_can_be_written_and_read_again():
    for path in SHIPPED:
        found = lesson.read(path)
        assert lesson.parse(msgspec.json.encode(found), PATH) == found
