"""Recipes as they are written, checked and published: nothing written is lost, nothing published changes."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from climserv.recipes.filling import fill
from climserv.recipes.loading import read_recipe
from climserv.recipes.versions.sharing import read_one
from climserv.storage.events import history
from climserv.storage.models import Event, RecipeSave, RecipeVersion
from climserv.storage.permissions import NotAllowed, NotThere
from climserv.storage.recipes import recipe_checks as checking
from climserv.storage.recipes import recipe_reading as reading
from climserv.storage.recipes import recipes
from climserv.vocabulary.problems import Refused

from .recipe_texts import text_of


@pytest.fixture
def mia(add_person):
    return add_person("mia", "meteorologist", "Service")


@pytest.fixture
def noah(add_person):
    return add_person("noah", "meteorologist", "Service")


@pytest.fixture
def draft(database, clock, mia):
    with database.session() as session:
        return recipes.start_draft(session, mia, text_of(), clock=clock)


def _tested(database, clock, mia, number=1):
    with database.session() as session:
        current = reading.get_version(session, "warm_days", number).text
        return recipes.record_tests(session, "warm_days", number, current, True, {"run": 1}, who=mia, clock=clock)


def _approved(database, clock, mia, noah, number=1):
    version = _tested(database, clock, mia, number)
    with database.session() as session:
        checking.ask_check(session, mia, "warm_days", number, of=noah.id, note_="look at line 9", clock=clock)
    with database.session() as session:
        return checking.approve(
            session, noah, "warm_days", number, "It says what it does.", of_save=version.save_number, clock=clock
        )


def _offered(database, clock, mia, noah, number=1):
    _approved(database, clock, mia, noah, number)
    with database.session() as session:
        return recipes.offer(session, mia, "warm_days", number, clock=clock)


def test_from_a_draft_to_the_book(database, clock, mia, noah, draft):
    assert (draft.recipe_id, draft.number, draft.state, draft.faults) == ("warm_days", 1, "draft", 0)
    version = _offered(database, clock, mia, noah)
    assert version.state == "offered"
    assert version.sha256 == fill(read_recipe(text_of(), "it.yaml")).sha256
    with database.reading() as session:
        book = reading.database_book(session)
        assert [(recipe.id, recipe.version) for recipe in book] == [("warm_days", 1)]
        assert book.text(book.recipe("warm_days")) == text_of()
        told = [(one.action, one.from_state, one.to_state, one.who) for one in history(session, "recipe", "warm_days")]
    assert told == [
        ("written", "", "draft", mia.id),
        ("tested", "draft", "tested", mia.id),
        ("check asked", "tested", "tested", mia.id),
        ("approved", "tested", "peer_checked", noah.id),
        ("offered", "peer_checked", "offered", mia.id),
    ]


def test_a_draft_is_kept_with_all_its_faults_and_every_text(database, clock, mia, draft):
    texts = ["recipe: [", "", text_of().replace("tasmax}", "tasmx}"), text_of(version=7), text_of(name="other")]
    for place, written in enumerate(texts):
        with database.session() as session:
            saved = recipes.save_draft(session, mia, "warm_days", 1, written, from_save=place + 1, clock=clock)
            assert saved.text == written
            assert saved.faults > 0
            assert saved.sha256 == ""
    with database.reading() as session:
        version = reading.get_version(session, "warm_days")
        assert [save.text for save in reading.saves(session, version)] == [text_of(), *texts]
        assert reading.actions(session, mia, version) == ("save", "comment")
        assert [one.recipe_id for one in reading.drafts_of(session, mia)] == ["warm_days"]
        assert list(reading.database_book(session, mia)) == []


def test_saving_the_same_again_changes_nothing_and_saving_over_another_is_refused_with_both(
    database, clock, mia, draft
):
    with database.session() as session:
        assert recipes.save_draft(session, mia, "warm_days", 1, text_of(), from_save=1, clock=clock).save_number == 1
        recipes.save_draft(session, mia, "warm_days", 1, text_of(threshold="25 degC"), from_save=1, clock=clock)
    with pytest.raises(recipes.NewerSave) as newer, database.session() as session:
        recipes.save_draft(session, mia, "warm_days", 1, "mine", from_save=1, clock=clock)
    assert newer.value.yours == "mine"
    assert newer.value.latest.text == text_of(threshold="25 degC")


def test_an_approval_falls_away_when_the_text_changes(database, clock, mia, noah, draft):
    _approved(database, clock, mia, noah)
    with database.session() as session:
        version = recipes.save_draft(
            session, mia, "warm_days", 1, text_of(threshold="21 degC"), from_save=1, clock=clock
        )
        assert version.state == "draft"
        assert [check.answer for check in reading.checks(session, version)] == ["fallen"]
    with pytest.raises(Refused, match="golden tests"), database.session() as session:
        recipes.offer(session, mia, "warm_days", 1, clock=clock)


def test_tests_of_another_text_pass_nothing_and_failed_ones_take_the_state_back(database, clock, mia, draft):
    with database.session() as session:
        assert recipes.record_tests(session, "warm_days", 1, "an earlier text", True, {}).state == "draft"
    assert _tested(database, clock, mia).state == "tested"
    with database.session() as session:
        version = recipes.record_tests(session, "warm_days", 1, text_of(), False, {"failed": ["season 2000"]})
        assert version.state == "draft"
        assert reading.last_tests(session, version).data["report"] == {"failed": ["season 2000"]}


def test_a_recipe_without_golden_tests_is_never_tested(database, clock, mia, draft):
    bare = text_of().partition("tests:")[0]
    with database.session() as session:
        recipes.save_draft(session, mia, "warm_days", 1, bare, from_save=1, clock=clock)
    with pytest.raises(Refused, match="no golden tests"), database.session() as session:
        recipes.record_tests(session, "warm_days", 1, bare, True, {})


def test_nobody_checks_what_they_wrote(database, clock, mia, noah, draft):
    with database.session() as session:
        recipes.add_author(session, mia, "warm_days", 1, noah.id, clock=clock)
        recipes.save_draft(session, noah, "warm_days", 1, text_of(threshold="22 degC"), from_save=1, clock=clock)
    _tested(database, clock, mia)
    with pytest.raises(Refused, match="an author cannot check"), database.session() as session:
        checking.ask_check(session, mia, "warm_days", 1, of=noah.id, clock=clock)
    with database.session() as session:
        checking.ask_check(session, mia, "warm_days", 1, clock=clock)
        assert reading.checks_for(session, noah) == []
    for author in (mia, noah):
        with pytest.raises(NotAllowed), database.session() as session:
            checking.approve(session, author, "warm_days", 1, "Good.", of_save=2, clock=clock)


def test_who_is_not_asked_does_not_even_see_the_draft(database, clock, mia, noah, add_person, draft):
    olga, anna = add_person("olga", "meteorologist", "Service"), add_person("anna")
    _tested(database, clock, mia)
    with database.session() as session:
        checking.ask_check(session, mia, "warm_days", 1, of=noah.id, clock=clock)
    with database.reading() as session:
        assert reading.see_version(session, noah, "warm_days").number == 1
        assert [check.asked_by for check in reading.checks_for(session, noah)] == [mia.id]
        for other in (olga, anna, None):
            with pytest.raises(NotThere):
                reading.see_version(session, other, "warm_days")
    with pytest.raises(NotThere), database.session() as session:
        checking.approve(session, olga, "warm_days", 1, "Good.", of_save=1, clock=clock)


def test_a_peer_may_decline_with_a_reason_and_only_what_they_read(database, clock, mia, noah, draft):
    _tested(database, clock, mia)
    with database.session() as session:
        checking.ask_check(session, mia, "warm_days", 1, clock=clock)
        checking.comment(session, noah, "warm_days", 1, 9, "Why 20?", clock=clock)
    for reason, of_save, says in (("", 1, "reason is missing"), ("No.", 7, "changed since you read it")):
        with pytest.raises(Refused, match=says), database.session() as session:
            checking.decline(session, noah, "warm_days", 1, reason, of_save=of_save, clock=clock)
    with database.session() as session:
        version = checking.decline(session, noah, "warm_days", 1, "20 is too low.", of_save=1, clock=clock)
        assert version.state == "draft"
        assert [(one.line, one.text) for one in reading.comments(session, version)] == [(9, "Why 20?")]
        assert [one.reason for one in reading.checks(session, version)] == ["20 is too low."]
    with pytest.raises(Refused, match="no such line"), database.session() as session:
        checking.comment(session, noah, "warm_days", 1, 99, "Where?", clock=clock)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE recipe_version SET text = 'other'",
        "UPDATE recipe_version SET sha256 = 'other'",
        "UPDATE recipe_version SET state = 'draft'",
        "UPDATE recipe_version SET published_at = NULL",
        "DELETE FROM recipe_version",
        "UPDATE recipe_save SET text = 'other'",
        "DELETE FROM recipe_save",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_published(database, clock, mia, noah, draft, statement):
    _offered(database, clock, mia, noah)
    with pytest.raises(DBAPIError, match=r"never changes|only ever added"), database.session() as session:
        session.execute(text(statement))
    with pytest.raises(Refused, match="Begin the next version"), database.session() as session:
        recipes.save_draft(session, mia, "warm_days", 1, text_of(threshold="30 degC"), from_save=1, clock=clock)


def test_the_next_version_begins_where_the_last_one_stands(database, clock, mia, noah, draft):
    _offered(database, clock, mia, noah)
    with database.session() as session:
        following = recipes.next_draft(session, noah, "warm_days", clock=clock)
        assert (following.number, following.state, following.text) == (2, "draft", text_of(version=2))
        assert not reading.is_author(session, mia, following)


def test_a_shipped_recipe_has_its_next_version_here(database, clock, mia):
    with database.session() as session:
        version = recipes.next_draft(session, mia, "hot_days", clock=clock)
        assert version.number == reading.shipped_book().recipe("hot_days").version + 1
        assert version.faults == 0
    with pytest.raises(Refused, match="there is a recipe of this name"), database.session() as session:
        recipes.start_draft(session, mia, text_of(name="hot_days"), clock=clock)


def test_a_version_comes_into_use_and_out_of_service(database, clock, mia, noah, draft):
    _offered(database, clock, mia, noah)
    with database.session() as session:
        before = reading.stamp(session)
        recipes.note_use(session, "warm_days", 1, {"product": "abc"}, clock=clock)
        recipes.note_use(session, "no_such_recipe", 1, {}, clock=clock)
        assert reading.get_version(session, "warm_days").state == "in_use"
        assert reading.stamp(session) != before
    for reason, instead, says in (("", "", "reason is missing"), ("Old.", "no_such", "no such recipe")):
        with pytest.raises(Refused, match=says), database.session() as session:
            recipes.deprecate(session, noah, "warm_days", 1, reason, instead=instead, clock=clock)
    with database.session() as session:
        version = recipes.deprecate(
            session, noah, "warm_days", 1, "Nights count, too.", instead="hot_days", clock=clock
        )
        assert (version.state, version.reason, version.instead) == ("deprecated", "Nights count, too.", "hot_days")
        recipes.note_use(session, "warm_days", 1, {"product": "abc"}, clock=clock)
        book = reading.database_book(session)
        assert version.state == "deprecated"
        assert list(book) == []
        assert book.recipe("warm_days", 1).version == 1


def test_cooperatives_and_facilitators_write_no_recipes(database, clock, add_person):
    for role in ("member", "facilitator"):
        with pytest.raises(NotAllowed), database.session() as session:
            recipes.start_draft(session, add_person(role, role), text_of(), clock=clock)


@pytest.mark.parametrize(
    ("written", "says"), [("x: \0", "no letters"), ("x" * 70_000, "too long"), ("title: 1", "no name")]
)
def test_what_cannot_be_kept_at_all_is_refused_with_the_reason(database, clock, mia, written, says):
    with pytest.raises(Refused, match=says), database.session() as session:
        recipes.start_draft(session, mia, written, clock=clock)


def test_a_fault_undoes_the_change_and_its_event(database, broken_session, clock, mia, draft):
    with broken_session() as session:
        recipes.save_draft(session, mia, "warm_days", 1, "half", from_save=1, clock=clock)
    with database.reading() as session:
        assert session.scalars(select(RecipeVersion.text)).one() == text_of()
        assert len(session.scalars(select(RecipeSave)).all()) == 1
        assert session.scalars(select(Event.action).where(Event.entity == "recipe")).all() == ["written"]


def test_recipes_are_brought_as_drafts_once(database, clock, mia):
    files = [read_one(text_of(name).encode(), f"{name}.yaml") for name in ("warm_days", "hot_days")]
    faulty = read_one(b"recipe: half_written\ntitle: 3", "half_written.yaml")
    with database.session() as session:
        made = recipes.bring(session, mia, [*files, faulty], clock=clock)
        shipped = reading.shipped_book().recipe("hot_days").version
        assert [(one.recipe_id, one.number) for one in made] == [
            ("warm_days", 1), ("hot_days", shipped + 1), ("half_written", 1),
        ]  # fmt: skip
        assert recipes.bring(session, mia, [*files, faulty], clock=clock) == []
