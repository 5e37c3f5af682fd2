"""The table of codes."""

from __future__ import annotations

import csv

import numpy as np

from genstudio.analysis.codes import code_rows, save_codes
from genstudio.data.dataset import Dataset


def dataset(**given) -> Dataset:
    images = np.zeros((3, 1, 8, 8), np.uint8)
    return Dataset("toy", "toy", images, np.array([0, 1, 2], np.uint8), **given)


def test_a_row_holds_id_label_split_and_code(tmp_path):
    data = dataset(labels=np.array([1, 0, -1]), classes=("a, b", "ü"))
    codes = np.array([[0.5, -1.25], [1e-9, 2], [3, 4]], np.float32)
    save_codes(tmp_path / "codes.csv", data, codes)
    with open(tmp_path / "codes.csv", newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header == ["id", "label", "split", "z0", "z1"]
    assert rows[0] == ["0", "ü", "train", "0.5", "-1.25"]
    assert rows[1][:3] == ["1", "a, b", "validation"]
    assert rows[2] == ["2", "", "test", "3", "4"]


def test_numbers_come_back_as_the_same_float32():
    codes = np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32)
    rows = list(code_rows(dataset(), codes))[1:]
    assert np.array_equal(np.array([r[3:] for r in rows], np.float32), codes)
    assert {r[1] for r in rows} == {""}
