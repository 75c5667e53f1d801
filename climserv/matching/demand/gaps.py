"""Gaps: the least that would have to come for a need to be met, and why; read off the offer that comes nearest.

A recipe, a dataset, observations, or, where no data can ever tell it or nobody has said what to count, a talk.
"""

from dataclasses import dataclass
from typing import Any

from ...needs.need import Need
from ..judging import Asked
from ..named_times import named_time
from ..rules.facts import recipe_facts
from ..rules.rules import findings_of
from ..rules.space_rules import FARTHEST_KM
from ..rules.verdicts import CANNOT, Finding
from .board import Best, Board

# What must come when a rule says that it cannot be; for a rule that is not here, nothing would help but a talk.
KIND_OF = {
    "metric.other": "recipe", "metric.hindsight.today": "recipe", "time.scale.finer": "recipe",
    "time.level.coarse": "recipe", "time.horizon.not_claimed": "recipe", "space.sites.not_taken": "recipe",
    "metric.variables.missing": "dataset", "space.cover.outside": "dataset", "space.cover.little": "dataset",
    "space.level.far": "dataset",
    "space.scale.far": "dataset", "time.step.coarser": "dataset", "time.period.outside": "dataset",
    "time.past.model": "observation", "time.past.forecast": "observation", "time.projection.record": "dataset",
    "time.days.none": "dataset", "time.forecast.not_so_far": "dataset", "time.hindcast": "dataset",
    "time.lead.short": "dataset", "time.timeliness.late": "observation",
}  # fmt: skip
TALKED_OVER = (
    "time.period.one_year",
    "time.period.one_day",
    "time.deadline.past",
    "time.deadline.before_data",
    "space.sea",
)
KINDS = ("recipe", "dataset", "observation", "talk")
LABELS: dict[str, dict[str, str]] = {
    "recipe": {"en": "a recipe", "fr": "une recette", "sw": "njia ya kukokotoa", "es": "una receta"},
    "dataset": {"en": "climate data", "fr": "des données climatiques", "sw": "data za hali ya hewa",
                "es": "datos climáticos"},
    "observation": {"en": "readings near the place", "fr": "des relevés près du lieu",
                    "sw": "vipimo karibu na mahali", "es": "lecturas cerca del lugar"},
    "talk": {"en": "a talk: no data can tell this", "fr": "un échange : aucune donnée ne peut le dire",
             "sw": "mazungumzo: hakuna data inayoweza kusema", "es": "una conversación: ningún dato puede decirlo"},
    "": {"en": "nothing: it can be served", "fr": "rien : on peut y répondre", "sw": "hakuna: linaweza kujibiwa",
         "es": "nada: se puede responder"},
}  # fmt: skip
NOT_SAID_WHAT = {
    "en": "Nobody has said yet what shall be counted. It may be something we have no measure for.",
    "fr": "Personne n'a encore dit ce qu'il faut compter. Il se peut que nous n'ayons pas de mesure pour cela.",
    "sw": "Hakuna aliyesema bado ni nini kihesabiwe. Huenda ni kitu ambacho hatuna kipimo chake.",
    "es": "Nadie ha dicho aún qué hay que contar. Puede que no tengamos medida para ello.",
}
NOBODY_CAN = {
    "en": "Nobody can tell one day or one year so far ahead; how often something comes in twenty years can be told.",
    "fr": "Personne ne peut prédire un jour ou une année si loin ; on peut dire ce qui arrive sur vingt ans.",
    "sw": "Hakuna anayeweza kutabiri siku au mwaka mmoja wa mbali hivyo; yanayotokea katika miaka ishirini yanaweza.",
    "es": "Nadie puede decir un día o un año tan lejano; sí cuántas veces ocurre algo en veinte años.",
}
_PARTS = ("time", "place", "near", "scale", "metric", "adjust")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and what it must give; needs with equal gaps wait for the same.

    A dataset or observations serve every metric and time scale they hold the variables of: theirs are left empty.
    """

    kind: str
    metric: str
    scale: str
    horizon: str
    variables: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "metric": self.metric, "scale": self.scale, "horizon": self.horizon,
                "variables": list(self.variables)}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """What one need waits for.

    also     what would still be missing when that has come
    why      what hinders the nearest offer, by language; what the gap itself would end comes first
    nearest  the id of its recipe, where it gives what is asked for; else ""
    """

    gap: Gap
    also: tuple[str, ...]
    why: tuple[dict[str, str], ...]
    nearest: str = ""


def waiting_of(asked: Asked, board: Board) -> Waiting | None:
    """What the need waits for, and why; None where it is met. Remembered by the board as long as its best stands."""
    best = board.best[asked.need.need]
    held = board.read_off.get(asked.need.need)
    if held is None or held[0] is not asked or held[1] is not best:
        held = board.read_off[asked.need.need] = asked, best, _waiting(asked, board, best)
    return held[2]


def _waiting(asked: Asked, board: Board, best: Best | None) -> Waiting | None:
    need = asked.need
    metric, scale, horizon = need.metric.is_ or "", need.time.scale or "", need.time.horizon or ""
    if not metric:
        # Whatever comes near it does so by chance.
        return Waiting(Gap("talk", "", scale, horizon), (), (NOT_SAID_WHAT,))
    if best is not None and best.met:
        return None
    found = [] if best is None else _hindrances(asked, board, best)
    nearest = best.recipe.id if best is not None and best.key[1] < 2 else ""
    if _nobody_can(need):
        return Waiting(Gap("talk", metric, scale, horizon), (), (NOBODY_CAN,), nearest)
    kinds = {_kind(one) for one in found} or {"recipe"}
    # What nobody can know is not served by any data; without a recipe, data alone serve nothing.
    kind, *also = ("talk",) if "talk" in kinds else (one for one in KINDS if one in kinds)
    why = tuple(one.reason for one in sorted(found, key=lambda one: _kind(one) != kind))
    if kind in ("recipe", "talk"):
        return Waiting(Gap(kind, metric, scale, horizon), tuple(also), why, nearest)
    gap = Gap(kind, "", "", _of_data(horizon, best, found), recipe_facts(best.recipe).variables)
    return Waiting(gap, tuple(also), why, nearest)


def _of_data(horizon: str, best: Best, found: list[Finding]) -> str:
    """What the data must speak of: where the nearest would do but for place or variables, the same as they."""
    if any(one.code.startswith("time.") for one in found):
        return horizon
    return {"record": "past", "model": "projection"}.get(best.data.facts.group, horizon)


def _kind(finding: Finding) -> str:
    # A recipe that takes no stations is no hindrance where the station is far away: what lacks is data.
    if finding.code == "space.sites.not_taken" and finding.evidence["km"] > FARTHEST_KM:
        return "dataset"
    return KIND_OF.get(finding.code, "talk")


def _nobody_can(need: Need) -> bool:
    """A day or a year to come by its name: no recipe and no data will ever tell it."""
    asked, named = need.time.period_of_interest, named_time(need.time.period)
    one_year = asked is not None and asked[:4] == asked[-4:]
    return need.time.horizon == "projection" and (one_year or (asked is None and named is not None))


def _hindrances(asked: Asked, board: Board, best: Best) -> list[Finding]:
    case = board.judge.case(asked, best.recipe, best.data)
    return [one for part in _PARTS for one in findings_of(part, case) if one.value == CANNOT]
