"""The options of commands, which are made from the settings."""

from __future__ import annotations

import re

import pytest

from genstudio import cli, models
from genstudio.cli import _options
from genstudio.core import config, registry
from genstudio.core.errors import UserError


@pytest.mark.parametrize("family", registry.names(models))
def test_every_setting_is_an_option_with_its_default(family) -> None:
    from genstudio.train import trainer

    parser = cli.build_parser("train")
    options = subparser(subparser(parser, "train"), family.replace("_", "-")).format_help()
    flat = " ".join(options.split())
    module = registry.load(models, family)
    for setting in [*config.settings(module.Config), *config.settings(trainer.Config)]:
        assert f"--{setting.name.replace('_', '-')}" in flat
    for name, default in module.RECIPE.items():
        assert re.search(rf"--{name.replace('_', '-')} .*?default {re.escape(str(default))}", flat)


def test_only_what_was_given_is_passed_on() -> None:
    from genstudio.models.vae import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    assert _options.chosen(parser.parse_args([]), "model") == {}
    given = parser.parse_args(["--latent-dim", "5", "--beta", "2", "--likelihood", "gaussian"])
    assert _options.chosen(given, "model") == {
        "latent_dim": 5,
        "beta": 2.0,
        "likelihood": "gaussian",
    }


def test_a_switch_can_be_turned_on_and_off() -> None:
    from genstudio.models.gan import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    assert _options.chosen(parser.parse_args(["--normalise"]), "model") == {"normalise": True}
    assert _options.chosen(parser.parse_args(["--no-normalise"]), "model") == {"normalise": False}


def test_a_wrong_value_names_the_field_the_value_and_the_range() -> None:
    from genstudio.models.vae import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "model")
    with pytest.raises(UserError, match=r"latent_dim\) is 0; it must be from 1 to 512"):
        parser.parse_args(["--latent-dim", "0"])


def test_settings_of_one_name_in_two_groups_have_options_of_their_own() -> None:
    from genstudio.train.trainer import Config

    parser = cli.Parser(prog="test")
    _options.add_settings(parser, config.settings(Config), "training")
    _options.add_settings(parser, config.settings(Config), "data")
    args = parser.parse_args(["--seed", "1", "--data-seed", "2"])
    assert _options.chosen(args, "training") == {"seed": 1}
    assert _options.chosen(args, "data") == {"seed": 2}


def test_values_below_zero_are_not_taken_for_options() -> None:
    assert cli.join_negative_values(["--at", "-0.5,1.2", "--scale", "-3"]) == [
        "--at=-0.5,1.2",
        "--scale=-3",
    ]
    assert cli.join_negative_values(["--json", "--at=-1", "-h"]) == ["--json", "--at=-1", "-h"]


def subparser(parser, name: str):
    """Return the parser of a subcommand."""
    return next(a.choices[name] for a in parser._actions if isinstance(a.choices, dict))
