import threading

import pytest
import torch

from genstudio.core.errors import UserError
from genstudio.train import device


def test_auto_takes_the_first_device_there_is(monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert device.choose("auto") == torch.device("cuda")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert device.choose("auto") == torch.device("cpu")


def test_cuda_where_there_is_none_gets_one_sentence_that_says_what_to_do(monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(UserError, match=r"cuda \(an NVIDIA GPU.*choose auto or cpu"):
        device.choose("cuda")


def test_a_device_nobody_knows_is_named() -> None:
    with pytest.raises(UserError, match="no device 'tpu'"):
        device.choose("tpu")


def test_automatic_threads_leave_one_core_free(monkeypatch) -> None:
    for cores, expected in ((1, 1), (2, 1), (8, 7)):
        monkeypatch.setattr(device, "cores", lambda cores=cores: cores)
        assert device.threads(0) == expected
    assert device.threads(5) == 5


def test_the_processor_is_described_by_cores_and_memory() -> None:
    assert device.describe(torch.device("cpu")).startswith("CPU, ")
    assert device.describe(torch.device("cpu")).endswith(" GB")


def test_tiny_numbers_are_taken_for_zero_where_training_computes() -> None:
    found = []

    def work() -> None:  # in a thread of its own: the setting is the thread's
        device.set_threads(1)
        found.append((torch.full((1000,), 2e-38) * 0.1).count_nonzero().item())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [0]


@pytest.mark.parametrize(
    ("asked", "size", "expected"),
    [
        ("auto", 400, "cuda"),
        ("auto", 600, "cpu"),
        ("device", 600, "cuda"),
        ("host", 400, "cpu"),
    ],
)
def test_images_lie_on_the_gpu_where_they_fit(monkeypatch, asked, size, expected) -> None:
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (1000, 2000))
    assert device.place(asked, size, torch.device("cuda")).type == expected
    assert device.place(asked, size, torch.device("cpu")).type == "cpu"
