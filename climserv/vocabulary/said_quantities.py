"""Quantities as people write them: `1 1/2 inches`, `0,85 mm`, `siku 10`, `3 debe`; what has two readings is refused.

Inside the house a quantity is a number, a point and a unit of ours; `parse_quantity` reads that. This room stands at
the door: it turns what people write in their language into that form, and asks where it cannot know.
"""

import re
from collections.abc import Mapping

from .measures import named
from .problems import Problem, Refused
from .texts import plain_word
from .units import Quantity, measures_the_same, parse_quantity

_FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_DIGITS = r"\d+(?:[.,]\d+|[ ']\d{3}(?!\d))*"
_NUMBER = rf"[+-]?(?:\d+ \d{{1,2}}/\d{{1,2}}|\d{{1,3}}/\d{{1,2}}|{_DIGITS} ?[½¼¾⅓⅔⅛]|[½¼¾⅓⅔⅛]|{_DIGITS}|[.,]\d+)"
_FIRST = re.compile(rf"({_NUMBER})\s*(\D.*)?")
# Swahili counts after the noun.
_LAST = re.compile(rf"([^\d+½¼¾⅓⅔⅛-][^\d½¼¾⅓⅔⅛]*?)\s*({_NUMBER})")
_POINTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")

# The separator that is a decimal sign beyond doubt; in Spanish either is, by country, and without a language too.
_DECIMAL = {"en": ".", "sw": ".", "fr": ","}


def read_quantity(
    text: object, *, where: str, language: str | None = None, like: str | None = None,
    measures: Mapping[str, str] | None = None,
) -> Quantity:  # fmt: skip
    """The quantity that people mean by a text; `Refused` with both readings where it has two.

    language  whose numbers and names these are (en, fr, sw, es); None: only what all of them read alike
    like      a unit of the same kind, such as `mm`, where it is known what is asked for
    measures  the group's own measures with their size, `{"debe": "20 litre"}`; they go before ours
    returns   in a unit of ours
    """
    plain = _SPACES.sub(" ", text).strip() if isinstance(text, str) else ""
    first, last = _FIRST.fullmatch(plain), _LAST.fullmatch(plain)
    if first:
        number, unit = first[1], (first[2] or "").strip()
    elif last:
        number, unit = last[2], last[1].strip()
    else:
        raise Refused(Problem("quantity.form", where, "this is not a quantity", str(text), _example(like)))
    value = read_number(number, where=where, language=language)
    if not unit:
        raise Refused(Problem("quantity.bare", where, "a number needs its unit", plain, _example(like)))
    size = _size(unit, where, language, like, measures or {})
    if size is None:
        return parse_quantity(f"{value:.12g} {unit}", where=where, like=like)
    if like is not None and not measures_the_same(size.unit, like):
        raise Refused(
            Problem("unit.dimension", where, f"this does not measure the same thing as {like}", plain, _example(like))
        )
    return Quantity(float(f"{value * size.value:.12g}"), size.unit)


def house_form(
    text: str, *, where: str, language: str | None = None, like: str | None = None,
    measures: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """The text as the house reads it; one that the house reads already stays letter by letter."""
    pointed = language not in (None, "en", "sw") and _POINTED.search(text)
    if not pointed and not has_two_readings(text) and not _own(text, measures or {}):
        try:
            parse_quantity(text, where=where, like=like)
        except Refused:
            pass
        else:
            unit = re.sub(r"^[\d\s.,+-]+", "", text).strip()
            known = named(unit, language, like)
            if known is None or len(known.sizes) == 1:
                return text
    said = str(read_quantity(text, where=where, language=language, like=like, measures=measures))
    # With a fourth decimal nobody takes the point for one between thousands, when it is read again.
    return _POINTED.sub(r"\g<0>0", said)


def read_number(text: str, *, where: str, language: str | None = None) -> float:
    """A number with a decimal comma or point, groups of three, or a fraction; refused when it has two readings."""
    sign, plain = (-1, text[1:]) if text[:1] == "-" else (1, text.removeprefix("+"))
    parts = re.fullmatch(r"(?:(\d+) )?(\d+)/(\d+)", plain)
    if parts and int(parts[3]):
        return sign * (int(parts[1] or 0) + int(parts[2]) / int(parts[3]))
    if plain[-1:] in _FRACTIONS:
        whole = plain[:-1].strip()
        return sign * ((read_number(whole, where=where, language=language) if whole else 0) + _FRACTIONS[plain[-1]])
    plain = re.sub(r"(?<=\d)[ '](?=\d{3})", "", plain)
    marks = re.findall(r"[.,]", plain)
    if len(marks) == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain):
        return sign * _of_two_readings(plain, marks[0], where, language)
    decimal = marks[-1] if len(marks) == 1 or len(set(marks)) == 2 else ""
    whole, _, rest = plain.rpartition(decimal) if decimal else (plain, "", "")
    grouped = re.fullmatch(r"\d*|\d{1,3}([.,])\d{3}(?:\1\d{3})*", whole)
    if not grouped or (decimal and grouped[1] == decimal) or not re.fullmatch(r"\d*", rest) or not whole + rest:
        raise Refused(Problem("number.form", where, "this is not a number", text, "such as 2.5 or 1500"))
    return sign * float(f"{re.sub('[.,]', '', whole) or 0}.{rest or 0}")


def has_two_readings(text: str) -> bool:
    """Whether a number in the text may be thousands or a decimal: `1,500 mm`."""
    return re.search(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])", text) is not None


def _of_two_readings(plain: str, mark: str, where: str, language: str | None) -> float:
    decimal = _DECIMAL.get(language or "")
    # In French a point may stand between thousands; a comma between them is English only.
    if decimal == mark:
        return float(plain.replace(",", "."))
    if decimal == ".":
        return float(plain.replace(",", ""))
    some, many = f"{float(plain.replace(',', '.')):g}", re.sub("[.,]", "", plain)
    raise Refused(
        Problem("number.ambiguous", where, "this number has two readings", plain, f"{some} or {many}",
                "Write it without the sign between thousands, or with fewer decimals")
    )  # fmt: skip


def _size(
    unit: str, where: str, language: str | None, like: str | None, measures: Mapping[str, str]
) -> Quantity | None:
    """What one of a measure is; None where the name is no measure of ours or of the group."""
    ours, own = named(unit, language, like), _own(unit, measures)
    if own is not None:
        size = parse_quantity(own, where=where)
        # A group may say which of several sizes it means, or name what we do not know; not rename a unit.
        if ours is not None and len(ours.sizes) == 1 and not _same_size(size, next(iter(ours.sizes))):
            raise Refused(
                Problem("measure.taken", where, "this name means something else everywhere else", unit,
                        f"{next(iter(ours.sizes))}, not {own}", "Give your own measure another name")
            )  # fmt: skip
        return size
    if ours is None:
        return None
    if len(ours.sizes) > 1:
        readings = ", ".join(f"{size} ({place})" if place else size for size, place in ours.sizes.items())
        raise Refused(
            Problem("measure.ambiguous", where, "this measure has several sizes", unit, readings,
                    f"Say how large your {unit} is, as one of your own measures, or use another unit")
        )  # fmt: skip
    return parse_quantity(next(iter(ours.sizes)), where=where)


def _own(text: str, measures: Mapping[str, str]) -> str | None:
    """The size of the group's own measure that a text names, with or without its number; plurals by s count."""
    unit = plain_word(re.sub(r"[\d.,/+½¼¾⅓⅔⅛-]+", " ", text))
    names = {plain_word(name): size for name, size in measures.items()}
    return names.get(unit) or names.get(unit.removesuffix("s")) or names.get(unit + "s")


def _same_size(one: Quantity, other: str) -> bool:
    wanted = parse_quantity(other, where="")
    return measures_the_same(one.unit, wanted.unit) and abs(one.to(wanted.unit) - wanted.value) <= 0.01 * wanted.value


def _example(like: str | None) -> str:
    return f"a number with its unit, such as '10 {like}'" if like else "a number with its unit, such as '20 mm'"
