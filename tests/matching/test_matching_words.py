"""Every rule speaks four languages, and says the same figures in each."""

import re

import pytest

from climserv.matching.words.words import LANGUAGES, WORDS, texts_of
from climserv.matching.words.words_in_spanish import SPANISH
from climserv.matching.words.words_in_swahili import SWAHILI


def placeholders(text):
    return sorted(set(re.findall(r"\{\w+\}", text)))


@pytest.mark.parametrize("part", ["reason", "remedy"])
def test_every_sentence_is_there_in_four_languages_with_the_same_figures(part):
    for code in WORDS:
        texts = texts_of(code, part)
        assert tuple(texts) == LANGUAGES
        assert len({bool(text) for text in texts.values()}) == 1, code
        assert len({tuple(placeholders(text)) for text in texts.values()}) == 1, code


def test_no_sentence_is_of_a_rule_that_is_gone():
    assert set(SWAHILI) | set(SPANISH) <= set(WORDS)
