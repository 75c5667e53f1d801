"""A line of the list of work as the page shows it, in the reader's language."""

from collections import Counter
from datetime import date

from flask import url_for
from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from climserv.matching.demand.demand import Work
from climserv.matching.demand.gaps import Waiting
from climserv.matching.judging import Asked
from climserv.needs.deadline import next_deadline
from climserv.needs.sentence import settings_in_words
from climserv.storage.permissions import may
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.scales import HORIZONS, TIME_SCALES
from climserv.vocabulary.texts import text_in
from climserv.vocabulary.variables import VARIABLES

from ..house import house
from ..languages import language
from ..needs.reading_aloud import title_of
from .map import place_words
from .reading import Demand

KIND_NAMES = {
    "recipe": _l("A recipe is missing"),
    "dataset": _l("Climate data are missing"),
    "observation": _l("Readings are missing"),
    "talk": _l("A talk is needed"),
}
ICONS = {"recipe": "notebook-pen", "dataset": "table", "observation": "cloud-rain", "talk": "message-circle"}
_ALSO = {
    "dataset": _l("Data are missing too: the recipe alone will not be enough."),
    "observation": _l("Readings near the place are missing too."),
}
# So many needs, numbers and reasons of one line are shown; the plan counts them all.
MOST_NEEDS, MOST_NUMBERS, MOST_REASONS = 20, 3, 3


def show_line(work: Work, demand: Demand) -> dict:
    several = [demand.board.needs[name] for name in work.needs]
    held = [demand.held[name] for name in work.needs]
    groups = {demand.whose[name].name for name in work.needs}
    return {
        "kind": work.gap.kind, "kind_name": KIND_NAMES[work.gap.kind], "icon": ICONS[work.gap.kind],
        "headline": _headline(work, several), "count": len(work.needs), "groups": len(groups),
        "who": _who(work, len(groups)), "due": due_words(work.deadline, demand.today),
        "why": _why(several, held), "also": [_ALSO[kind] for kind, _count in work.also if kind in _ALSO],
        "numbers": _numbers(several), "asked": [_need(one, demand) for one in several[:MOST_NEEDS]],
        "more": max(0, len(several) - MOST_NEEDS), "actions": _actions(work, held),
    }  # fmt: skip


def metric_name(code: str) -> str:
    return text_in(METRICS[code].label, language()) if code in METRICS else _("what is not said yet")


def places_words(several: list[Asked]) -> str:
    """The two places that most needs name, and how many more there are."""
    areas = {one.area.id: one.area for one in several if one.area is not None}
    counted = Counter(one.area.id for one in several if one.area is not None)
    named = [place_words(areas[code]) for code, _count in counted.most_common(2)]
    if not named:
        return _("a place that is not said yet")
    words, more = ", ".join(named), len(counted) - len(named)
    return words if not more else ngettext("%(places)s and one more", "%(places)s and %(num)s more", more, places=words)


def due_words(day: date | None, today: date) -> str:
    if day is None:
        return ""
    left = (day - today).days
    when = format_date(day, "d MMMM y")
    if left == 0:
        return _("The first of them must know today.")
    return ngettext(
        "The first of them must know by %(day)s: tomorrow.", "The first of them must know by %(day)s: in %(num)s days.",
        left, day=when,
    )  # fmt: skip


def _headline(work: Work, several: list[Asked]) -> str:
    gap, tongue = work.gap, language()
    scale = text_in(TIME_SCALES[gap.scale].label, tongue) if gap.scale else ""
    horizon = text_in(HORIZONS[gap.horizon].label, tongue) if gap.horizon else _("years not said yet")
    held = ", ".join(text_in(VARIABLES[name].label, tongue) if name in VARIABLES else name for name in gap.variables)
    words = {"metric": metric_name(gap.metric), "scale": scale, "horizon": horizon, "variables": held}
    if gap.kind == "dataset":
        return _("Data of %(variables)s, for %(horizon)s: %(place)s", place=places_words(several), **words)
    if gap.kind == "observation":
        return _("Readings of %(variables)s near %(place)s", place=places_words(several), **words)
    if gap.kind == "talk":
        if not gap.metric:
            return _("What shall be counted, to answer: %(question)s", question=title_of(several[0].need))
        return _("What can honestly be said of: %(metric)s, for %(horizon)s", **words)
    if scale:
        return _("A recipe for: %(metric)s, by %(scale)s, for %(horizon)s", **words)
    return _("A recipe for: %(metric)s, for %(horizon)s", **words)


def _who(work: Work, groups: int) -> str:
    count = len(work.needs)
    needs = ngettext("One need", "%(num)s needs", count)
    of = ngettext("of one group", "of %(num)s groups", groups)
    told = format_decimal(work.people)
    people = ngettext("one person", "%(people)s people", work.people, people=told) if work.people else ""
    return ", ".join(part for part in (f"{needs} {of}", people) if part)


def _why(several: list[Asked], held: list[Waiting]) -> list[str]:
    """What hinders the most urgent need; of the others, what has not been said yet."""
    said: dict[str, None] = {}
    for asked, one in zip(several, held, strict=True):
        for text in one.why:
            words = text_in(text, language())
            if asked.area is not None and text_in(asked.area.name, language()) == asked.area.id:
                # A place that nobody named stands in the reason as its degrees.
                words = words.replace(asked.area.id, _("the place"))
            said[words] = None
            if len(said) == MOST_REASONS:
                return list(said)
    return list(said)


def _numbers(several: list[Asked]) -> list[str]:
    """The numbers that groups named, the most named first."""
    counted = Counter(tuple(one.need.metric.with_.items()) for one in several if one.need.metric.with_)
    return [settings_in_words(dict(items), language()) for items, _count in counted.most_common(MOST_NUMBERS)]


def _need(asked: Asked, demand: Demand) -> dict:
    need = asked.need
    due = next_deadline(need, demand.today)
    return {
        "id": need.need, "title": title_of(need), "group": demand.whose[need.need].name, "people": need.who.people,
        "place": place_words(asked.area) if asked.area is not None else "",
        "due": format_date(due, "d MMMM y") if due else "",
    }  # fmt: skip


def _asking(work: Work, needs: list[str]) -> list[dict]:
    """What the groups themselves may be asked for: readings where the years past lack, else a talk."""
    if work.gap.kind == "observation" or (work.gap.kind == "dataset" and work.gap.horizon == "past"):
        return [{"word": _("Ask them for readings"), "icon": "cloud-rain", "what": "readings", "needs": needs,
                 "variables": list(work.gap.variables)}]  # fmt: skip
    return [{"word": _("Ask them for a talk"), "icon": "message-circle", "what": "talk", "needs": needs,
             "variables": []}]  # fmt: skip


def _actions(work: Work, held: list[Waiting]) -> list[dict]:
    """What this reader may do about it, the nearest way to an end first."""
    ways, kind = [], work.gap.kind
    needs = list(work.needs[:MOST_NEEDS])
    nearest = next((one.nearest for one in held if one.nearest), "")
    if kind == "recipe" and may(current_user, "recipe.write"):
        ways.append({"word": _("Start a recipe from this"), "icon": "notebook-pen",
                     "href": url_for("studio.new", need=needs)})  # fmt: skip
    wants_data = kind == "dataset" or dict(work.also).get("dataset")
    if wants_data and may(current_user, "dataset.add"):
        ways.append({"word": _("Bring data for this"), "icon": "upload", "href": url_for("catalogue.bring")})
    if kind in ("dataset", "observation") and may(current_user, "readings.write", current_user.organisation_id):
        ways.append({"word": _("Write readings down"), "icon": "cloud-rain", "href": url_for("observations.new")})
    if kind == "recipe" and nearest and any(one.id == nearest for one in house().book):
        ways.append({"word": _("Look at the nearest recipe"), "icon": "file-text",
                     "href": url_for("studio.show", recipe_id=nearest) + "#wider"})  # fmt: skip
    if may(current_user, "need.ask"):
        ways += _asking(work, needs)
    return ways
