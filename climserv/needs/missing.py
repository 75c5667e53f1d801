"""What a need still lacks, and for which step: saved with anything missing, but not so matched, made or confirmed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..vocabulary.metrics import METRICS
from ..vocabulary.texts import text_in
from .field_words import FIELD_WORDS
from .need import Need
from .standing import confirmed_by_another, is_guess
from .written import OPEN_HALF

# The steps in the order people meet them, and what each is called.
STEPS: dict[str, dict[str, str]] = {
    "match_time": {
        "en": "to match on time", "fr": "pour comparer le temps", "sw": "ili kulinganisha wakati",
        "es": "para comparar el tiempo"},
    "match_space": {
        "en": "to match on place", "fr": "pour comparer le lieu", "sw": "ili kulinganisha mahali",
        "es": "para comparar el lugar"},
    "match_metric": {
        "en": "to match on what is measured", "fr": "pour comparer la mesure", "sw": "ili kulinganisha kinachopimwa",
        "es": "para comparar lo que se mide"},
    "product": {
        "en": "to make a first draft", "fr": "pour faire une première ébauche",
        "sw": "ili kutengeneza rasimu ya kwanza", "es": "para hacer un primer borrador"},
    "confirm": {
        "en": "to confirm the need", "fr": "pour confirmer le besoin", "sw": "ili kuthibitisha hitaji",
        "es": "para confirmar la necesidad"},
}  # fmt: skip
SESSION = "session"


@dataclass(frozen=True)
class Wanted:
    """One field that a step cannot do without.

    field    dotted path in the record, such as `decision.lead`
    step     the first step that needs it
    words    what is still to be said, in plain words
    holds    whether the need has it
    """

    field: str
    step: str
    words: dict[str, str]
    holds: Callable[[Need], Any]


@dataclass(frozen=True)
class Missing:
    """A field still missing; `agenda` when the group said that it does not know yet: something to talk about."""

    field: str
    step: str
    words: dict[str, str]
    agenda: bool

    def as_dict(self) -> dict[str, Any]:
        return {"field": self.field, "step": self.step, "words": dict(self.words), "agenda": self.agenda}


def _has(path: str) -> Callable[[Need], Any]:
    names = [{"from": "from_", "is": "is_", "with": "with_"}.get(name, name) for name in path.split(".")]

    def holds(need: Need) -> Any:
        value: Any = need
        for name in names:
            value = getattr(value, name, None)
        return value

    return holds


def _wanted(field: str, step: str, holds: Callable[[Need], Any] | None = None) -> Wanted:
    return Wanted(field, step, FIELD_WORDS[field], holds or _has(field))


def _has_window(need: Need) -> Any:
    window = need.decision.by
    return window is not None and (window.words or (window.from_ and window.to))


def _has_years_if_given_years_are_asked(need: Need) -> Any:
    return need.time.horizon not in ("projection", "years") or need.time.period_of_interest


def _has_threshold_if_the_metric_has_one(need: Need) -> Any:
    metric = METRICS.get(need.metric.is_ or "")
    return metric is None or "threshold" not in metric.conventions or "threshold" in need.metric.with_


def _has_an_answer(need: Need) -> Any:
    """Half of a pair is kept, so that nothing is lost, and tells nothing of how things stand."""
    return any(OPEN_HALF not in (pair.question.strip(), pair.answer.strip()) for pair in need.evidence.baseline)


WANTED: tuple[Wanted, ...] = (
    _wanted("time.scale", "match_time"),
    _wanted("time.horizon", "match_time"),
    _wanted("time.period_of_interest", "match_time", _has_years_if_given_years_are_asked),
    _wanted("space.place", "match_space"),
    _wanted("space.scale", "match_space"),
    _wanted("metric.is", "match_metric"),
    _wanted("metric.with.threshold", "match_metric", _has_threshold_if_the_metric_has_one),
    _wanted("question", "product"),
    _wanted("decision.what", "product"),
    _wanted("decision.options", "product", lambda need: len(need.decision.options) >= 2),
    _wanted("decision.by", "product", _has_window),
    _wanted("decision.lead", "product"),
    _wanted("who.decides", "product"),
    _wanted("reach.languages", "product"),
    _wanted("tolerance.in_vain", "confirm"),
    _wanted("tolerance.miss", "confirm"),
    _wanted("who.does", "confirm"),
    _wanted("metric.source", "confirm"),
    _wanted("metric.confirmed_by", "confirm"),
    _wanted("reach.channels", "confirm"),
    _wanted("inclusion.groups", "confirm"),
    _wanted("knowledge.existing_sources", "confirm"),
    _wanted("knowledge.value_add", "confirm"),
    _wanted("evidence.baseline", "confirm", _has_an_answer),
    _wanted("evidence.success", "confirm"),
    _wanted("origin.recorded_by", "confirm"),
    _wanted("origin.on_behalf_of", "confirm"),
    _wanted("origin.owner", "confirm"),
    _wanted("origin.visibility", "confirm"),
    _wanted("origin.confirmed_by", "confirm", confirmed_by_another),
)  # fmt: skip

# Never required; a session asks for them, because a group knows them better together than one person alone.
ASKED_IN_SESSION: tuple[Wanted, ...] = (
    _wanted("who.means_to_act", SESSION),
    _wanted("decision.reversibility", SESSION),
    _wanted("space.contrasts", SESSION),
    _wanted("metric.variants", SESSION),
    _wanted("bad_years", SESSION),
    _wanted("tolerance.cost_act", SESSION),
    _wanted("tolerance.loss_if_not", SESSION),
    _wanted("knowledge.local", SESSION),
    _wanted("reach.literacy", SESSION),
    _wanted("reach.devices", SESSION),
)  # fmt: skip


def missing(need: Need, step: str | None = None) -> list[Missing]:
    """What is missing, in the order of the steps; with `step`, for that step and those before it."""
    steps = list(STEPS)
    upto = steps if step is None else steps[: steps.index(step) + 1]
    return _lacking(need, (wanted for wanted in WANTED if wanted.step in upto))


def to_ask_in_session(need: Need) -> list[Missing]:
    """What a session should ask for, and the need does not say yet; nothing waits for it."""
    return _lacking(need, ASKED_IN_SESSION)


def _lacking(need: Need, wanted: Iterable[Wanted]) -> list[Missing]:
    unknown = set(need.unknown)
    return [Missing(one.field, one.step, one.words, one.field in unknown) for one in wanted if not one.holds(need)]


def words_of_field(field: str, language: str = "en") -> str:
    """A field in plain words; what is no field of ours stays as it was written."""
    found = next((one.words for one in (*WANTED, *ASKED_IN_SESSION) if one.field == field), None)
    return text_in(found, language) if found else field


def agenda(need: Need, language: str = "en") -> list[str]:
    """What the group said it does not know yet, in plain words: things to talk about.

    Where merged needs said different things, and where a definition is only guessed, that is talked over too.
    """
    language = language if language in _TALK else "en"
    differ, guess = _TALK[language]
    found = [words_of_field(item, language) for item in need.unknown]
    fields = dict.fromkeys(one.field for one in need.differences)
    found += [differ.format(words_of_field(field, language)) for field in fields]
    if is_guess(need) and "metric.is" not in need.unknown:
        found.append(guess)
    return found


_TALK = {
    "en": ("not said alike by all: {}", "what is measured was only guessed from your words"),
    "fr": ("pas dit de même par tous : {}", "ce qu'il faut mesurer n'est que deviné d'après vos mots"),
    "sw": ("haikusemwa sawa na wote: {}", "kinachopimwa kimekisiwa tu kutokana na maneno yenu"),
    "es": ("no dicho igual por todos: {}", "lo que se mide solo se ha supuesto por sus palabras"),
}
