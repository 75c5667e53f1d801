"""Messages: the answer as plain text, one to read aloud and one short enough for a single SMS."""

from ..vocabulary.texts import text_in
from .answers import ahead_counts, ahead_period, told_years
from .counts import Counts, years_of_models
from .words.phrases import bare_count, checked, count_ahead, event, say, spoken

LONGEST_SMS = 160

# The alphabet of one SMS (GSM 03.38); any other letter would cut the message to 70.
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_NEAR = {"–": "-", "—": "-", "’": "'", "…": ".", "«": '"', "»": '"', "°": " ", "\u00a0": " "}


def message_text(record: dict, language: str) -> str:
    """For reading aloud: question, place, answer, years apart, what the models say, and what it cannot tell."""
    lines = [text_in(record["title"], language), record["area"]["name"]]
    if record["made_for_demonstration"]:
        lines.append(say(language, "demo"))
    if period := record["statement"]["record_period"]:
        lines[1] = f"{lines[1]}, {period}"
    lines += ["", record["answer"][language], *record["asides"][language]]
    if record["outlook"][language]:
        lines += ["", *record["outlook"][language], say(language, years_of_models(record))]
    lines += ["", record["definition"][language]]
    if record["hindsight"]:
        lines.append(say(language, "hindsight"))
    lines.append(say(language, "one_year"))
    if notice := language_notice(language):
        lines.append(notice)
    return "\n".join(line for i, line in enumerate(lines) if line or (i and lines[i - 1])).strip() + "\n"


def language_notice(language: str) -> str:
    """That our words were not yet read by a speaker, or that we have none in this language; empty when all is well."""
    if spoken(language) == "en" and language.split("-")[0] != "en":
        return say(language, "untranslated", language=language)
    return "" if checked(language) else say(language, "unchecked")


def sms_text(counts: Counts, metric, language: str, *, demo: bool) -> str:
    """One SMS a place, a line each; never cut inside a sentence: what does not fit is left out whole."""
    ahead = ahead_period(counts)
    group, period = told_years(counts) or ("observed", None)
    lines = []
    for place in counts.places:
        start = say(language, "demo.short") if demo else ""
        pairs = ahead_counts(counts, place, ahead) if ahead else []
        row = counts.row(place, group, period) if period else None
        if pairs:
            words = event(metric, counts.statement, language, told="model")
            told = {
                "period": ahead,
                "event": words,
                "ahead": count_ahead(pairs, language, of=counts.of_models, bare=True),
            }
            lines.append(_fitted(start, place, "", say(language, "answer.ahead.only", **told)))
        elif row is None or not row["years_valid"]:
            lines.append(_fitted(start, place, period or "", say(language, "no_answer")))
        else:
            words = event(metric, counts.statement, language, told="past" if group == "observed" else "model")
            said = bare_count(row["years_true"], row["years_valid"], language)
            lines.append(_fitted(start, place, period or "", say(language, "answer", count=said, event=words)))
    return "\n".join(lines) + "\n"


def _fitted(demo: str, place: str, period: str, body: str) -> str:
    """The fullest of these wordings that fits into one SMS; the demonstration notice and the count always stay."""
    start = f"{demo}. " if demo else ""
    where = f"{place}, {period}" if period else place
    for text in (f"{start}{where}: {body}", f"{start}{place}: {body}", f"{start}{body}"):
        if len(found := gsm(text)) <= LONGEST_SMS:
            return found
    raise ValueError(f"this sentence does not fit into an SMS: {body}")


def gsm(text: str) -> str:
    """Text in the alphabet of one SMS: letters it lacks lose their accent."""
    import unicodedata

    out = []
    for letter in text:
        if letter in _GSM:
            out.append(letter)
            continue
        plain = _NEAR.get(letter) or unicodedata.normalize("NFKD", letter)[0]
        out.append(plain if plain in _GSM else "?")
    return "".join(out)
