"""What an operation takes for granted, told to people who write recipes: its conventions, no value filled in."""

import re
from collections.abc import Mapping

from ...vocabulary.texts import text_in
from .. import stated_words as words
from ..operations import Operation
from ..stating import sentence_in

_PLACE = re.compile(r"\{(\w+)\}")
_ONLY_A_NAME = re.compile(r"`\w+`\.?")


def taken_for_granted(operation: Operation, language: str) -> list[str]:
    """Its conventions as sentences, each once, with the names of its arguments in backticks where values will stand.

    language   one of `stated_words.LANGUAGES`
    """
    names = {one.name: f"`{one.name}`" for one in operation.parameters}
    told = names | _composed(operation, names, language)
    said = [
        _filled(text_in(sentence_in(one.sentence), language), told) for one in operation.conventions if one.sentence
    ]
    return [one for one in dict.fromkeys(said) if not _ONLY_A_NAME.fullmatch(one)]


def _composed(operation: Operation, names: Mapping[str, str], language: str) -> dict[str, str]:
    """What stands in sentences beside the arguments: ends of seasons, and phrases made of several of them."""
    season = next((one.name for one in operation.parameters if one.kind == "season"), "")
    between = words.BETWEEN["both"][language]
    bounds = (
        f"{said[language]} {between.format(low=f'`{name}_from`', high=f'`{name}_to`')}"
        for name, said in words.BOUNDED_WORDS.items()
    )
    ended = (f"{said[language]} (`{rule}`)" for rule, said in words.ENDS.items())
    told = {
        "first": f"`{season}.from`",
        "last": f"`{season}.to`",
        "crossing": "",
        "day": words.UNITS["day"][language][1],
        "bounds": ", ".join(bounds),
        "averaged": f"{words.AVERAGED[language]} {words.IN_RUNS[language]}",
        "ended": "; ".join(ended),
        **({name: said[language] for name, said in words.LOOKS_AHEAD.items()} if "look_ahead" in names else {}),
    }
    return {name: _filled(text, names) for name, text in told.items()}


def _filled(text: str, told: Mapping[str, str]) -> str:
    """The text with what is told in the places of its braces, `{threshold}` or `{threshold_fr}`."""

    def put(place: re.Match) -> str:
        name, _, end = place[1].rpartition("_")
        name = name if end in words.LANGUAGES else place[1]
        return told.get(name, f"`{name}`")

    return _PLACE.sub(put, text)
