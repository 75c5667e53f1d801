"""Problems: the nearest name, and the refusal of a name that is not known."""

import pytest

from climserv.catalogue.catalogue import Catalogue, load_catalogue
from climserv.catalogue.places import Places, load_places
from climserv.recipes.book import Book, load_book
from climserv.vocabulary.problems import Problem, Refused, did_you_mean, unknown_name


def test_a_misspelt_name_is_answered_with_the_nearest_and_all_that_are_known():
    refusal = unknown_name("dataset.unknown", "catalogue", "dataset", "rian", ["rain", "wind", "rain"])
    assert refusal.problems == (
        Problem("dataset.unknown", "catalogue", "there is no such dataset", "rian", "rain, wind", "Did you mean rain?"),
    )
    (nothing,) = unknown_name("dataset.unknown", "catalogue", "dataset", "rian", []).problems
    assert (nothing.allowed, nothing.next_step) == ("nothing: there are none", "")
    assert did_you_mean("zzz", ["rain"]) == ""


def test_of_many_names_those_are_told_that_are_like_the_one_written():
    known = [*(f"other_{number}" for number in range(30)), "hot_days", "hot_nights"]
    (problem,) = unknown_name("metric.unknown", "", "metric", "hot_dais", known).problems
    assert problem.allowed.startswith("hot_days, hot_nights, ")
    assert problem.allowed.endswith(" and 26 others")
    assert problem.next_step == "Did you mean hot_days?"
    (problem,) = unknown_name("metric.unknown", "", "metric", "%%", known).problems
    assert problem.allowed == "other_0, other_1, other_2, other_3, other_4, other_5 and 26 others"


@pytest.mark.parametrize(
    ("look", "code", "near"),
    [
        (lambda: load_catalogue().card("sufolk-observed"), "dataset.unknown", "suffolk-observed"),
        (lambda: load_places().place("lower-emb"), "place.unknown", "lower-embu"),
        (lambda: load_book().recipe("hot_day"), "recipe.unknown", "hot_days"),
        (lambda: Catalogue((), {}).card("x"), "dataset.unknown", ""),
        (lambda: Places(()).place("x"), "place.unknown", ""),
        (lambda: Book(()).recipe("x"), "recipe.unknown", ""),
    ],
)
def test_catalogue_places_and_book_refuse_in_the_same_words(look, code, near):
    with pytest.raises(Refused) as refused:
        look()
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.what.startswith("there is no such ")
    assert problem.next_step == (f"Did you mean {near}?" if near else "")


def test_values_of_a_sentence_are_told_in_json_only_where_there_are_any():
    plain = Problem("a.b", "here", "it is so")
    assert "values" not in plain.as_dict()
    told = Problem("a.b", "here", "it is so", values={"n": "1"})
    assert told.as_dict()["values"] == {"n": "1"}
    assert plain == told, "the same problem, in other words"
    assert hash(plain) == hash(told)
