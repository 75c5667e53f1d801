"""Each metric that people are asked about is told in one sentence, in four languages, under one theme."""

import pytest

from climserv.vocabulary.metric_definitions import DEFINITIONS, THEMES
from climserv.vocabulary.metrics import METRICS

ASKED = [code for code, metric in METRICS.items() if metric.asked]


@pytest.mark.parametrize("code", ASKED)
def test_a_metric_is_told_in_one_sentence_in_each_language(code):
    said = DEFINITIONS[code]
    assert list(said) == ["en", "fr", "sw", "es"]
    for text in said.values():
        assert text.endswith(".")
        assert text.count(".") == 1
        assert len(text) <= 110
    assert len(set(said.values())) == 4


def test_every_metric_stands_under_one_theme():
    listed = [code for theme in THEMES for code in theme.metrics]
    assert sorted(listed) == sorted(ASKED)
    assert all(set(theme.words) == {"en", "fr", "sw", "es"} for theme in THEMES)
