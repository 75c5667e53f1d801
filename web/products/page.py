"""What the product page shows, from `product.json` alone: every number on it is one of the record's own counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, gettext, ngettext

from climserv.needs.sentence import day_in_words
from climserv.products.words.phrases import scenario
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.seasons import parse_month_day
from climserv.vocabulary.texts import decimals, text_in

from .history import NOBODY, STATEMENTS, History, day_label, draw, state_of

NARROW, WIDE, TINY = (340, 250), (760, 300), (300, 60)
ICONS = {"hot_days": "sun", "rainy_season_onset": "cloud-rain", "seasonal_rain": "cloud-rain"}


@dataclass(frozen=True)
class Ten:
    """x of n years as ten icons: `full` is x in 10, rounded; `true` and `valid` are the counts themselves."""

    whose: str
    true: int
    valid: int
    unknown: int = 0
    models: bool = False
    moved: bool = False

    @property
    def full(self) -> int:
        return int(10 * self.true / self.valid + 0.5) if self.valid else 0


@dataclass(frozen=True)
class Change:
    """One model, or all models of a scenario together: years then and years ahead."""

    name: str
    before: Mapping | None
    after: Mapping
    pooled: bool = False

    @property
    def from_share(self) -> float | None:
        return _share(self.before)

    @property
    def to_share(self) -> float | None:
        return _share(self.after)


class Page:
    """One product, ready to be shown in one language."""

    def __init__(self, product: Mapping, language: str, area: str = ""):
        """`area` is the name of the area in this language, where it is known."""
        self.product, self.language = product, language
        self.area = area or product["area"]["name"]
        self.statement = product["statement"]
        self.kind = product["metric"]["kind"]
        self.never = METRICS[product["metric"]["code"]].never

    def text(self, part: str) -> str:
        return text_in(self.product.get(part) or {}, self.language)

    def texts(self, part: str) -> list[str]:
        found = self.product.get(part) or {}
        return list(found.get(self.language) or found.get("en") or next(iter(found.values()), ()))

    @property
    def icon(self) -> str:
        return ICONS.get(self.product["metric"]["code"], "calendar-days")

    @property
    def welcome(self) -> bool:
        """Whether the years counted are the good ones."""
        bad, code = METRICS[self.product["metric"]["code"]].bad_is, self.statement["statement"]
        good = {"late": ("by",), "many": ("fewer_than",), "few": ("at_least", "more_than")}
        return code in good[bad]

    @property
    def places(self) -> list[str]:
        return [place["name"] for place in self.product["area"]["places"]]

    @property
    def place_line(self) -> str:
        """Where it is about: the area, and the station's own name where it is one."""
        recorded, places = self.product["area"]["name"], self.places
        if not recorded:
            return ", ".join(places)
        own_name = len(places) == 1 and places[0].lower() != recorded.lower()
        return f"{self.area} ({places[0]})" if own_name else self.area

    @property
    def headline(self) -> str:
        """The count in one line; made from the counts themselves where the product does not say it in this language."""
        if said := (self.product.get("headline") or {}).get(self.language):
            return said
        tens = self.tens()
        alike = [ten for ten in tens if (ten.valid, ten.models) == (tens[0].valid, tens[0].models)]
        if not alike:
            return self.text("headline")
        low, high = min(ten.true for ten in alike), max(ten.true for ten in alike)
        count = str(low) if low == high else gettext("%(low)s to %(high)s", low=low, high=high)
        if alike[0].models:
            if alike[0].moved:
                return gettext("%(true)s of %(valid)s observed years, moved", true=count, valid=alike[0].valid)
            return gettext("%(true)s of %(valid)s model-years", true=count, valid=alike[0].valid)
        return gettext("%(true)s of %(valid)s years", true=count, valid=alike[0].valid)

    def row(self, place: str, group: str, period: str | None) -> Mapping | None:
        """The summary's row of the answer's own statement."""
        wanted = (place, group, period, self.statement["statement"], self.statement["condition"])
        keys = ("place", "member_group", "period", "statement", "condition")
        return next((r for r in self.product["counts"] if tuple(r[key] for key in keys) == wanted), None)

    def tens(self) -> list[Ten]:
        """The years asked about, scenario by scenario, then the record; for each place."""
        record = self.statement.get("record_period")
        told = [(group, period) for group in self.groups() if (period := self.period_of(group, "future"))]
        told += [("observed", record)] if record else []
        found = []
        for place in self.places:
            for group, period in told or [self._told()]:
                row = self.row(place, group, period)
                if row and row["years_valid"]:
                    counts = (row["years_true"], row["years_valid"], row["years_unknown"])
                    models = group != "observed"
                    moved = models and self.product["adjustment"].get("method") == "delta_change"
                    found.append(Ten(self.whose(place, group, period), *counts, models=models, moved=moved))
        return found

    def whose(self, place: str, group: str, period: str) -> str:
        """Whose years they are: `on record, 1991-2021`, or the road of a scenario and its years."""
        parts = [place] if len(self.places) > 1 else []
        if group == "observed":
            return ", ".join([*parts, gettext("on record, %(years)s", years=period)])
        return ", ".join([*parts, scenario(group, self.language), period])

    def _told(self) -> tuple[str, str | None]:
        if self.statement.get("record_period"):
            return "observed", self.statement["record_period"]
        for group in self.groups():
            for role in ("future", "baseline"):
                if period := self.period_of(group, role):
                    return group, period
        return "observed", None

    def groups(self) -> list[str]:
        """The scenarios, in the order of the members."""
        return list(dict.fromkeys(m["group"] for m in self.product["members"] if m["kind"] != "observed"))

    def period_of(self, group: str, role: str) -> str | None:
        labels = [period["label"] for period in self.product["periods"] if period["role"] == role]
        there = {row["period"] for row in self.product["counts"] if row["member_group"] == group}
        return next((label for label in labels if label in there), None)

    def histories(self, bad: Mapping[int, str] = NOBODY) -> list[dict]:
        """For each place, its years as a picture (narrow and wide), in words and as rows of a table.

        bad   the years that people remember as bad, with what they say of them
        """
        shown = []
        group, period = self._told()
        for series in self.product["series"]:
            if series["group"] != group or series["period"] != period:
                continue
            values = series["values"]
            name = series["place"] if group == "observed" else f"{series['place']}, {series['member']}"
            shown.append({
                "place": name, "narrow": self.picture(values, NARROW, bad=bad),
                "wide": self.picture(values, WIDE, bad=bad),
                "rows": [(label, self.value_words(value, outcome), self._state(label, value, outcome))
                         for label, value, outcome in values],
                "row": self.row(series["place"], series["member"] if group != "observed" else group, period),
            })  # fmt: skip
        return shown

    def _state(self, label: str, value: float | None, outcome: str) -> str:
        return state_of(value, outcome, self.statement["statement"], self._condition(str(label)), self.never)

    @property
    def has_record(self) -> bool:
        return self._told()[0] == "observed"

    @property
    def measure(self) -> str:
        """What the bars measure: the metric's name."""
        return text_in(self.product["metric"]["label"], self.language)

    def picture_words(self, shown: Mapping) -> str:
        """What the graph shows, for those who do not see it."""
        row = shown["row"]
        if not row:
            return self.measure
        said = {"what": self.measure, "place": shown["place"], "true": row["years_true"], "valid": row["years_valid"]}
        return gettext("%(what)s, %(place)s, year by year: %(true)s of %(valid)s years are counted", **said)

    @property
    def condition_words(self) -> str:
        """What makes a year count: `by 5 November`, `1 day or more`."""
        line = self.line_words
        return {
            "by": gettext("by %(line)s", line=line),
            "later_than": gettext("after %(line)s", line=line),
            "at_least": gettext("%(line)s or more", line=line),
            "more_than": gettext("more than %(line)s", line=line),
            "fewer_than": gettext("fewer than %(line)s", line=line),
        }[self.statement["statement"]]

    def legend(self) -> list[tuple[str, str]]:
        """Each way of drawing a year, in words; the page shows those that occur."""
        said, counted = self.statement["statement"], gettext("%(what)s: counted", what=self.condition_words)
        others = {
            "by": gettext("later: not counted"),
            "later_than": gettext("earlier: not counted"),
            "fewer_than": gettext("as many or more: not counted"),
        }.get(said, gettext("fewer: not counted"))
        counts = self.never in STATEMENTS[said][1]
        never = gettext("did not happen: counted") if counts else gettext("did not happen: not counted")
        return [("counted", counted), ("not_counted", others), ("never", never),
                ("unknown", gettext("cannot be known: left out"))]  # fmt: skip

    def trust(self) -> list[tuple[str, str]]:
        """The trust block as questions and plain answers; what it cannot tell has its own place on the page."""
        asked = {
            "agreement": gettext("Do the models agree?"),
            "data": gettext("Which data stand behind it?"),
            "period": gettext("Which years?"),
            "members": gettext("Which models?"),
            "adjustment": gettext("Were the models put right by what was measured?"),
            "skill": gettext("Was it tried on years it had not seen?"),
            "effective_resolution": gettext("How small a place can it speak of?"),
            "extrapolated": gettext("How much lies beyond what was ever measured?"),
        }
        block = self.product["trust"]
        return [(question, text_in(block[name], self.language)) for name, question in asked.items() if name in block]

    def tiny(self) -> History | None:
        group, period = self._told()
        found = (s["values"] for s in self.product["series"] if s["group"] == group and s["period"] == period)
        values = next(found, None)
        return self.picture(values, TINY, frame=False) if values else None

    def picture(
        self, values: list, size: tuple[int, int], frame: bool = True, bad: Mapping[int, str] = NOBODY
    ) -> History:
        return draw(
            values, statement=self.statement["statement"], condition=self._condition, line=self.statement["at"],
            label_value=self.short_value, size=size, welcome=self.welcome, frame=frame,
            never=self.never, bad=bad,
        )  # fmt: skip

    def _condition(self, label: str) -> float:
        """The condition as a number in one season: a date after 29 February lies a day later in leap years."""
        if not self.statement["start"] or not label[:4].isdigit():
            return self.statement["at"]
        start = parse_month_day(self.statement["start"], where="")
        end = parse_month_day(self.statement["condition"], where="")
        year = int(label[:4])
        return (date(year + (end < start), end.month, end.day) - date(year, start.month, start.day)).days

    def short_value(self, value: float) -> str:
        if self.kind != "date":
            return self.number(value)
        start = parse_month_day(self.statement["start"], where="")
        return day_label((start.month, start.day), value, lambda day: format_date(day, "d MMM"))

    def number(self, value: float) -> str:
        return decimals(f"{value:g}", self.language)

    def value_words(self, value: float | None, outcome: str) -> str:
        if outcome == "did_not_happen":
            return gettext("did not happen")
        if outcome == "unknown" or value is None:
            return gettext("cannot be known")
        if self.kind == "date":
            return self.short_value(value)
        if self.product["metric"]["unit"] == "day":
            return ngettext("%(num)s day", "%(num)s days", int(value)) if value == int(value) else self.number(value)
        return f"{self.number(value)} {self.product['metric']['unit']}"

    @property
    def line_words(self) -> str:
        """What the threshold line says: `3 days`, `5 November`."""
        if self.kind == "date":
            day = parse_month_day(self.statement["condition"], where="")
            return day_in_words(day, self.language)
        return self.value_words(self.statement["at"], "happened")

    def changes(self) -> list[dict]:
        """For each place and scenario, every model's count then and ahead, and all of them together."""
        shown = []
        for place in self.places:
            for group in self.groups():
                future, baseline = self.period_of(group, "future"), self.period_of(group, "baseline")
                if not future:
                    continue
                names = [(m["id"], m["model"] or m["id"]) for m in self.product["members"] if m["group"] == group]
                pairs = [(name, self.row(place, m, baseline), self.row(place, m, future)) for m, name in names]
                rows = [Change(name, before, after) for name, before, after in pairs if after]
                whole = self.row(place, group, future)
                if whole and len(rows) > 1:
                    rows.append(Change(gettext("All together"), self.row(place, group, baseline), whole, pooled=True))
                title = scenario(group, self.language)
                title = title if len(self.places) == 1 else f"{place}: {title}"
                shown.append({"title": title, "baseline": baseline, "future": future, "rows": rows})
        return shown


def _share(row: Mapping | None) -> float | None:
    return row["years_true"] / row["years_valid"] if row and row["years_valid"] else None
