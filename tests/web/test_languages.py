"""The translations: every text of the pages has them all, and the compiled files are the same as the texts."""

import gettext
import re
from datetime import date

import pytest
from flask_babel import format_date, format_decimal

from climserv.config import Settings
from climserv.running.jobs.jobs import KILLED_TOO_OFTEN
from climserv.vocabulary.problems import Refused
from web import create_app, saying
from web.translating import TRANSLATIONS, languages, read_translation, texts_of_the_pages, untranslated, updated

PLACE = re.compile(r"%\((\w+)\)[sd]|%%")


def test_every_language_that_is_offered_has_a_translation():
    assert set(languages()) == set(Settings.languages) - {"en"}


@pytest.mark.parametrize("language", languages())
def test_every_text_of_the_pages_has_a_translation(language):
    missing = untranslated(updated(language))
    assert missing == [], "write these in messages.po, then run: python -m web.translating"


@pytest.mark.parametrize("language", languages())
def test_no_translation_is_kept_of_what_is_no_longer_said(language):
    said = {message.id for message in texts_of_the_pages()}
    assert {message.id for message in read_translation(language)} - said == set()


@pytest.mark.parametrize("language", languages())
def test_translations_keep_the_places_of_names_and_numbers(language):
    for message in read_translation(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not message.id:
            continue
        for number, string in enumerate(strings):
            places, meant = set(PLACE.findall(string)), set(PLACE.findall(ids[-1]))
            # "One day" may be said without its number; nothing else may be left out, and nothing may be made up.
            one = len(strings) > 1 and number == 0
            assert places <= meant if one else places == meant, message.id


@pytest.mark.parametrize("language", languages())
def test_the_compiled_file_says_the_same_as_the_text(language):
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in read_translation(language):
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            for number in (1, 2, 5):
                assert compiled.ngettext(*message.id, number) in message.string
        else:
            heard = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert heard == message.string, "run: python -m web.translating"


def test_the_texts_of_lower_rooms_are_said_in_the_readers_language(app):
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        heard = saying.said_message(KILLED_TOO_OFTEN)
        assert heard != KILLED_TOO_OFTEN
        assert "mémoire" in heard
    with app.test_request_context():
        assert saying.said_message(KILLED_TOO_OFTEN) == KILLED_TOO_OFTEN
        assert saying.said_message("something else") == "something else"


@pytest.mark.parametrize("language", languages())
def test_errors_are_said_in_every_language(client, language):
    english = client.get("/nowhere").text
    theirs = client.get("/nowhere", headers={"Accept-Language": language}).text
    assert "There is no such page" in english
    assert f'<html lang="{language}">' in theirs
    assert "There is no such page" not in theirs
    assert {"fr": "page", "sw": "ukurasa", "es": "página"}[language] in theirs


def test_the_switch_offers_each_language_in_its_own_name(client):
    page = client.get("/").text
    for name in ("English", "Français", "Kiswahili", "Español"):
        assert f">{name}</button>" in page


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("en", "0.85", "1 October"), ("fr", "0,85", "1 octobre"), ("sw", "0.85", "1 Oktoba"), ("es", "0,85", "1 octubre")],
)
def test_numbers_and_days_are_written_as_in_the_language(app, language, number, day):
    with app.test_request_context(headers={"Accept-Language": language}):
        assert format_decimal(0.85) == number
        assert format_date(date(2025, 10, 1), "d MMMM") == day


@pytest.mark.parametrize("codes", [("en", "xx"), ("",), ("../fr",), ()])
def test_a_language_that_does_not_exist_is_refused_at_the_start(tmp_path, database, codes):
    with pytest.raises(Refused, match="language"):
        create_app(Settings(instance=tmp_path, languages=codes), database)


def test_french_marks_never_begin_a_line():
    """A mark that has a space before it keeps to its word, by a space that does not break."""
    loose = re.compile(r" [:;?!»]|« ")
    for message in read_translation("fr"):
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        assert not any(loose.search(text) for text in strings), message.id


def test_spanish_questions_and_cries_are_opened_as_well_as_closed():
    for message in read_translation("es"):
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        for text in strings if message.id else ():
            assert (text.count("¿"), text.count("¡")) == (text.count("?"), text.count("!")), message.id


@pytest.mark.parametrize("language", languages())
def test_a_translation_begins_and_ends_with_the_spaces_of_its_text(language):
    """Pieces of sentences are joined: ` and 3 more` keeps its space in every language."""
    for message in read_translation(language):
        if isinstance(message.id, str) and message.id:
            for side in (str.lstrip, str.rstrip):
                assert side(message.id) == message.id or side(message.string) != message.string, message.id
