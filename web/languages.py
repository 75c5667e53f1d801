"""In which language a page is written: as the person chose, else as their browser asks, else the first we have."""

from babel import Locale, UnknownLocaleError, negotiate_locale
from flask import Flask, current_app, request, session
from flask_babel import Babel, get_locale
from flask_login import current_user

from climserv.vocabulary.problems import Problem, Refused

IN_SESSION = "language"


def set_up_languages(app: Flask, codes: tuple[str, ...]) -> None:
    names = [(code, _own_name(code)) for code in codes]
    if not names:
        raise Refused(
            Problem("settings.languages", "CLIMSERV_LANGUAGES", "no language is given", "", "such as: en, fr")
        )
    app.config["LANGUAGES"] = names
    app.config["BABEL_DEFAULT_TIMEZONE"] = "UTC"
    Babel(app, default_locale=codes[0], locale_selector=chosen_language)

    @app.context_processor
    def _for_templates() -> dict[str, object]:
        return {"language": language(), "languages": names}


def chosen_language() -> str:
    """The language of this request."""
    codes = [code for code, _ in current_app.config["LANGUAGES"]]
    if (kept := session.get(IN_SESSION)) in codes:
        return kept
    if current_user.is_authenticated and current_user.language in codes:
        return current_user.language
    wished = [tag for tag, weight in request.accept_languages if weight > 0]
    # A browser that asks for fr-CA before en gets French, though en is the exact match.
    return negotiate_locale(wished, codes, sep="-") or codes[0]


def language() -> str:
    """The code of the language the page is being written in, such as `fr`."""
    return str(get_locale() or "en")


def name_of(code: str, language: str) -> str:
    """The name of a language as it stands inside a sentence of `language`; its code when it has no name."""
    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(language)) or code
    except (ValueError, UnknownLocaleError):
        return code


def _own_name(code: str) -> str:
    try:
        locale = Locale.parse(code)
    except (ValueError, UnknownLocaleError) as error:
        what = "no such language"
        raise Refused(
            Problem("settings.languages", "CLIMSERV_LANGUAGES", what, code, "codes such as en, fr, sw")
        ) from error
    name = locale.get_display_name(locale)
    return name[:1].upper() + name[1:]
