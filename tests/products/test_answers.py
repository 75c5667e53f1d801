"""The sentences of a product, and that every number in them stands in its tables."""

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from climserv.products.answers import answer, asides, headline, outlook
from climserv.products.counts import Counts, years_of_models
from climserv.products.words.phrases import count_ahead, tenths
from climserv.vocabulary.metrics import METRICS
from climserv.vocabulary.months import MONTHS
from climserv.vocabulary.outcomes import Outcome

from . import results


def test_the_answer_is_one_plain_sentence_with_raw_counts(embu):
    alone = embu.places.isel(member=slice(0, 1))
    record = [row for row in embu.summary if row["member_group"] == "observed"]
    counts = Counts(replace(embu, places=alone, summary=record))
    told = answer(counts, embu.metric, "en")
    assert told == "In 21 of 30 years (7 years in 10) the rains had started by 5 November."
    assert answer(counts, embu.metric, "fr").startswith("Dans 21 années sur 30 (7 années sur 10)")
    assert answer(counts, embu.metric, "sw").startswith("Katika miaka 21 kati ya 30")
    assert headline(counts, "en") == "21 of 30 years"


def test_observed_years_that_models_moved_are_told_as_such(embu):
    """Delta change gives no years of the models' own: 90 are the thirty observed ones, moved by three models."""
    moved = replace(embu, adjustment={**embu.adjustment, "method": "delta_change"})
    counts = Counts(moved)
    told = answer(counts, embu.metric, "en")
    assert "in 36 of 90 observed years, moved (4 years in 10); " in told
    assert "model-year" not in told + headline(counts, "en") + "".join(outlook(counts, embu.metric, "en"))
    assert "36 années observées, déplacées, sur 90" in answer(counts, embu.metric, "fr")
    assert years_of_models({"adjustment": moved.adjustment}) == "moved_years"
    assert years_of_models({"adjustment": embu.adjustment}) == "model_years"


def test_years_asked_about_come_first_and_the_record_beside_them(embu, suffolk):
    told = answer(Counts(embu), embu.metric, "en")
    assert told == (
        "In 2041-2070, the rains have started by 5 November in 36 of 90 model-years (4 years in 10); "
        "on record, 1990-2020, in 21 of 30 years (7 years in 10)."
    )
    assert headline(Counts(embu), "en") == "36 of 90 model-years"
    rows = {r["member_group"]: r for r in suffolk.summary if (r["period"], r["condition"]) == ("2041-2070", "3 day")}
    low, high = sorted(rows[scenario]["years_true"] for scenario in ("ssp245", "ssp585"))
    assert f"in {low} to {high} of 90 model-years (about" in answer(Counts(suffolk), suffolk.metric, "en")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(21, 60), (18, 60)], "18 to 21 of 60 model-years (about 3 to 4 years in 10)"),
        ([(19, 60), (20, 60)], "19 to 20 of 60 model-years (about 3 years in 10)"),
        ([(0, 60), (21, 60)], "0 to 21 of 60 model-years"),
        ([(30, 60), (30, 60)], "30 of 60 model-years (5 years in 10)"),
        ([(30, 60), (29, 58)], "30 of 60 model-years (5 years in 10) or 29 of 58 model-years (5 years in 10)"),
    ],
)
def test_scenarios_are_told_as_a_range_only_where_it_is_honest(pairs, said):
    assert count_ahead(pairs, "en") == said


def test_each_scenario_and_each_model_is_told_apart(suffolk):
    told = outlook(Counts(suffolk), suffolk.metric, "en")
    assert len(told) == 2
    rows = {(r["member_group"], r["condition"]): r for r in suffolk.summary if r["period"] == "2041-2070"}
    for sentence, scenario in zip(told, ("ssp245", "ssp585"), strict=True):
        row = rows[scenario, "3 day"]
        assert f"({scenario}), 2041-2070: in {row['years_true']} of 90 model-years" in sentence
        each = [rows[f"{m}-{scenario}", "3 day"]["years_true"] for m in ("CanESM5", "MIROC6", "NorESM2-LM")]
        assert f"CanESM5 {each[0]}, MIROC6 {each[1]}, NorESM2-LM {each[2]} of 30 years" in sentence
        assert sum(each) == row["years_true"]


def test_models_with_other_numbers_of_known_years_say_their_own(suffolk):
    places = suffolk.places.copy(deep=True)
    places["outcome"][{"member": 1, "period": 2, "season": 0}] = int(Outcome.UNKNOWN)
    members = [results.observed(), *(m for m in _members(suffolk))]
    changed = replace(
        suffolk, places=places, summary=results.summary_of(places, suffolk.filled, suffolk.metric, members)
    )
    told = outlook(Counts(changed), suffolk.metric, "en")[0]
    assert re.search(r"CanESM5 \d+ of 29 years, MIROC6 \d+ of 30 years", told)
    assert "Model-years that cannot be known: 1 (not in the count)" in told


def _members(result):
    return [results.projected(*m.split("-ssp")) | {"id": m} for m in result.places["member"].values[1:]]


def test_years_that_never_came_and_years_not_known_are_named_apart(niger):
    told = asides(niger, Counts(niger), "en")
    assert told == [
        "Niamey Aero: Did not happen at all, and counted as late: 1945.",
        "Niamey Aero: Cannot be known, days are missing: 1960.",
        "Agadez: Did not happen at all, and counted as late: 1973.",
        "Agadez: Cannot be known, days are missing: 1940, 1941.",
    ]


def test_the_answer_uses_the_step_s_own_condition():
    result = results.suffolk()
    filled = results.filled_hot_days(answer_at="5 day")
    counts = Counts(replace(result, filled=filled))
    assert counts.statement.condition == "5 day"
    assert "at least 5 hot days" in answer(counts, result.metric, "en")
    one = Counts(replace(result, filled=results.filled_hot_days(answer_at="1 day")))
    assert "at least 1 hot day in" in answer(one, result.metric, "en")


def test_a_condition_the_summary_lacks_is_an_error_not_a_guess(suffolk):
    with pytest.raises(LookupError, match="no row for at_least 4 day"):
        Counts(replace(suffolk, filled=results.filled_hot_days(answer_at="4 day")))


def test_nothing_known_gives_no_answer(niger):
    places = niger.places.copy(deep=True)
    places["outcome"][:] = int(Outcome.UNKNOWN)
    summary = results.summary_of(places, niger.filled, niger.metric, [results.observed()])
    told = answer(Counts(replace(niger, places=places, summary=summary)), niger.metric, "en")
    assert told.count("no year can be known") == 2
    assert not re.search(r"\d", told)


def test_many_places_are_told_as_a_range():
    niger = results.niger()
    rng = np.random.default_rng(1)
    names = [f"gauge {letter}" for letter in "abcdefgh"]
    space = {"axes": {"place": names}, "coords": {"lat": ("place", np.zeros(8)), "lon": ("place", np.zeros(8))}}
    series = {("observed", "1940-1980"): results.known(rng.integers(0, 80, (41, 8)))}
    start = results.MonthDay(5, 1)
    places = results.dataset([results.observed()], {"1940-1980": "record"}, series, space, start)
    summary = results.summary_of(places, niger.filled, niger.metric, [results.observed()])
    counts = Counts(replace(niger, places=places, summary=summary))
    told = answer(counts, METRICS["rainy_season_onset"], "en")
    asked = [row for row in summary if row["condition"] == "06-05"]
    low, high = (extreme(asked, key=lambda row: row["years_true"]) for extreme in (min, max))
    assert f"{low['years_true']} of 41 years at {low['place']}" in told
    assert f"{high['years_true']} of 41 years at {high['place']}" in told


class _Text(HTMLParser):
    """The text of the elements of one class."""

    def __init__(self, wanted: str):
        super().__init__()
        self.wanted, self.inside, self.found = wanted, 0, []

    def handle_starttag(self, tag, attrs):
        if self.inside or self.wanted in (dict(attrs).get("class") or "").split():
            self.inside += tag not in ("circle", "br")

    def handle_endtag(self, tag):
        self.inside -= bool(self.inside) and tag not in ("circle", "br")

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)


def _text_of(page: str, wanted: str) -> str:
    parser = _Text(wanted)
    parser.feed(page)
    return " ".join(parser.found)


def test_every_number_in_messages_and_bulletins_stands_in_the_tables(folder):
    """Numbers come from summary.csv or are named seasons of table.csv; a rate in ten follows from its count."""
    summary = (folder / "summary.csv").read_text()
    numbers = set(re.findall(r"\d+", summary)) | _seasons(folder)
    record = json.loads((folder / "product.json").read_text())
    texts = [record["answer"], record["outlook"], record["asides"]]
    sentences = {lang: [s for text in texts for s in _flat(text[lang])] for lang in record["languages"]}
    for language, told in sentences.items():
        bulletin = "bulletin.html" if language == record["languages"][0] else f"bulletin.{language}.html"
        page = (folder / bulletin).read_text()
        message = (folder / f"message.{language}.txt").read_text()
        for sentence in told:
            assert sentence in message
        told = [
            *told,
            *(folder / f"sms.{language}.txt").read_text().splitlines(),
            _text_of(page, "said"),
            _text_of(page, "tens"),
        ]
        for sentence in told:
            found = _numbers_of(_without_rates(sentence, language), language)
            assert found <= numbers, (sentence, found - numbers)
            assert found


def _flat(text):
    return [text] if isinstance(text, str) else text


def _seasons(folder) -> set[str]:
    with (folder / "table.csv").open() as file:
        return {row["season"] for row in csv.DictReader(file)}


_COUNT = {
    "en": r"(?:(\d+) to )?(\d+) of (\d+) [\w-]+ \(([^)]*)\)",
    "fr": r"(?:(\d+) à )?(\d+) [\w-]+ sur (\d+) \(([^)]*)\)",
    "sw": r"(?:(\d+) hadi )?(\d+) kati ya (\d+) \(([^)]*)\)",
}


def _without_rates(sentence: str, language: str) -> str:
    """The sentence without its rates, each of which is checked against the count before it."""
    for low, true, valid, said in re.findall(_COUNT[language], sentence):
        ten = [int(n) for n in re.findall(r"\d+", said)]
        if ten and ten not in ([1, 10], [9, 10]):
            ends = {tenths(int(end), int(valid)) for end in (low, true) if end}
            assert set(ten) == {*ends, 10}, sentence
    return re.sub(r"(\d+ [^(]*)\([^()]*10\)", r"\1", sentence)


def _numbers_of(sentence: str, language: str) -> set[str]:
    """Numbers as the tables write them: `5 November` is looked for as 11 and 05."""
    found = set()
    for number, month in enumerate(MONTHS[language], start=1):
        for day in re.findall(rf"(\d+)(?:er)? {month}", sentence):
            found |= {f"{number:02d}", f"{int(day):02d}"}
        sentence = re.sub(rf"\d+(?:er)? {month}", "", sentence)
    return found | set(re.findall(r"\d+", sentence))


def test_many_places_are_told_for_the_years_asked_about_and_the_record_beside_them(suffolk):
    names = ["A", "B", "C", "D", "E"]
    places = suffolk.places.isel(place=[0] * 5).assign_coords(place=names)
    fewer = [
        {**row, "place": name, "years_true": max(0, row["years_true"] - 2 * less)}
        for less, name in enumerate(names)
        for row in suffolk.summary
    ]
    counts = Counts(replace(suffolk, places=places, summary=fewer))
    ahead = {r["member_group"]: r for r in suffolk.summary if (r["period"], r["condition"]) == ("2041-2070", "3 day")}
    true = sorted(ahead[group]["years_true"] for group in counts.scenarios)
    valid, record = ahead["ssp245"]["years_valid"], counts.row("A", "observed", counts.record_period)
    said = answer(counts, suffolk.metric, "en")
    assert said == (
        f"In 2041-2070, across 5 places, the season has at least 3 hot days in {true[0] - 8} of {valid} model-years at "
        f"E to {true[-1]} of {valid} model-years at A. On record, {counts.record_period}: across 5 places, "
        f"from {max(0, record['years_true'] - 8)} of {record['years_valid']} years at E "
        f"to {record['years_true']} of {record['years_valid']} years at A, the season had at least 3 hot days."
    )
    alike = [{**row, "place": name} for name in names for row in suffolk.summary if row["member_group"] == "observed"]
    alone = places.isel(member=slice(0, 1))
    told = answer(Counts(replace(suffolk, places=alone, summary=alike)), suffolk.metric, "en")
    assert told.startswith(f"At each of 5 places, in {record['years_true']} of {record['years_valid']} years ")
