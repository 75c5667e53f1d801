"""The sources of an order: opened, and refused where they cannot stand for what the order takes them for."""

from collections.abc import Iterator, Mapping

from ..data.opening import PROJECTED, Source, open_source
from ..recipes.model import Recipe
from ..vocabulary.problems import Problem, Refused, refuse_if
from .order import Order


def open_sources(order: Order, shelf, variable: str) -> tuple[tuple[Source, ...], Source | None]:
    """The data and the reference of an order; raises `Refused` with what every one of them refuses."""
    problems: list[Problem] = []

    def opened(source: str, role: str | None) -> Source | None:
        try:
            return open_source(
                source,
                catalogue=shelf.catalogue,
                variables=(variable,),
                role=role,
                made_folder=shelf.made_folder,
                roots=shelf.roots,
                hosts=shelf.hosts,
            )
        except Refused as refusal:
            problems.extend(refusal.problems)
            return None

    if not order.data:
        problems.append(Problem("order.data", "--data", "no data were named", allowed="a dataset id or a file"))
    role = "projection" if order.reference else None
    sources = tuple(opened(name, None if name in shelf.catalogue else role) for name in order.data)
    reference = opened(order.reference, "observation") if order.reference else None
    refuse_if(problems)
    refuse_if([*_named_twice(sources, reference), *_unfit(order, sources, reference)])
    return sources, reference


def _named_twice(sources: tuple[Source, ...], reference: Source | None) -> Iterator[Problem]:
    """A file beside itself would count its years twice, or be adjusted to itself."""
    first: dict[str, str] = {}
    named = [("--data", source) for source in sources] + ([("--reference", reference)] if reference else [])
    for where, source in named:
        content = "".join(fact.sha256 for fact in source.files)
        if content in first:
            what = "the same data are named twice"
            yield Problem("data.twice", where, what, source.name, f"once, as {first[content]}")
        first.setdefault(content, where)


def _unfit(order: Order, sources: tuple[Source, ...], reference: Source | None) -> Iterator[Problem]:
    """Models that are to be observations, several observations for one record, years to compare nothing with."""
    if reference is not None and (looks := _looks_modelled(reference)):
        allowed = "observations or station records"
        yield Problem("reference.model", "--reference", "models cannot stand for observations", looks, allowed)
    observed = [source.name for source in sources if source.role not in PROJECTED]
    beside = [*observed, reference.name] if reference is not None else observed
    if observed and len(beside) > 1:
        what = "the record is one set of observations, and several are named"
        next_step = "Run them one by one, or put their stations into one file"
        yield Problem("data.observed", "--data", what, ", ".join(beside), "one", next_step)
    if order.baseline and len(observed) == len(sources):
        what = "only models are compared with a baseline, and these data hold none"
        yield Problem("baseline.unused", "--baseline", what, order.baseline, "", "Choose years of a record by --period")


def _looks_modelled(source: Source) -> str:
    """What says that a source is a model's: its card, its several members, or the file itself; else nothing."""
    if source.card is not None:
        return f"{source.name} ({source.role})" if source.role in PROJECTED else ""
    if any(len(piece.members) > 1 or piece.modelled for piece in source.pieces):
        return f"{source.name}, whose own description names a model"
    return ""


def refuse_other_metric(need: Mapping[str, object] | None, recipe: Recipe) -> None:
    """A product bears its need's question, so it must be the metric that the need asks for."""
    asked = ((need or {}).get("metric") or {}).get("is")
    if asked and asked != recipe.answers.metric:
        what = f"the need asks for {asked}, which this recipe does not give"
        next_step = f"Take a recipe for {asked}, or leave the need out"
        raise Refused(Problem("need.metric", recipe.name, what, recipe.answers.metric, asked, next_step))
