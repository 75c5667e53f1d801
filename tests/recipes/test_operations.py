"""The table of operations, and that the methods take what it declares."""

import inspect
from dataclasses import replace
from importlib import import_module

import pytest

from climserv.methods import ensembles
from climserv.methods.adjustment import METHODS
from climserv.methods.adjustment.groups import COUNTS
from climserv.methods.adjustment.trend_preserving import DISTRIBUTIONS
from climserv.recipes.operations import OPERATIONS, STATEMENTS, Argument
from climserv.recipes.operations.adjustment import DISTRIBUTION_KINDS, GROUP_WORDS, METHOD_INTERPOLATIONS, METHOD_KINDS
from climserv.recipes.resolving import FilledStep
from climserv.recipes.values import read_value
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.units import measures_the_same, parse_unit
from climserv.vocabulary.variables import VARIABLES


def test_each_operation_is_declared_whole():
    for name, operation in OPERATIONS.items():
        assert operation.name == name
        assert operation.version >= 1
        assert operation.about
        assert operation.source
        assert operation.conventions
        names = [argument.name for argument in operation.parameters]
        assert len(set(names)) == len(names)
        assert operation.hindsight in ("", "always", *names)
        assert set(operation.variables) <= set(VARIABLES)
        if operation.metric:
            assert set(METRICS[operation.metric].variables) <= set(operation.variables)


def test_each_argument_is_declared_whole():
    for operation in OPERATIONS.values():
        for argument in operation.parameters:
            assert argument.about
            assert bool(argument.choices) == (argument.kind == "choice")
            if argument.kind == "quantity":
                assert parse_unit(argument.unit) is not None
            if isinstance(argument.default, tuple):
                item = replace(argument, kind=argument.items)
                assert tuple(read_value(one, item) for one in argument.default) == argument.default
            elif argument.default not in (None, ""):
                assert read_value(argument.default, argument) == argument.default


def test_the_parameters_that_the_design_fixes(onset, hot_days):
    assert list(hot_days.parameters) == ["threshold", "operator", "season_start", "season_end"]
    assert list(onset.parameters) == [
        "amount", "window", "wet_day", "operator", "wet_days", "anchor", "dry_spell", "look_ahead", "search_start",
        "search_end",
    ]  # fmt: skip


def test_statements_are_those_that_are_counted():
    declared = next(a for a in OPERATIONS["ensemble"].parameters if a.name == "statement").choices
    assert set(declared) == {statement for group in STATEMENTS.values() for statement in group}
    assert set(declared) == set(ensembles.STATEMENTS)


@pytest.mark.parametrize(
    ("operation", "module", "function"),
    [
        ("onset", "seasons.onset", "rainy_season_onset"),
        ("hot_days", "heat.days", "hot_days"),
        ("adjust", "adjustment", "train"),
    ],
)
def test_declared_choices_are_those_the_methods_take(operation, module, function):
    """A choice that no method knows would be a promise; so would an argument that none takes."""
    methods = import_module(f"climserv.methods.{module}")
    taken = {
        name for name, p in inspect.signature(getattr(methods, function)).parameters.items() if p.kind is p.KEYWORD_ONLY
    }
    declared = {a.name for a in OPERATIONS[operation].parameters if a.kind not in ("input", "season")}
    # The groups' window, and what a single method can be asked beside.
    assert declared - {"group", "window", "distribution"} <= taken
    for name, known in (("anchor", "ANCHORS"), ("operator", "OPERATORS"), ("method", "METHODS"), ("kind", "KINDS")):
        argument = next((a for a in OPERATIONS[operation].parameters if a.name == name), None)
        if argument:
            assert set(argument.choices) <= set(getattr(methods, known))


def test_what_each_method_of_adjustment_takes_is_what_is_declared():
    assert set(METHOD_KINDS) == set(METHODS)
    for name, method in METHODS.items():
        assert METHOD_KINDS[name] == method.kinds
        assert METHOD_INTERPOLATIONS[name] == method.interpolations
    assert {name: kinds[0] for name, kinds in DISTRIBUTION_KINDS.items() if name != "auto"} == dict(DISTRIBUTIONS)
    assert set(GROUP_WORDS) == set(COUNTS)


@pytest.mark.parametrize(("ahead", "answer"), [("0 day", False), ("1 day", True)])
def test_looking_ahead(ahead, answer):
    assert FilledStep("onset", 1, {"look_ahead": ahead}).looks_ahead is answer
    assert not FilledStep("hot_days", 1, {}).looks_ahead


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("20.0 mm", "20 mm"),
        ("0,10 cm", "0.1 cm"),
        ("1e-3 m", "0.001 m"),
        ("-0.0 mm", "0 mm"),
        ("1200000 mm", "1200000 mm"),
    ],
)
def test_numbers_are_written_one_way(text, canonical):
    assert read_value(text, Argument("x", "quantity", "", unit="mm")) == canonical
    assert measures_the_same(canonical.split()[1], "mm")
