"""The sources of an order: opened, and refused where they cannot stand for what the order takes them for."""

from collections.abc import Iterator, Mapping, Sequence

from ...data.opening import PROJECTED, Source, open_source
from ...recipes.filling import FilledRecipe
from ...recipes.model import Input
from ...vocabulary.problems import Problem, Refused, refuse_if
from .order import Order


def open_sources(
    order: Order, shelf, inputs: Mapping[str, Input], references: Mapping[str, Input]
) -> tuple[tuple[Source, ...], Source | None]:
    """The data and the reference of an order; raises `Refused` with what every one of them refuses.

    The reference holds the inputs of the data, too: it is the record that models are compared with.
    """
    problems: list[Problem] = []
    required, optional = ([one.variable for one in inputs.values() if one.optional == kind] for kind in (False, True))

    def opened(source: str, role: str | None, beside: Sequence[str] = ()) -> Source | None:
        wanted = list(dict.fromkeys([*required, *beside]))
        try:
            return _open(source, role, shelf, wanted, [one for one in optional if one not in wanted])
        except Refused as refusal:
            problems.extend(refusal.problems)
            return None

    if not order.data:
        problems.append(Problem("order.data", "--data", "no data were named", allowed="a dataset id or a file"))
    role = "projection" if order.reference else None
    sources = tuple(opened(name, None if name in shelf.catalogue else role) for name in order.data)
    observed = [one.variable for one in references.values()]
    reference = opened(order.reference, "observation", observed) if order.reference else None
    refuse_if([*problems, *_without_reference(order, sources, references)])
    refuse_if([*_named_twice(sources, reference), *_unfit(order, sources, reference)])
    return sources, reference


def _open(source: str, role: str | None, shelf, wanted: Sequence[str], optional: Sequence[str]) -> Source:
    """A source with the variables wanted, and of the optional ones those that it holds."""
    while True:
        try:
            return open_source(
                source,
                catalogue=shelf.catalogue,
                variables=(*wanted, *optional),
                role=role,
                made_folder=shelf.made_folder,
                roots=shelf.roots,
                hosts=shelf.hosts,
            )
        except Refused as refusal:
            lacking = {problem.allowed for problem in refusal.problems if problem.code == "variable.missing"}
            others = any(problem.code != "variable.missing" for problem in refusal.problems)
            if others or not lacking & set(optional):
                raise
            optional = [one for one in optional if one not in lacking]


def _without_reference(order: Order, sources, references: Mapping[str, Input]) -> Iterator[Problem]:
    """A recipe whose observations are not optional cannot do without them."""
    required = [name for name, one in references.items() if not one.optional]
    models = [source.name for source in sources if source is not None and source.role in PROJECTED]
    if required and models and not order.reference:
        what = "this recipe adjusts to observations, and none were named"
        yield Problem("order.reference", "--reference", what, ", ".join(models), "observations or station records")


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


def refuse_other_metric(need: Mapping[str, object] | None, recipe: FilledRecipe) -> None:
    """A product bears its need's question, so it must be the metric that the need asks for."""
    asked = ((need or {}).get("metric") or {}).get("is")
    if asked and asked != recipe.metric:
        what = f"the need asks for {asked}, which this recipe does not give"
        next_step = f"Take a recipe for {asked}, or leave the need out"
        raise Refused(
            Problem("need.metric", f"recipe {recipe.id} v{recipe.version}", what, recipe.metric, asked, next_step)
        )
