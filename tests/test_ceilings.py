import pytest
import torch

from genstudio.analysis import bench, ceilings


def test_products_are_counted_by_hand() -> None:
    model = bench.VAE.build((1, 28, 28))
    assert ceilings.forward_flops(model.encoder, model) == 2 * (784 * 400 + 400 * 40)
    assert ceilings.forward_flops(model.decoder, model) == 2 * (20 * 400 + 400 * 784)


def test_convolutions_are_counted_as_the_multiplications_that_they_make() -> None:
    model = bench.GAN.build((1, 32, 32))
    # 4 x 4 kernels over 16 x 16, 8 x 8 and 4 x 4 outputs, then one output of all.
    down = [16 * 16 * 32 * 16 * 1, 8 * 8 * 64 * 16 * 32, 4 * 4 * 64 * 16 * 64, 4 * 4 * 64]
    assert ceilings.forward_flops(model.discriminator, model) == 2 * sum(down)
    up = [32 * 64 * 4 * 4, 4 * 4 * 64 * 16 * 64, 8 * 8 * 64 * 16 * 32, 16 * 16 * 32 * 16 * 1]
    assert ceilings.forward_flops(model.generator, model) == 2 * sum(up)


def test_shares_are_of_what_was_measured() -> None:
    model = bench.VAE.build((1, 28, 28))
    most = {"fp32_gflops": 100.0, "copy_gb_per_second": 10.0}
    found = ceilings.used("vae", model, 10_000, 128, "fp32", most)
    flops = 3 * 2 * (784 * 400 + 400 * 40 + 20 * 400 + 400 * 784)
    assert found["arithmetic"] == pytest.approx(flops * 1e4 / 1e11, abs=1e-3)
    weights = 784 * 400 + 400 + 400 * 40 + 40 + 20 * 400 + 400 + 400 * 784
    assert found["optimiser_bandwidth"] == pytest.approx(28 * weights * 1e4 / 128 / 1e10, abs=1e-3)


def test_a_device_is_measured(monkeypatch) -> None:
    monkeypatch.setitem(ceilings.SIDE, "cpu", 64)
    monkeypatch.setitem(ceilings.COPIED, "cpu", 2**16)
    found = ceilings.measure(torch.device("cpu"))
    assert set(found) == {"fp32_gflops", "bf16_gflops", "copy_gb_per_second"}
    assert all(value > 0 for value in found.values())
