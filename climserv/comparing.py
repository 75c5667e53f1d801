"""What a change of a recipe does to the past years at a place, and to the years ahead: both answers side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from .recipes.checking import examine

YEARS = 30

_SENTENCES = {
    "none": {"en": "{who}: the answer is the same in all {n} years.",
             "fr": "{who} : la réponse est la même pour les {n} années.",
             "sw": "{who}: jibu ni lile lile kwa miaka yote {n}.",
             "es": "{who}: la respuesta es la misma en los {n} años."},
    "some": {"en": "{who}: the answer differs in {k} of {n} years: {years}.",
             "fr": "{who} : la réponse diffère pour {k} années sur {n} : {years}.",
             "sw": "{who}: jibu linatofautiana katika miaka {k} kati ya {n}: {years}.",
             "es": "{who}: la respuesta difiere en {k} de {n} años: {years}."},
    "other": {"en": "The two answer in different things ({was}, {now}), so their years cannot be compared one by one.",
              "fr": "Les deux répondent par des choses différentes ({was}, {now}) ; "
                    "leurs années ne se comparent donc pas une à une.",
              "sw": "Mawili haya hujibu mambo tofauti ({was}, {now}), hivyo miaka yake hailinganishiki mmoja mmoja.",
              "es": "Las dos responden cosas distintas ({was}, {now}); sus años no se pueden comparar uno a uno."},
}  # fmt: skip
_OBSERVED = {"en": "Observations", "fr": "Observations", "sw": "Vipimo", "es": "Observaciones"}
_BREAKLESS = "\u00a0"


def compare_years(
    before: str,
    after: str,
    order: Mapping[str, Any],
    preview: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    **limits,
) -> dict[str, Any]:
    """Two texts of a recipe on the same data, place and years.

    order    an order as `Order.as_dict` gives it; its text is not used, and of its settings each side takes those that
             it has a parameter for
    preview  computes `{"order": {...}, "years": 30, ...}` to plain data, as `Desk.preview` does
    limits   passed on to it
    """
    asked = {"years": YEARS, **limits}
    sides = [preview({**asked, "order": {**order, "text": text, "settings": _own(order, text)}})
             for text in (before, after)]  # fmt: skip
    return side_by_side(*sides)


def _own(order: Mapping[str, Any], text: str) -> dict[str, str]:
    """The settings that this text has a parameter for; of a text with faults all, so that they are told."""
    recipe, _problems = examine(text, "recipe")
    settings = order.get("settings") or {}
    return {name: value for name, value in settings.items() if recipe is None or name in recipe.parameters}


def side_by_side(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Two previews year by year, of the output that answers first.

    outputs     what each side gives: name, metric, kind, unit; `before` and `after`
    comparable  whether both are of one kind and unit
    rows        place, member, period, season; `before` and `after`: value, unit, date, outcome, or None where that
                side has no such season; differs
    differ      by place and member: the seasons that differ, and how many were compared
    counts      rows as in `summary.csv` of both
    said        sentences, by language
    """
    outputs = [side["outputs"][0] for side in (before, after)]
    comparable = all(outputs[0][key] == outputs[1][key] for key in ("kind", "unit", "metric"))
    seasons = [_seasons(side, output) for side, output in zip((before, after), outputs, strict=True)]
    keys = sorted({*seasons[0], *seasons[1]}, key=lambda key: (key[0], key[1] != "observed", key[1], key[2], key[3]))
    rows = [_row(key, *(side.get(key) for side in seasons), comparable) for key in keys]
    differ = _differing(rows) if comparable else []
    return {
        "outputs": {"before": dict(outputs[0]), "after": dict(outputs[1])},
        "comparable": comparable,
        "rows": rows,
        "differ": differ,
        "counts": {name: [row for row in side["counts"] if row["output"] == output["name"]]
                   for name, side, output in zip(("before", "after"), (before, after), outputs, strict=True)},
        "answers": {"before": dict(before["answer"]), "after": dict(after["answer"])},
        "said": {code: _said(differ, outputs, comparable, code) for code in _OBSERVED},
    }  # fmt: skip


def _seasons(side: Mapping[str, Any], output: Mapping[str, Any]) -> dict[tuple, dict[str, Any]]:
    """The seasons of a side's answer, by place, member, period and label."""
    return {
        (row["place"], row["member"], row["period"], row["season"]): {
            "value": row["value"], "unit": row["unit"], "date": row["date"], "outcome": row["outcome"],
        }
        for row in side["years"]
        if row["output"] == output["name"]
    }  # fmt: skip


def _row(key: tuple, was: dict | None, now: dict | None, comparable: bool) -> dict[str, Any]:
    place, member, period, season = key
    differs = comparable and _told(was) != _told(now)
    return {
        "place": place, "member": member, "period": period, "season": season, "before": was, "after": now,
        "differs": differs,
    }  # fmt: skip


def _told(season: Mapping[str, Any] | None) -> tuple:
    """What people are told of a season: dates are days of the year, whatever day they are counted from."""
    if season is None:
        return ("no such season",)
    return season["outcome"], season["date"] or season["value"]


def _differing(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = row["place"], row["member"]
        one = found.setdefault(key, {"place": key[0], "member": key[1], "seasons": [], "compared": 0})
        one["compared"] += 1
        if row["differs"]:
            one["seasons"].append(row["season"])
    return list(found.values())


def _said(differ: list[dict[str, Any]], outputs, comparable: bool, language: str) -> list[str]:
    if not comparable:
        was, now = (output["label"].get(language, output["metric"]) for output in outputs)
        return [_SENTENCES["other"][language].format(was=was, now=now).replace(" ;", f"{_BREAKLESS};")]
    places = {one["place"] for one in differ}
    said = []
    for one in differ:
        who = _OBSERVED[language] if one["member"] == "observed" else one["member"]
        who = who if len(places) == 1 else f"{one['place']}, {who}"
        told = {"who": who, "n": one["compared"], "k": len(one["seasons"]), "years": ", ".join(one["seasons"])}
        sentence = _SENTENCES["some" if one["seasons"] else "none"][language].format(**told)
        said.append(sentence.replace(" :", f"{_BREAKLESS}:"))
    return said
