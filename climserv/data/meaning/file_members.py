"""The members of a file: models, scenarios, runs along dimensions of their own, or the one that the file says it is."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

from ..files.headers import MODEL_ATTRIBUTES, Header
from ..pieces import Member
from .file_places import textual
from .identity import SCENARIO_ATTRIBUTES, identify

# Dimensions that count members, and those that count scenarios.
MEMBER_DIMENSIONS = (
    "member",
    "realization",
    "realisation",
    "ensemble",
    "ens",
    "number",
    "simulation",
    "model",
    "run",
    "m",
)
MODEL_DIMENSIONS = ("simulation", "model")
SCENARIO_DIMENSIONS = ("scenario", "experiment", "ssp")

# Texts beside a member dimension that tell one part of its members' identity.
_MODELS = ("model", "source_id", "model_id", "source")
_RUNS = ("member", "variant_label", "run", "realization")


def member_dimensions(header: Header) -> list[str]:
    """The dimensions of a file that count members or scenarios."""
    return [d for d in header.sizes if d.lower() in (*MEMBER_DIMENSIONS, *SCENARIO_DIMENSIONS)]


def members_of(header: Header, places: Mapping[str, str]):
    """Members, their place along each member dimension, and the role of these dimensions."""
    sizes = header.sizes
    dims = [d for d in member_dimensions(header) if d not in places]
    model, scenario = header.attribute(*MODEL_ATTRIBUTES), header.attribute(*SCENARIO_ATTRIBUTES)
    if not dims:
        who = identify(header)
        start = header.attribute("sub_experiment_id")
        init = start[1:] if start[:1] == "s" and start[1:].isdigit() else ""
        member = Member(who.id or Path(header.where).stem, who.model, who.scenario, init, who.run)
        return (member,), ({},), {}
    words = {name: header.words(name) for name in header.told if textual(header, name)}
    labels = {d: [_label(header, words, d, i) for i in range(sizes[d])] for d in dims}
    members, picks = [], []
    for place in product(*(range(sizes[d]) for d in dims)):
        said = {d: labels[d][i] for d, i in zip(dims, place, strict=True)}
        its_model = _beside(header, words, _MODELS, dims, place) or _said(said, MODEL_DIMENSIONS) or model
        its_scenario = _beside(header, words, SCENARIO_DIMENSIONS, dims, place) or _said(said, SCENARIO_DIMENSIONS)
        run = _beside(header, words, _RUNS, dims, place)
        its = [_beside(header, words, names, dims, place) for names in (_MODELS, SCENARIO_DIMENSIONS, _RUNS)]
        # A dimension without a name for each of its places: what stands beside it names them.
        unnamed = all(d not in header.told for d in dims) and any(its)
        id = "-".join(part for part in its if part) if unnamed else "-".join(said.values())
        members.append(Member(id, its_model, its_scenario or scenario, "", run))
        picks.append(dict(zip(dims, place, strict=True)))
    return tuple(_told_apart(members)), tuple(picks), {d: d for d in dims}


def _told_apart(members: list[Member]) -> list[Member]:
    """Ids once each: those that several members share are numbered."""
    ids, seen, out = [m.id for m in members], {}, []
    for member in members:
        if ids.count(member.id) > 1:
            seen[member.id] = seen.get(member.id, 0) + 1
            id = f"{member.id}-{seen[member.id]}"
            member = Member(id, member.model, member.scenario, member.init, member.run)
        out.append(member)
    return out


def _label(header: Header, words: Mapping[str, list[str] | None], dimension: str, place: int) -> str:
    if words.get(dimension):
        return words[dimension][place]
    if dimension in header.told:
        return f"{dimension}-{header.numbers(dimension)[place]:g}"
    return f"{dimension}-{place + 1}"


def _beside(header: Header, words, names: tuple[str, ...], dims: list[str], place: tuple[int, ...]) -> str:
    """What a text variable such as `model(member)` says of a member."""
    for name in names:
        if words.get(name) and name not in header.sizes:
            along = [d for d in header.dimensions(name) if d in dims]
            if len(along) == 1:
                return words[name][place[dims.index(along[0])]]
    return ""


def _said(labels: Mapping[str, str], dimensions: tuple[str, ...]) -> str:
    return next((text for dimension, text in labels.items() if dimension.lower() in dimensions), "")
