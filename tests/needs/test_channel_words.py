"""Ways of delivery are called by their names, in the language of the reader."""

import pytest

from climserv.config import shipped
from climserv.matching.words.words import said
from climserv.needs.channel_words import CHANNELS, channels_in_words
from climserv.needs.loading import load_need
from climserv.needs.sentence import sentence

NEED = load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "text message (SMS)"), ("fr", "un message texte (SMS)"), ("sw", "ujumbe mfupi (SMS)"),
     ("es", "mensaje de texto (SMS)")],
)  # fmt: skip
def test_the_sentence_of_a_need_names_them(language, words):
    assert "sms" in NEED.reach.channels
    assert words in "".join(part.text for part in sentence(NEED, language))


def test_a_verdict_names_them_in_the_readers_language():
    named = {language: ", ".join(channels_in_words(["radio", "drums"], language)) for language in ("en", "fr")}
    told = said("reach.channel.lacking", "reason", {"channels": named})
    assert "la radio, drums" in told["fr"]
    assert "radio, drums" in told["en"]


def test_every_way_has_words_in_four_languages():
    assert all(set(words) == {"en", "fr", "sw", "es"} and all(words.values()) for words in CHANNELS.values())


def test_every_way_that_a_form_offers_has_words():
    from web.needs.choices import CHANNELS as OFFERED

    assert {code for code, _label in OFFERED} == set(CHANNELS)
