"""For who works on climserv: `python -m web.translating` gathers the texts of the pages into the translations.

Texts that are new stand in `translations/<language>/LC_MESSAGES/messages.po` without a translation; write it there and
run the command once more. A test fails while a text has none, and while the compiled file is older than the text.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from climserv.vocabulary.sentences import texts

WEB = Path(__file__).parent
TRANSLATIONS = WEB / "translations"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_pgettext": ((1, "c"), 2)}
# A page that cannot be read must not lose its texts in silence.
OPTIONS = {"templates/**.html": {"silent": "false", "encoding": "utf-8"}}
# The same texts give the same file: no time of writing.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def texts_of_the_pages() -> Catalog:
    """Every text of the pages and views, with the files it stands in."""
    catalog = Catalog(project="climserv", creation_date=LONG_AGO, charset="utf-8")
    found = extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS, comment_tags=("TRANSLATORS:",), strip_comment_tags=True)
    for file, _line, message, comments, context in sorted(found, key=lambda text: (text[0], text[1])):
        catalog.add(message, None, [(file, None)], auto_comments=comments, context=context)
    # The worker keeps what it finds as a sentence and values; the pages say the sentence.
    for text in texts():
        catalog.add(text, None, [("climserv/vocabulary/finding_texts.py", None)])
    return catalog


def languages() -> list[str]:
    """The languages that have a translation, besides English, in which the pages are written."""
    return sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def read_translation(language: str) -> Catalog:
    with _file(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The translation with the texts as the pages have them now; nothing is guessed from similar texts."""
    catalog = read_translation(language)
    catalog.update(texts_of_the_pages(), no_fuzzy_matching=True)
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = LONG_AGO
    return catalog


def written(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalog, width=110, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that are empty, or half empty, in this translation, or only guessed."""
    found = []
    for message in catalog:
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and (message.fuzzy or not strings or not all(strings)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def _file(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def main() -> None:
    for language in languages():
        catalog = updated(language)
        _file(language).write_bytes(written(catalog))
        _file(language).with_suffix(".mo").write_bytes(compiled(read_translation(language)))
        print(f"{language}: {len(catalog)} texts, {len(untranslated(catalog))} without a translation")


if __name__ == "__main__":
    main()
