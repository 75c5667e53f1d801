"""The rules of the metric axis: the same thing, from variables that are there, with the group's own numbers."""

from functools import cache

from ...needs.sentence import settings_in_words, value_in_words
from ...vocabulary.texts import text_in
from ...vocabulary.variables import VARIABLES
from ..deriving import DERIVED_METRICS, way_to
from ..words.words import LANGUAGES, listed
from .case import LEAST_YEARS, Case, Settled
from .verdicts import CANNOT, DIALOGUE, MEETS, STEP, Finding

# Of the numbers that a recipe brings itself so many are told in one breath; a draft tells all.
MOST_TOLD = 3


@cache
def _names(*variables: str) -> dict[str, str]:
    """Variables as people say them, with the name files use."""
    return {
        language: ", ".join(f"{text_in(VARIABLES[name].label, language)} ({name})" for name in variables)
        for language in LANGUAGES
    }


def _in_words(values) -> dict[str, str]:
    return {language: settings_in_words(values, language) for language in LANGUAGES}


def same_metric(case: Case) -> Finding:
    """Identical, related, or another thing altogether."""
    given, asked = case.given, case.asked
    if asked is None:
        return Finding("metric.unknown", DIALOGUE, {"metric": given.label}, {"asked": None, "offered": given.code})
    evidence = {"asked": asked.code, "offered": given.code}
    values = {"metric": given.label, "asked": asked.label, "variables": _names(*asked.variables)}
    if given.code == asked.code:
        return Finding("metric.same", MEETS, values, evidence)
    if asked.code in case.settled.defaults.metrics:
        steps = [{"operation": asked.code, "gives": asked.code, "first": True}]
        outputs = list(case.settled.defaults.metrics)
        return Finding("metric.second", STEP, values, evidence | {"outputs": outputs, "steps": steps})
    if (asked.code, given.code) in DERIVED_METRICS:
        last = DERIVED_METRICS[asked.code, given.code]
        counted = {"of": asked.code, "statement": last.statement, "at": list(last.at), "answer_at": last.at[0]}
        steps = [{"operation": asked.code, "gives": asked.code, "beside": given.code, "ensemble": counted}]
        return Finding("metric.derivable", STEP, values | {"step": last.says}, evidence | {"steps": steps}, 1)
    lacking = [name for name in asked.variables if name not in case.card.variables]
    evidence["variables_lacking"] = lacking
    if given.code in asked.related or asked.code in given.related:
        return Finding("metric.related", DIALOGUE, values, evidence, len(lacking))
    return Finding("metric.other", CANNOT, values, evidence)


def variables(case: Case) -> Finding:
    """Every variable the recipe cannot do without must be in the data, or be had from others by an operation."""
    wanted = list(case.facts.variables)
    missing = [name for name in wanted if name not in case.card.variables]
    evidence = {"wanted": wanted, "held": sorted(case.card.variables), "missing": missing}
    if not missing:
        return Finding("metric.variables.there", MEETS, {}, evidence)
    ways = [way_to(name, case.card.variables) for name in missing]
    if None in ways:
        return Finding("metric.variables.missing", CANNOT, {"missing": _names(*missing)}, evidence, len(missing))
    steps = [{"operation": way.operation, "gives": way.gives, "from": list(way.wants)} for way in ways]
    values = {
        "missing": _names(*missing),
        "held": _names(*sorted({name for way in ways for name in way.wants})),
        "operations": ", ".join(way.operation for way in ways),
    }
    # Models are adjusted first of all: a step before that is for their recipe's author to write.
    code = "metric.variables.author" if case.group == "model" else "metric.variables.derived"
    return Finding(code, STEP, values, evidence | {"steps": steps}, len(missing))


def settings(case: Case) -> Finding | None:
    """The group's own numbers: known to the recipe, in the right unit, within its bounds."""
    settled = case.settled
    if not settled.settings:
        return None
    given = _in_words(settled.settings)
    if settled.filled is not None:
        return Finding("metric.settings.fit", MEETS, {"given": given}, {"given": dict(settled.settings)})
    evidence = {"given": dict(settled.settings), "problems": [problem.as_dict() for problem in settled.problems]}
    told = {language: _refused(settled, language) for language in LANGUAGES}
    return Finding("metric.settings.refused", DIALOGUE, {"problems": told}, evidence, len(settled.problems))


def _refused(settled: Settled, language: str) -> str:
    """The numbers a recipe does not take, as people say them, with what it would take where it says so."""
    told = []
    for problem in settled.problems:
        name = problem.where.rpartition(" ")[2]
        words = settings_in_words({name: settled.settings.get(name, problem.got)}, language)
        taken = settled.recipe.parameters.get(name)
        bounds = [str(end) for end in (taken.low, taken.high) if end is not None] if taken else []
        told.append(f"{words} ({' – '.join(bounds)})" if bounds else words)
    return listed(dict.fromkeys(told), language)


def conventions(case: Case) -> list[Finding]:
    """What a definition must carry: the number that decides is a matter for talk, the rest is taken and stated.

    Of what the recipe fixes itself nothing is asked. Its numbers that are no part of the definition are told.
    """
    if not _is_asked(case):
        return []
    defaults = case.settled.defaults.parameters
    lacking = [name for name in defaults if name not in case.settled.settings]
    found = []
    # The first convention of a metric is the number that decides what is counted.
    decisive = case.asked.conventions[0]
    if decisive in lacking:
        default = {language: value_in_words(defaults[decisive], language) for language in LANGUAGES}
        values = {"question": dict(case.recipe.parameters[decisive].ask), "default": default}
        evidence = {"missing": decisive, "default": defaults[decisive]}
        found.append(Finding("metric.threshold.missing", DIALOGUE, values, evidence))
    taken = {name: defaults[name] for name in lacking if name in case.asked.conventions and name != decisive}
    if taken:
        told = _in_words(taken)
        found.append(Finding("metric.conventions.taken", STEP, {"taken": told}, {"taken": taken}, len(taken)))
    others = {name: defaults[name] for name in lacking if name not in case.asked.conventions}
    if others:
        told = {language: _asked_and_taken(case, others, language) for language in LANGUAGES}
        # Where no number stands for the definition, those that the recipe brings decide what is counted.
        known = decisive in defaults
        found.append(
            Finding("metric.numbers.own", MEETS if known else STEP, {"numbers": told}, {"taken": others}, note=known)
        )
    return found


def _asked_and_taken(case: Case, taken: dict[str, str], language: str) -> str:
    """The first of the recipe's questions that the need does not answer, with what is taken; then how many more."""
    first = list(taken)[:MOST_TOLD]
    asked = case.recipe.parameters
    told = [f"{text_in(asked[name].ask, language)} {value_in_words(taken[name], language)}" for name in first]
    return listed([*told, *([f"+ {len(taken) - len(first)}"] if len(taken) > len(first) else [])], language)


def adjustment(case: Case) -> Finding | None:
    """Models count wrong against a threshold until they are set beside observations of the same place."""
    if case.group != "model":
        return None
    if case.reference is None:
        return Finding("metric.adjust.missing", DIALOGUE, {}, {"reference": None})
    lacking = [name for name in case.facts.every_variable if name not in case.reference.variables]
    years = case.training
    evidence = {
        "reference": case.reference.dataset, "training": str(years) if years else None, "least": LEAST_YEARS,
        "variables_lacking": lacking,
    }  # fmt: skip
    if lacking or years is None:
        return Finding("metric.adjust.missing", DIALOGUE, {}, evidence)
    values = {"reference": case.reference.title, "years": str(years), "count": len(years)}
    if len(years) < LEAST_YEARS:
        return Finding("metric.adjust.short", DIALOGUE, values, evidence, 1 - len(years) / LEAST_YEARS)
    return Finding("metric.adjust.ready", MEETS, values, evidence)


def unconfirmed(case: Case) -> Finding | None:
    """A guess from words is computed, and said to be a guess."""
    if case.asked is None or case.need.metric.confirmed_by:
        return None
    return Finding("metric.unconfirmed", MEETS, {}, {"confirmed_by": None}, note=True)


def unsure(case: Case) -> Finding | None:
    """Provisional numbers are computed, and said to be provisional."""
    if case.asked is None or case.need.metric.sure in (None, "yes"):
        return None
    return Finding("metric.unsure", MEETS, {}, {"sure": case.need.metric.sure}, note=True)


def hindsight(case: Case) -> Finding | None:
    """A rule that looks ahead must never be read as advice for today: of the next days it can say nothing."""
    filled = case.settled.filled or case.settled.defaults
    if not filled.uses_hindsight or case.need.time.horizon not in ("now", "days") or case.asked is not case.given:
        return None
    evidence = {"uses_hindsight": True}
    if case.need.time.horizon == "days":
        return Finding("metric.hindsight.today", CANNOT, {}, evidence)
    return Finding("metric.hindsight", MEETS, {}, evidence, note=True)


def _is_asked(case: Case) -> bool:
    """Whether the recipe gives what is asked for, first or beside something else."""
    return case.asked is not None and (case.asked is case.given or case.asked.code in case.settled.defaults.metrics)
