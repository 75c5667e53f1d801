"""The trust block: how sure we are, from the facts of the run; a product that lacks a field is not released."""

from ..vocabulary.texts import decimals, text_in
from .counts import OBSERVED, Counts
from .words.phrases import scenario
from .words.trust_words import FIELDS, TRUST

_MOST_ROWS = 6
# The facts of an adjustment that say how often it went beyond what it learnt.
_BEYOND = ("beyond_training", "capped", "without_training")


def trust_block(result, counts: Counts) -> dict[str, dict[str, str]]:
    """Each field in each language; a field nobody can fill stays empty and is named by `missing_trust`."""
    fillers = dict(zip(FIELDS, _FILLERS, strict=True))
    return {name: {lang: fill(_Words(lang), result, counts) for lang in TRUST} for name, fill in fillers.items()}


class _Words:
    """The words of one language, called by key."""

    def __init__(self, language: str):
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        return TRUST[self.language][key].format(**values)

    def known(self, key: str, otherwise: str) -> str:
        return TRUST[self.language].get(key, otherwise)

    def pair(self, true_and_valid: tuple[int, int]) -> str:
        return self("pair", true=true_and_valid[0], valid=true_and_valid[1])

    def share(self, part: float) -> str:
        return decimals(f"{100 * part:.2g} %", self.language)


def all_sources(result) -> list:
    """Data sources, and the reference where it is not one of them."""
    others = [result.reference] if result.reference and result.reference not in result.sources else []
    return [*result.sources, *others]


def _title(source, say: _Words) -> str:
    return text_in(source.title, say.language) or source.name


def _data(say: _Words, result, counts: Counts) -> str:
    parts = []
    for source in all_sources(result):
        n = len(source.files)
        licence = say("licence", name=source.card.licence.name.rstrip(".")) if source.card else ""
        role = say.known(f"role.{source.role}", source.role)
        files = say("file") if n == 1 else say("files", n=n)
        parts.append(say("source", title=_title(source, say), role=role, files=files, licence=licence))
    if result.reference is not None and result.adjustment.get("made"):
        parts.append(say("reference", title=_title(result.reference, say)))
    if made_for_demonstration(result):
        parts.append(say("demo"))
    return " ".join(parts)


def made_for_demonstration(result) -> bool:
    return any(source.made_for_demonstration for source in all_sources(result))


def _period(say: _Words, result, counts: Counts) -> str:
    parts = []
    if (period := counts.record_period) is None:
        parts.append(say("no_observed"))
    else:
        key = "observed" if len(counts.places) == 1 else "observed.place"
        for place in counts.places:
            if row := counts.row(place, OBSERVED, period):
                known = {"valid": row["years_valid"], "unknown": row["years_unknown"]}
                parts.append(say(key, place=place, period=period, **known))
    if counts.scenarios:
        group = counts.scenarios[0]
        labels = [label for label in (counts.period(group, "baseline"), counts.period(group, "future")) if label]
        if len(labels) == 2:
            parts.append(say("models", baseline=labels[0], future=labels[1]))
        elif labels:
            parts.append(say("models.one", period=labels[0]))
    return " ".join(parts)


def _members(say: _Words, result, counts: Counts) -> str:
    names = [m.id for m in counts.members if m.kind != OBSERVED]
    if not names:
        return say("no_members")
    return say("member" if len(names) == 1 else "members", n=len(names), names=", ".join(names))


def _agreement(say: _Words, result, counts: Counts) -> str:
    runs = [m for m in counts.members if m.kind != OBSERVED]
    if not runs:
        return say("no_models")
    parts = [_agree(say, counts, place, group) for place in counts.places for group in counts.scenarios]
    if len(runs) == 1:
        parts.append(say("one_model"))
    return " ".join(parts)


def _agree(say: _Words, counts: Counts, place: str, group: str) -> str:
    baseline, future = counts.period(group, "baseline"), counts.period(group, "future")
    named = {"scenario": scenario(group, say.language), "place": place}
    changes = []
    for member in counts.of_group(group):
        before, after = (counts.row(place, member.id, period or "") for period in (baseline, future))
        if before and after and before["years_valid"] and after["years_valid"]:
            # Whole numbers, so that equal shares are equal.
            more = after["years_true"] * before["years_valid"] - before["years_true"] * after["years_valid"]
            changes.append(more)
    if not changes:
        return say("no_baseline", **named)
    up, down = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    same = len(changes) - up - down
    return say("more", **named, baseline=baseline, up=up, down=down, same=same, n=len(changes))


def _adjustment(say: _Words, result, counts: Counts) -> str:
    made = result.adjustment
    if not made.get("made"):
        if not counts.scenarios:
            return say("not_adjusted_observed")
        return say("not_adjusted", why=_why(say, made)) if made.get("why") else ""
    method = say.known(f"method.{made['method']}", made["method"])
    return say(
        "adjusted",
        method=method,
        group=say.known(f"group.{made['group']}", made["group"]),
        kind=say.known(f"kind.{made['kind']}", made["kind"]),
        reference=made["reference"],
        training=made["training"],
    )


def _why(say: _Words, facts: dict) -> str:
    return say.known(f"why.{facts['why']}", facts["why"])


def _skill(say: _Words, result, counts: Counts) -> str:
    skill = result.skill
    if not skill.get("measured"):
        return say("not_measured", why=_why(say, skill)) if skill.get("why") else ""
    rows = skill["rows"]
    if len(rows) > _MOST_ROWS:
        shares = {key: _pooled(rows, key) for key in ("adjusted", "raw", "observed")}
        if None in shares.values():
            return ""
        told = say("skill.sum", **{key: say.share(part) for key, part in shares.items()})
    else:
        told = " ".join(_tried(say, counts, rows, place) for place in counts.places)
    return say("measured", trained=skill["trained"], tried=skill["tried"], rows=told)


def _tried(say: _Words, counts: Counts, rows: list[dict], place: str) -> str:
    """One place: what was observed, then each model adjusted and raw; scenarios of one model share their past."""
    models = {member.id: member.model or member.id for member in counts.members}
    told = {}
    for row in rows:
        if row["place"] == place:
            told.setdefault((models[row["member"]], *(tuple(row[key]) for key in ("adjusted", "raw", "observed"))))
    observed = {seen for *_, seen in told}
    parts = [
        say("skill.row", model=name, adjusted=say.pair(adjusted), raw=say.pair(raw)) for name, adjusted, raw, _ in told
    ]
    named = say("skill.place", place=place, observed=", ".join(say.pair(seen) for seen in sorted(observed)))
    return f"{named} {'; '.join(parts)}."


def _pooled(rows: list[dict], key: str) -> float | None:
    valid = sum(row[key][1] for row in rows)
    return sum(row[key][0] for row in rows) / valid if valid else None


def _effective_resolution(say: _Words, result, counts: Counts) -> str:
    parts = []
    for source in all_sources(result):
        title, cells = _title(source, say), source.pieces[0].cells
        if source.card and source.card.effective_resolution != "point":
            parts.append(say("resolution.card", title=title, size=size(source.card.effective_resolution)))
        elif cells.kind == "sites":
            parts.append(say("resolution.point", title=title))
        elif cells.kind == "mesh":
            if cells.corners is not None:
                parts.append(say("resolution.grid", title=title, size=f"{cells.spacing_km:.2g} km"))
        elif len(cells.lats) > 1:
            spacing = f"{abs(float(cells.lats[1] - cells.lats[0])):.3g} degree"
            parts.append(say("resolution.grid", title=title, size=size(spacing)))
    return " ".join(parts)


def size(length: str) -> str:
    """`0.05°` and `50 km`: degrees with their sign, which needs no translation."""
    return length.replace(" degrees", "°").replace(" degree", "°")


def _extrapolated(say: _Words, result, counts: Counts) -> str:
    made = result.adjustment
    if not made.get("made"):
        return say("nothing_extrapolated")
    facts = made.get("facts") or {}
    told = [name for name in _BEYOND if facts.get(name) is not None and facts[name] == facts[name]]
    if not told:
        return ""
    shares = "; ".join(f"{say.share(facts[name])} {say(f'fact.{name}')}" for name in told)
    return say("of_days", days=facts["days"], shares=shares)


def _cannot_tell(say: _Words, result, counts: Counts) -> str:
    parts = [say("no_year")]
    if result.filled.uses_hindsight:
        parts.append(say("hindsight"))
    if counts.scenarios:
        parts += [say("no_decade"), say("scenario")]
    parts.append(say("area.sites") if result.grid is None else say("area", area=result.area.name))
    if made_for_demonstration(result):
        parts.append(say("made"))
    return " ".join(parts)


_FILLERS = (
    _data, _period, _members, _agreement, _adjustment, _skill, _effective_resolution, _extrapolated, _cannot_tell,
)  # fmt: skip
