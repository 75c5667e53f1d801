"""Identity: which model, scenario and run a file holds, from its attributes, else from a name in the manner of CMIP."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from ..files.headers import MODEL_ATTRIBUTES, Header

SCENARIO_ATTRIBUTES = ("experiment_id", "driving_experiment_id", "driving_experiment_name", "experiment")
_RUN_ATTRIBUTES = ("variant_label", "driving_variant_label", "driving_model_ensemble_member", "parent_variant_label")
_DRIVING_ATTRIBUTES = ("driving_model_id", "driving_source_id")
_REGIONAL_ATTRIBUTES = ("model_id", "source_id")

# The run in a file's name: r1i1p1, r1i1p1f1, s1960-r2i1p1f2.
_RUN = re.compile(r"^(?:s\d{4}-)?r\d+i\d+p\d+(?:f\d+)?$")
_DOMAIN = re.compile(r"^[A-Z]{2,4}-\d{2}i?$")

# What came before the scenario starts: the part that scenarios of one run share.
PAST = "historical"


@dataclass(frozen=True)
class Identity:
    """Model (with the one that drives it), scenario and run; each empty where nothing tells it."""

    model: str = ""
    scenario: str = ""
    run: str = ""

    @property
    def id(self) -> str:
        return "-".join(part for part in (self.model, self.scenario, self.run) if part)


def identify(header: Header) -> Identity:
    """The identity of a file with one member: its attributes, and what they leave out from its name."""
    named = named_identity(header.where)
    model = header.attribute(*MODEL_ATTRIBUTES)
    driving, regional = header.attribute(*_DRIVING_ATTRIBUTES), header.attribute(*_REGIONAL_ATTRIBUTES)
    if driving and regional and driving != regional:
        model = f"{driving}-{regional}"
    model = model or named.model
    scenario = plain_scenario(header.attribute(*SCENARIO_ATTRIBUTES)) or named.scenario
    # A run without a model is no identity: anything may be called r1i1p1.
    run = header.attribute(*_RUN_ATTRIBUTES) or named.run if model else ""
    start = header.attribute("sub_experiment_id")
    if run and start and not run.startswith(start):
        run = f"{start}-{run}"
    return Identity(model, scenario, run)


def named_identity(name: str) -> Identity:
    """What a name in the manner of CMIP and CORDEX tells: pr_day_CanESM5_ssp245_r1i1p1f1_gn_2015-2100.nc."""
    parts = PurePath(name).name.split(".nc")[0].split("_")
    at = next((i for i, part in enumerate(parts) if _RUN.match(part)), 0)
    if at < 3:
        return Identity()
    model, scenario = parts[at - 2], plain_scenario(parts[at - 1])
    if _DOMAIN.match(parts[1]) and at + 1 < len(parts):
        model = f"{model}-{parts[at + 1]}"
    return Identity(model, scenario, parts[at])


def plain_scenario(text: str) -> str:
    """`historical,rcp45` and `historical+rcp45` are rcp45: the past is what it shares with every other scenario."""
    parts = [part.strip() for part in re.split(r"[,+]", text)]
    if len(parts) > 1 and all(re.fullmatch(r"[\w.-]+", part) for part in parts):
        return next((part for part in reversed(parts) if part.lower() != PAST), PAST)
    return text.strip()
