"""Metrics of translations: how far they are from partners, and what they keep."""

from __future__ import annotations

from typing import Any

from genstudio.analysis.case import Case
from genstudio.analysis.metric import Result
from genstudio.core.language import mark
from genstudio.models import Translates


def translations(case: Case, judge: Any = None) -> Result:
    """How far translations are from originals, true partners and, back again, from themselves."""
    from genstudio.analysis import translation_quality
    from genstudio.analysis.lens import Lens

    result = Result()
    measured = translation_quality.measure(
        Lens(case.model), case.dataset, split=case.options.split, judge=judge
    )
    for name, value in measured.items():
        if isinstance(value, float):
            result.put(name, value, "" if "content" in name else measured["units"])
    return result


def content(case: Case) -> Result:
    """What a judge, trained on the data's attributes, reads off translations."""
    from genstudio.analysis.judge import judge_of

    judge = judge_of(case.dataset, watch=lambda share: case.progress(int(100 * share), 100))
    result = translations(case, judge)
    result.figures = {n: v for n, v in result.figures.items() if "content" in n}
    return result


def no_translation(case: Case) -> str:
    """Say why nothing is translated; empty where it is."""
    return "" if isinstance(case.model, Translates) else mark("the model does not translate")


def no_content(case: Case) -> str:
    """Say why kept content cannot be read; empty where it can."""
    known = any(len(factor.names) > 1 for factor in case.dataset.factors.values())
    return no_translation(case) or ("" if known else mark("no attributes are known of the data"))
