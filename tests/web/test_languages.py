"""The translations: every text of the pages has its French, and the compiled file is the same as the text."""

import gettext
import re

import pytest

from climserv.config import Settings
from climserv.running.jobs import KILLED_TOO_OFTEN
from climserv.vocabulary.problems import Refused
from web import create_app, saying
from web.translating import TRANSLATIONS, languages, read_translation, texts_of_the_pages, untranslated, updated

PLACE = re.compile(r"%\((\w+)\)[sd]|%%")


def test_french_is_there():
    assert "fr" in languages()


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


def test_errors_are_said_in_french_too(client):
    english = client.get("/nowhere").text
    french = client.get("/nowhere", headers={"Accept-Language": "fr"}).text
    assert "There is no such page" in english
    assert "There is no such page" not in french
    assert "page" in french


def test_the_switch_offers_each_language_in_its_own_name(client):
    page = client.get("/").text
    assert ">English</button>" in page
    assert ">Français</button>" in page


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
