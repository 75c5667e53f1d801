"""What a seasonal forecast says of a threshold, beside the answer: the chance, the usual one, the skill."""

import math
from collections.abc import Mapping, Sequence

from .phrases import quantity, spoken

_BOUNDS = {
    "en": {"at_least": "at least {at}", "more_than": "more than {at}", "fewer_than": "less than {at}"},
    "fr": {"at_least": "au moins {at}", "more_than": "plus de {at}", "fewer_than": "moins de {at}"},
    "sw": {"at_least": "angalau {at}", "more_than": "zaidi ya {at}", "fewer_than": "chini ya {at}"},
    "es": {"at_least": "al menos {at}", "more_than": "más de {at}", "fewer_than": "menos de {at}"},
}
_SENTENCES = {
    "en": {
        "thirds": "With the chances of the thirds as given ({below}, {near}, {above} %), {bound} has a chance of "
        "{chance} %; usually {usual} %, as in {period}.",
        "members": "For {year} the members, calibrated on other years, give {bound} a chance of {chance} %; usually "
        "{usual} %, as in {period}.",
        "better": "Tried on years left out, these chances were better than always telling the usual one.",
        "worse": "Tried on years left out, these chances were no better than always telling the usual one: do not "
        "lean on them.",
        "untried": "There are too few years to say how good these chances are.",
    },
    "fr": {
        "thirds": "Avec les probabilités des tiers données ({below}, {near}, {above} %), {bound} a une probabilité de "
        "{chance} % ; d'habitude {usual} %, comme en {period}.",
        "members": "Pour {year}, les membres, calés sur les autres années, donnent à {bound} une probabilité de "
        "{chance} % ; d'habitude {usual} %, comme en {period}.",
        "better": "Essayées sur des années mises de côté, ces probabilités ont fait mieux que de toujours donner "
        "l'habituelle.",
        "worse": "Essayées sur des années mises de côté, ces probabilités n'ont pas fait mieux que de toujours donner "
        "l'habituelle : ne vous y fiez pas.",
        "untried": "Il y a trop peu d'années pour dire ce que valent ces probabilités.",
    },
    "sw": {
        "thirds": "Kwa uwezekano wa theluthi uliotolewa ({below}, {near}, {above} %), {bound} ina uwezekano wa "
        "{chance} %; kwa kawaida {usual} %, kama {period}.",
        "members": "Kwa {year}, wanachama wa modeli, waliosawazishwa kwa miaka mingine, huipa {bound} uwezekano wa "
        "{chance} %; kwa kawaida {usual} %, kama {period}.",
        "better": "Ulipojaribiwa kwa miaka iliyowekwa kando, uwezekano huu ulikuwa bora kuliko kutaja wa kawaida "
        "daima.",
        "worse": "Ulipojaribiwa kwa miaka iliyowekwa kando, uwezekano huu haukuwa bora kuliko kutaja wa kawaida daima: "
        "msiutegemee.",
        "untried": "Miaka ni michache mno kusema uwezekano huu ni mzuri kiasi gani.",
    },
    "es": {
        "thirds": "Con las probabilidades dadas de los tercios ({below}, {near}, {above} %), {bound} tiene una "
        "probabilidad de {chance} %; lo habitual es {usual} %, como en {period}.",
        "members": "Para {year}, los miembros, calibrados con otros años, dan a {bound} una probabilidad de "
        "{chance} %; lo habitual es {usual} %, como en {period}.",
        "better": "Probadas con años apartados, estas probabilidades fueron mejores que dar siempre la habitual.",
        "worse": "Probadas con años apartados, estas probabilidades no fueron mejores que dar siempre la habitual: no "
        "se apoye en ellas.",
        "untried": "Hay demasiado pocos años para decir qué tan buenas son estas probabilidades.",
    },
}  # fmt: skip


def chance_sentences(result, place: str, language: str) -> list[str]:
    """Sentences of one place, of the main output and those beside it; none where no chances of a threshold are told."""
    rows = [row for answer in result.answers for row in answer.spreads if row["place"] == place]
    words = _SENTENCES[spoken(language)]
    sentences = []
    for number, row in enumerate(rows):
        kind, _, statement = row["statement"].partition("_")
        if kind != "usual" or row["value"] is None:
            continue
        chance = _before(rows[:number], statement, row)
        if chance is None or chance["value"] is None:
            continue
        bound = _BOUNDS[spoken(language)][statement].format(at=quantity(row["condition"], language))
        told = {"bound": bound, "chance": f"{chance['value']:.0f}", "usual": f"{row['value']:.0f}"}
        told["period"] = row["period"]
        if row["member_group"] == "observed":
            thirds = dict(part.rsplit(" ", 2)[:2] for part in chance["words"].split(", "))
            sentences.append(words["thirds"].format(**told, **thirds))
        else:
            sentences.append(words["members"].format(**told, year=chance["period"]))
            sentences.append(words[_skill(rows[number + 1 :], statement)])
    return sentences


def _before(rows: Sequence[Mapping], statement: str, usual: Mapping) -> Mapping | None:
    """The latest chance that the usual one stands beside."""
    wanted = (f"chance_{statement}", usual["condition"], usual["member_group"])
    alike = (row for row in reversed(rows) if (row["statement"], row["condition"], row["member_group"]) == wanted)
    return next(alike, None)


def _skill(rows: Sequence[Mapping], statement: str) -> str:
    found = next((row["value"] for row in rows if row["statement"] == f"skill_{statement}"), None)
    if found is None or not math.isfinite(found):
        return "untried"
    return "better" if found > 0 else "worse"
