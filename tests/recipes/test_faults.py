"""Faults one by one: each is told once, with its line and what would be right."""

import pytest

from climserv.recipes.loading import read_recipe

from .small import SMALL, told

# What is done to the small recipe: the words replaced, and what must be said, with its line.
SPOILT = {
    "a field misspelt": (
        "references:", "refrences:",
        ["1: references: this field is missing",
         "14: refrences: no such field. Got: refrences. Allowed: recipe, version,"],
    ),
    "a field of a parameter misspelt": (
        "to: 40 degC, ask", "upto: 40 degC, ask",
        ["9: parameter threshold, upto: no such field. Got: upto. Allowed: default, from, to,"],
    ),
    "a version that is a number with a point": (
        "version: 1\n", "version: 1.0\n", ["2: version: this must be a whole number. Got: 1.0."]
    ),
    "a version below one": ("version: 1\n", "version: 0\n", ["2: version: this is too small. Got: 0."]),
    "a title that is not by language": (
        "title: {en: Warm days}", "title: Warm days", ["3: title: this must be names with values."]
    ),
    "an empty title": ("{en: Warm days}", "{en: ''}", ["3: title: the text in en is empty"]),
    "a language that is none": ("{en: Warm days}", "{en: Warm days, english: x}", ["3: title: this is not"]),
    "an unknown variable": (
        "variable: tasmax", "variable: tasmx",
        ["7: input tasmax, variable: no such variable. Got: tasmx. Allowed: pr, tas,"],
    ),
    "a variable the operation is not made for": (
        "variable: tasmax", "variable: pr",
        ["11: step 1 (hot_days), of: hot_days does not work on pr. Got: tasmax. Allowed: an input of tasmax."],
    ),
    "a step of time that is not a day": (
        "{variable: tasmax}", "{variable: tasmax, step: hour}",
        ["7: input tasmax, step: this value is not known. Got: hour. Allowed: day."],
    ),
    "a default out of its bounds": (
        "default: 20 degC", "default: 320 K",
        [("9: parameter threshold, default: the default is out of its own bounds. Got: 320 K. "
         "Allowed: 283.15 K to 313.15 K.")],
    ),
    "a default out of the operation's bounds": (
        "default: 20 degC", "default: 2000 degC",
        ["9: parameter threshold, default: this is out of bounds. Got: 2000 degC. Allowed: -90 degC to 70 degC."],
    ),
    "bounds the wrong way round": (
        "from: 10 degC, to: 40 degC", "from: 40 degC, to: 10 degC",
        ["9: parameter threshold, to: the bounds are the wrong way round. Got: 40 degC to 10 degC."],
    ),
    "bounds in another unit, and a default that cannot be read": (
        "default: 20 degC, from: 10 degC, to: 40 degC", "default: warm, from: 10 degC, to: 300 K",
        ["9: parameter threshold, default: this is not a quantity. Got: warm."],
    ),
    "a bound of another kind": (
        "from: 10 degC", "from: 10 mm",
        ["9: parameter threshold, from: this does not measure the same thing as degC. Got: 10 mm."],
    ),
    "a step in another unit": (
        "to: 40 degC, ask", "to: 40 degC, step: 1 K, ask",
        ["9: parameter threshold, step: the step must be in the unit of the default. Got: 1 K. Allowed: 1 degC."],
    ),
    "a step of nothing": (
        "to: 40 degC, ask", "to: 40 degC, step: 0 degC, ask",
        ["9: parameter threshold, step: the step must be above zero. Got: 0 degC."],
    ),
    "choices for a quantity": (
        "to: 40 degC, ask", "to: 40 degC, choices: [20 degC], ask",
        ["9: parameter threshold, choices: a quantity has bounds, not choices."],
    ),
    "a parameter without its mark": (
        "threshold: $threshold", "threshold: threshold",
        ["9: parameter threshold: no step uses this parameter",
         ("11: step 1 (hot_days), threshold: this is not a quantity. Got: threshold. Allowed: a number with its "
         "unit, such as '10 degC'. Did you mean $threshold?")],
    ),
    "one parameter for two kinds": (
        'operator: ">"', "operator: $threshold",
        ["11: step 1 (hot_days), operator: parameter threshold is a quantity elsewhere and cannot be a choice"],
    ),
    "an argument missing": (
        'operator: ">", ', "", ["11: step 1 (hot_days): operator is missing: whether a day at the threshold"]
    ),
    "an older version of an operation": (
        "to: 09-30}}", "to: 09-30}}\n    version: 99",
        ["12: step 1, version: operation hot_days gives other numbers in another version. Got: 99. Allowed: 1."],
    ),
    "steps in the wrong order": (
        "  - hot_days:", "  - ensemble: {statement: at_least, at: [1 day]}\n  - hot_days:",
        ["11: step 1 (ensemble): ensemble needs seasonal values. Got: daily series"],
    ),
    "no counts at the end": (
        "  - ensemble: {statement: at_least, at: [10 day]}\n", "",
        ["11: step 1: the last step must give counts of years. Got: seasonal values. End with an ensemble step."],
    ),
    "an input nobody uses": (
        "{tasmax: {variable: tasmax}}", "{tasmax: {variable: tasmax}, rain: {variable: pr}}",
        ["7: input rain: no step uses this input. Got: rain."],
    ),
    "a metric the steps do not give": (
        "metric: hot_days", "metric: seasonal_rain",
        [("6: answers, metric: the steps compute another metric than the recipe says it answers. "
         "Got: seasonal_rain. Allowed: hot_days.")],
    ),
    "a statement for dates": (
        "statement: at_least", "statement: by",
        [("12: step 2 (ensemble), statement: this statement does not fit hot_days, which is a count. Got: by. "
         "Allowed: at_least, more_than, fewer_than.")],
    ),
    "a date for a count": (
        "at: [10 day]", "at: [06-10]", ["12: step 2 (ensemble), at: hot_days is a count, not a date. Got: 06-10."]
    ),
    "several moments and none for the answer": (
        "at: [10 day]", "at: [10 day, 20 day]",
        [("12: step 2 (ensemble): with several moments, one must be named for the answer in words. "
         "Allowed: answer_at: 10 day.")],
    ),
    "an answer that is not counted": (
        "at: [10 day]", "at: [10 day, 20 day], answer_at: 30 day",
        [("12: step 2 (ensemble), answer_at: the answer must be one of the moments counted. Got: 30 day. "
         "Allowed: 10 day, 20 day.")],
    ),
    "a moment given twice": (
        "at: [10 day]", "at: [2 day, 48 hour], answer_at: 2 day",
        ["12: step 2 (ensemble), at, entry 2: this entry is there already. Got: 2 day."],
    ),
    "a number past all numbers": (
        "at: [10 day]", "at: [1e400 day]", ["12: step 2 (ensemble), at, entry 1: this number is too large."]
    ),
    "part of a day": (
        "at: [10 day]", "at: [1.5 day]",
        ["12: step 2 (ensemble), at, entry 1: this must be a whole number of days. Got: 1.5 day."],
    ),
    "a claim of hindsight that is not so": (
        "limits:", "uses_hindsight: true\nlimits:",
        [("13: uses_hindsight: no step looks ahead, so there is no hindsight. Got: true. "
         "Allowed: uses_hindsight: false.")],
    ),
    "a step that is text": (
        "  - ensemble: {statement: at_least, at: [10 day]}", "  - ensemble",
        ["12: step 2: a step is one operation with its arguments. Allowed: - onset: {of: rain, ...}."],
    ),
    "two operations in one step": (
        "  - ensemble:", "    ensemble:", ["11: step 1: a step is one operation with its arguments."]
    ),
    "steps that are no list": (
        ('steps:\n  - hot_days: {threshold: $threshold, operator: ">", season: {from: 05-01, to: 09-30}}\n'
        "  - ensemble: {statement: at_least, at: [10 day]}\n"),
        "steps: hot_days\n", ["10: steps: this must be a list. Got: \"hot_days\"."],
    ),
    "an anchor and its alias, and a fault beside them": (
        "title: {en: Warm days}\nquestion: {en: How many days are warm?}", "title: &t {en: Warm days}\nquestion: *t",
        ["3: anchors are not read", "4: aliases are not read", "4: question: this must be names"],
    ),
    "a tag": (
        "title: {en: Warm days}", "title: {en: !!python/object/apply:os.getcwd []}",
        ["3: tags are not read. Got: tag:yaml.org,2002:python/object/apply:os.getcwd.",
         "3: title, en: this must be text"],
    ),
    "a key given twice": (
        "version: 1\n", "version: 1\nversion: 2\n", ["3: this key stands here twice, first on line 2"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_one_fault(fault):
    old, new, expected = SPOILT[fault]
    assert SMALL.count(old) == 1
    found = told(SMALL.replace(old, new))
    assert len(found) == len(expected), found
    for said, words in zip(found, expected, strict=True):
        assert said.startswith(f"it.yaml:{words}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: \"*\"", "kind: \"+\"", ", kind: additive adjustment of rain can give negative rain"),
        (", when: reference}", "}", ", when: input reference is optional, so the step must say when it is made"),
        ("role: [observation, station], ", "", ", to: input reference is not said to be observed"),
        ("reference: {variable: pr", "reference: {variable: tasmax", ", to: the observations must be of the variable"),
        ("default: 20 day", "default: 5 day", "(onset), dry_spell: a dry spell this long does not fit"),
        ("    default: 1\n", "    default: 4\n", "(onset), wet_days: there cannot be more wet days than the window"),
        ("uses_hindsight: true", "uses_hindsight: false", "uses_hindsight: the steps look ahead"),
        ("at: [15 day, 35 day, 50 day], answer_at: 35 day", "at: [09-15]", ", at: this day is not in the season"),
        ("default: 10-01\n", "default: 10-01\n    from: 09-01\n", "search_start, from: a month-day has no bounds"),
        ("default: 10-01\n", "default: 10-01\n    step: 1 day\n", "search_start, step: a month-day has no step"),
        ("choices: [\">\", \">=\"]", "choices: [\">\"]", "operator, default: the default is out of its own bounds"),
        ("choices: [\">\", \">=\"]", "choices: [\"<\", \">=\"]", "choices, entry 1: this is not one of the choices"),
    ],
)  # fmt: skip
def test_one_fault_of_the_onset(texts, old, new, expected):
    """Rules that need rain and a reference, on the shipped recipe; the line is that of the change."""
    text = texts["rainy_season_onset"]
    assert text.count(old) == 1
    (said,) = told(text.replace(old, new))
    assert expected in said


def test_ratios_of_a_temperature_are_refused(texts):
    (said,) = told(texts["hot_days"].replace('kind: "+"', 'kind: "*"'))
    assert 'by ratios depends on where its unit has zero. Got: kind: "*". Use kind: "+".' in said


TWO = SMALL.replace(
    "  - ensemble:",
    '  - hot_days: {threshold: 30 degC, operator: ">", season: {from: 05-01, to: 09-30}}\n    as: hotter\n'
    "  - ensemble:",
)


def test_two_results_need_two_names():
    (said, *_) = told(TWO.replace("    as: hotter\n", ""))
    assert "12: step 2 (hot_days): this name is there already. Got: hot_days. Write `as: another_name` beside" in said


def test_a_result_that_nobody_uses_is_told_of():
    (said,) = told(TWO)
    assert "11: step 1 (hot_days): nothing uses what this step gives. Got: hot_days. Name it: outputs:" in said


def test_outputs_are_named_and_the_first_is_counted():
    recipe = read_recipe(TWO + "outputs: [hotter, hot_days]\n", "it.yaml")
    assert recipe.outputs == ("hotter", "hot_days")
    (said,) = told(TWO + "outputs: [hot_days, hotter]\n")
    assert "the last step must give counts of years" in said
    (said,) = told(TWO + "outputs: [hotter, hot_dys, hot_days]\n")
    assert "no step gives such seasonal values of a metric. Got: hot_dys. Allowed: hot_days, hotter." in said


def test_a_step_reads_only_what_is_there_before_it():
    (said,) = told(SMALL.replace("at: [10 day]}", "at: [10 day], of: hot_dys}"))
    assert "12: step 2 (ensemble), of: no such input. Got: hot_dys. Allowed: hot_days. Did you mean hot_days?" in said
    (said,) = told(SMALL.replace("at: [10 day]}", "at: [10 day], of: tasmax}"))
    assert "ensemble needs seasonal values. Got: tasmax, which is daily series" in said


def test_a_reference_that_is_always_there_needs_no_when(texts):
    (said,) = told(texts["hot_days"].replace(", optional: true", ""))
    assert "when: the step waits for an input that is always there. Got: reference." in said


def test_a_date_in_a_season_across_the_new_year_is_in_it(texts):
    text = texts["rainy_season_onset"].replace("default: 12-15", "default: 02-15")
    at = "at: [15 day, 35 day, 50 day], answer_at: 35 day"
    assert read_recipe(text.replace(at, "at: [01-20]"), "it.yaml").steps[2].arguments["at"] == ["01-20"]
    (said,) = told(text.replace(at, "at: [03-20]"))
    assert "Got: 03-20. Allowed: 10-01 to 02-15." in said


ADJUSTED = """\
recipe: late
version: 1
title: {en: Late}
question: {en: How hot?}
authors: [A]
answers: {metric: hot_days, time: [season], space: {from: 25 km, upto: district}, horizons: [past]}
inputs:
  tasmax: {variable: tasmax, record: 20 year}
  seen: {variable: tasmax, record: 20 year, role: [station], optional: true}
steps:
  - hot_days: {of: tasmax, threshold: 30 degC, operator: ">", season: {from: 06-01, to: 06-30}}
  - adjust: {of: tasmax, method: quantile_delta_mapping, kind: "+", group: month, to: seen, when: seen}
  - ensemble: {of: hot_days, statement: at_least, at: [3 day]}
limits: [{en: None.}]
references: [None.]
"""


def test_an_adjustment_after_the_days_were_counted_is_told():
    """The product would say that it is adjusted, and its numbers would not be."""
    said = "\n".join(told(ADJUSTED))
    assert "12: step 2 (adjust): nothing uses what this step gives. Got: tasmax. Put it before the step" in said
    first, second = ADJUSTED.splitlines()[10:12]
    right = ADJUSTED.replace("\n".join((first, second)), "\n".join((second, first)))
    read_recipe(right, "late.yaml")


def test_an_unused_step_is_told_with_its_own_line_beside_a_step_that_could_not_be_read():
    """The one of line 11 measures heat in millimetres; that of line 13 is the one that nobody uses."""
    made = (
        "  - hot_days: {{of: tasmax, threshold: {}, operator: '>', season: {{from: 06-01, to: 06-30}}}}\n    as: {}\n"
    )
    before = made.format("30 mm", "first") + made.format("2 degC", "cool")
    said = "\n".join(told(ADJUSTED.replace("  - hot_days", f"{before}  - hot_days", 1)))
    assert "11: step 1 (hot_days), threshold: this does not measure" in said
    assert "13: step 2 (hot_days): nothing uses what this step gives. Got: cool." in said


def test_planting_is_a_date_and_no_count():
    stage = (
        "  - hot_days_at_stage: {of: tasmax, planting: hot_days, wait: 60 day, days: 20 day, threshold: 35 degC, "
        "operator: '>'}\n"
    )
    said = "\n".join(told(ADJUSTED.replace("  - ensemble", f"{stage}  - ensemble")))
    assert "hot_days_at_stage), planting: hot_days_at_stage needs a date here, which hot_days is not" in said
