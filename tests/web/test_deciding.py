"""Deciding over the web: from what lies on the table to its release; and a hostile clerk, refused in plain words."""

import re

import pytest

from climserv.config import Settings, shipped
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.making import make_product
from climserv.products.reading import read_product
from climserv.running.planning.order import Order
from climserv.storage.needs.need_confirming import confirm_need
from climserv.storage.needs.needs import save_need
from climserv.storage.products import get_product, register_product

from .deciding_hall import Hall

NEED = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One real product: the start of the rains for those who plant maize."""
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    order = Order("rainy_season_onset", ("embu-observed",), area="lower-embu", need=NEED)
    folder = make_product(order, settings=settings)
    return read_product(folder), folder


@pytest.fixture
def hall(app, people):
    return Hall(app, people)


@pytest.fixture
def product(app, hall, made):
    """The product, made for a need that another of the group has confirmed; open to the met service and the growers."""
    record, folder = made
    with app.extensions["climserv"].database.session() as session:
        need = save_need(session, hall.grower, {**NEED, "visibility": {"scope": "partners"}})
        register_product(session, record, folder, need.need_id)
        confirm_need(session, hall.grower, need.need_id, need.number, on_behalf_of="Mama Njeri", channel="spoken")
    return record["id"]


def is_public(app, product) -> bool:
    with app.extensions["climserv"].database.reading() as session:
        return get_product(session, product).public


def test_from_the_table_over_an_objection_and_an_amendment_to_the_release(app, hall, product):
    subject = hall.tables(product)
    page = hall.reads(hall.wanjiru, subject)
    assert "25 of 30 years" in page
    assert "20 mm" in page
    said = hall.hears(subject)

    first = hall.asks(subject)
    for who in (hall.amina, hall.wanjiru):
        hall.posts(who, first + "/answers", value="consent")
    hall.posts(
        hall.njeri, first + "/answers", value="object", harm="poor families plant dry", mend="say so in the title"
    )
    assert "poor families plant dry" not in hall.reads(hall.wanjiru, first)
    hall.posts(hall.peter, first + "/moves", action="reveal")
    page = hall.reads(hall.wanjiru, first)
    assert "poor families plant dry" in page
    assert "an objection stands" in page
    assert "Ask its author what would mend it" in hall.refused(hall.peter, first + "/moves", action="pass")
    hall.posts(hall.peter, first + "/moves", action="hold")

    hall.posts(hall.njeri, subject + "/requests", cites=said, insight="who plants dry is not told", text="name it")
    wish = re.search(r'name="answers" value="([0-9a-f]{32})"', hall.reads(hall.amina, subject)).group(1)
    hall.posts(hall.amina, subject + "/versions", summary="the title says it", answers=wish, change="wording",
               title="When can we plant maize, and not dry?")  # fmt: skip
    page = hall.reads(hall.wanjiru, first)
    assert "Another version lies on the table by now." in page
    told = hall.reads(hall.wanjiru, subject)
    assert "Asked for by" in told
    assert told.count('class="tiny chart') == 2
    assert "does not stand on the table" in hall.refused(hall.peter, first + "/moves", action="pass")

    second = hall.asks(subject)
    hall.all_consent(second)
    hall.posts(hall.peter, subject + "/moves", action="agree")
    version = hall.version(subject)
    assert "the sign-off of science is missing" in hall.reads(hall.peter, f"/releases/{version}")
    hall.posts(hall.peter, f"/signing/{version}/agreement")
    for who, kind in ((hall.amina, "science"), (hall.wanjiru, "meaning")):
        page = hall.reads(who, f"/signing/{version}")
        question = re.search(rf'value="{kind}"><input type="hidden" name="question" value="([^"]+)"', page).group(1)
        hall.posts(who, f"/signing/{version}", kind=kind, action="give", question=question)
    assert not is_public(app, product)
    assert "checked by a person: sw" in hall.refused(hall.peter, f"/releases/{version}")
    hall.posts(hall.peter, f"/releases/{version}", checked="sw")
    assert is_public(app, product)
    assert "It is released" in hall.reads(hall.funder, f"/releases/{version}")
    assert app.test_client().get(f"/products/{product}").status_code == 200
    # Three steps from the remark to the line of the product: here, the line, and the whole answer.
    page = hall.reads(hall.njeri, f"/where/{said}")
    assert "The version that it changed" in page
    assert "the rains had started by 5 November" in page
    assert f'{subject}?about=line:answer#l-answer"' in page

    out = f"/releases/{version}/moves"
    assert "a reason is owed" in hall.refused(hall.njeri, out, action="withdraw", reason=" ")
    assert is_public(app, product)
    hall.posts(hall.njeri, out, action="withdraw", reason="a gauge was read wrongly")
    assert not is_public(app, product)
    assert app.test_client().get(f"/products/{product}").status_code == 404
    assert app.test_client().get("/").text.count(f"/products/{product}") == 0
    assert hall.wanjiru.get(f"/products/{product}").status_code == 200
    assert "a gauge was read wrongly" in hall.reads(hall.funder, f"/releases/{version}")


def test_the_log_does_not_name_who_objected_where_only_counts_are_shown(hall, product):
    asked = hall.asks(hall.tables(product), privacy="side_only")
    hall.posts(hall.njeri, asked + "/answers", value="object", harm="we plant dry", mend="say so")
    story = hall.reads(hall.funder, "/log")
    # The whole log, with names, is for who steers the case.
    assert hall.njeri.get(hall.case + "/export").status_code == 403
    assert "Take the case along" not in hall.reads(hall.njeri)
    assert hall.peter.get(hall.case + "/export").status_code == 200
    acts = re.findall(r"<p><strong>([^<]+)</strong> · an? (objection|answer)", story)
    assert len(acts) == 2
    assert {who for who, _thing in acts} == {"somebody"}


def test_a_refused_answer_to_a_remark_keeps_what_was_typed(hall, product):
    subject = hall.tables(product)
    said = hall.posts(hall.njeri, subject + "/remarks", words="the valley is later").rpartition("r-")[2]
    page = hall.refused(hall.amina, f"{subject}/remarks/{said}", action="park", reason=" ")
    assert page.count("a reason is owed for this") == 2


def test_an_answer_whose_recipe_or_data_have_changed_says_so(app, hall, product, made):
    from web.deciding.again import changed_since

    record = made[0]
    older = {**record, "recipe": {**record["recipe"], "version": record["recipe"]["version"] - 1},
             "datasets": [{**one, "files": [{**f, "sha256": "0" * 64} for f in one["files"]]}
                          for one in record["datasets"]]}  # fmt: skip
    with app.test_request_context():
        assert changed_since((product, record)) == []
        told = changed_since((product, older))
    assert len(told) == 1 + any(card.files for card in app.extensions["climserv"].catalogue
                                if card.dataset in {one["id"] for one in record["datasets"]})  # fmt: skip
    assert "version" in told[0]
    # Nothing has changed of what lies there: there is no button, and an address typed by hand does nothing.
    subject = hall.tables(product)
    assert "Make it again" not in hall.reads(hall.amina, subject)
    assert hall.amina.post(hall.case + subject + "/again").status_code == 404


def test_a_change_nobody_asked_for_is_loud(hall, product):
    subject = hall.tables(product)
    hall.posts(hall.amina, subject + "/versions", summary="45 mm fits the hill better", amount="45")
    page = hall.reads(hall.wanjiru, subject)
    assert "Nobody is named who asked for this change." in page
    assert "<strong>45 mm</strong> (before: 20 mm)" in page
    assert "is not made yet" in hall.reads(hall.peter, f"/releases/{hall.version(subject)}")


def test_a_number_is_tried_before_it_is_put_on_the_table(hall, product, monkeypatch):
    monkeypatch.setattr("web.runs.waiting.WAIT_SECONDS", 0)
    subject = hall.tables(product)
    page = hall.reads(hall.amina, hall.posts(hall.amina, subject + "/what-if", amount="45"))
    assert "It is being counted." in page
    assert 'name="amount" value="45"' in page
    assert "on the table: 20 mm" in page
    assert 'name="amount" value="500"' in hall.refused(hall.amina, subject + "/what-if", amount="500 mm")


def test_what_the_recipe_refuses_is_told_on_the_page_with_what_was_typed(hall, product):
    subject = hall.tables(product)
    page = hall.refused(hall.amina, subject + "/versions", summary="far too much", amount="500 mm")
    assert 'name="amount" value="500"' in page
    assert 'value="far too much"' in page


def test_a_clerk_is_refused_with_a_reason(hall, product):
    subject = hall.tables(product)
    version = hall.version(subject)
    page = hall.refused(hall.peter, f"/releases/{version}")
    for lacking in ("this version has no consent", "it is not written down what it is made of",
                    "the sign-off of meaning is missing", "languages have not been checked"):  # fmt: skip
        assert lacking in page
    question = "Is this true to the data and the method, with what it cannot tell said openly?"
    sign = {"kind": "science", "action": "give", "question": question}
    assert "is for the producer side to sign" in hall.refused(hall.wanjiru, f"/signing/{version}", **sign)
    assert "for others to do" in hall.refused(hall.peter, f"/signing/{version}", **sign)
    asked = hall.asks(subject)
    for who in (hall.peter, hall.funder):
        assert "does not answer" in hall.refused(who, asked + "/answers", value="consent")
        assert "does not answer" in hall.reads(who, asked)
    assert "harm is empty" in hall.refused(hall.njeri, asked + "/answers", value="object", mend="wait")
    hall.posts(hall.wanjiru, asked + "/answers", value="consent")
    assert "has not answered yet" in hall.refused(hall.peter, asked + "/moves", action="reveal")
    hall.posts(hall.amina, asked + "/answers", value="consent")
    hall.posts(hall.peter, asked + "/moves", action="reveal")
    assert "too few of the user side have answered" in hall.refused(hall.peter, asked + "/moves", action="pass")
    assert "no objection stands" in hall.refused(hall.peter, asked + "/moves", action="hold")
    few = {"kind": "sense_check", "privacy": "secret", "question": "How does it feel?"}
    assert "too few are here for a secret round" in hall.refused(hall.peter, "/rounds", **few)


def test_remarks_are_not_closed_before_the_users_were_heard(hall, product):
    subject = hall.tables(product)
    assert "this cannot be done now" in hall.refused(hall.peter, subject + "/moves", action="agree")
    hall.posts(hall.peter, subject + "/moves", action="open_feedback")
    page = hall.refused(hall.peter, subject + "/moves", action="close_feedback")
    assert "nobody of the user side has said anything" in page
    hall.posts(hall.njeri, subject + "/remarks", words="the valley is later")
    assert "remarks on it are without an answer" in hall.refused(
        hall.peter, subject + "/moves", action="close_feedback"
    )


def test_only_its_author_closes_an_objection(hall, product):
    asked = hall.asks(hall.tables(product))
    hall.posts(hall.njeri, asked + "/answers", value="object", harm="we plant dry", mend="say so")
    for who in (hall.wanjiru, hall.amina):
        hall.posts(who, asked + "/answers", value="consent")
    hall.posts(hall.peter, asked + "/moves", action="reveal")
    person = re.search(r'name="person" value="([0-9a-f]{32})"', hall.reads(hall.njeri, asked)).group(1)
    assert "for others to do" in hall.refused(hall.peter, asked + "/objections", person=person, met="she agreed")
    hall.posts(hall.njeri, asked + "/objections", person=person, met="the text says so now")
    hall.posts(hall.peter, asked + "/moves", action="pass")
    page = hall.reads(hall.wanjiru, asked)
    assert "the text says so now" in page
    assert "we plant dry" in page


def test_paper_and_hands_are_entered_by_who_facilitates(hall, product):
    asked = hall.asks(hall.tables(product), kind="sense_check", question="How does it feel?")
    page = hall.reads(hall.peter, asked)
    njeri = re.findall(r'<option value="([0-9a-f]{32})"', page)[2]
    hall.posts(hall.peter, asked + "/answers", person=njeri, channel="paper", value="concerned", words="too dry")
    hall.posts(hall.peter, asked + "/hands", side="producer", **{"hands-0": "1"})
    assert "these are not counts of hands" in hall.refused(
        hall.peter, asked + "/hands", side="user", **{"hands-0": "-2"}
    )
    hall.posts(hall.peter, asked + "/moves", action="reveal")
    page = hall.reads(hall.wanjiru, asked)
    assert "on paper 1" in page
    assert "Hands, counted apart" in page
    assert "too dry" in page


def test_a_secret_round_shows_counts_and_no_names(hall, people, product):
    growers = [hall.app.test_client() for _ in range(3)]
    for browser in growers:
        account = people.sign_in(browser, "member", "Growers")
        hall.posts(hall.amina, "/people", sign_in=account.sign_in, side="user", role="participant")
    asked = hall.asks(hall.tables(product), kind="sense_check", privacy="secret", question="How does it feel?")
    assert "Nobody can find out what you answered" in hall.reads(hall.njeri, asked)
    hall.posts(hall.njeri, asked + "/answers", value="concerned", words="the hill dries")
    for who in (hall.wanjiru, hall.amina, *growers):
        hall.posts(who, asked + "/answers", value="good")
    assert 'name="value"' not in hall.reads(hall.njeri, asked)
    hall.refused(hall.njeri, asked + "/answers", value="good")
    hall.posts(hall.peter, asked + "/moves", action="reveal")
    page = hall.reads(hall.peter, asked)
    assert "all together" in page
    assert "the hill dries" in page


def test_an_answer_that_a_phone_sends_twice_is_taken_once(hall, product):
    asked = hall.asks(hall.tables(product))
    form = {"value": "object", "harm": "we plant dry", "mend": "say so", "act": "ab" * 16}
    for _ in range(2):
        told = hall.njeri.post(hall.case + asked + "/answers", data=form, headers={"Accept": "application/json"})
        assert told.json == {"ok": True, "next": hall.case + asked}
    other = hall.wanjiru.post(hall.case + asked + "/answers", data=form, headers={"Accept": "application/json"})
    assert other.status_code == 400
    refused = hall.njeri.post(hall.case + asked + "/answers", data={"value": "maybe", "act": "cd" * 16},
                              headers={"Accept": "application/json", "Accept-Language": "fr"})  # fmt: skip
    assert refused.json["problems"][0]["said"] != refused.json["problems"][0]["what"]


def test_refusals_are_said_in_french(hall, product):
    subject = hall.tables(product)
    answer = hall.peter.post(hall.case + subject + "/moves", data={"action": "agree"},
                             headers={"Accept-Language": "fr"})  # fmt: skip
    assert answer.status_code == 400
    assert "ceci ne peut pas se faire maintenant" in answer.text
    assert "Faites d’abord" in answer.text


def test_the_settings_of_a_recipe_are_agreed_before_anything_is_made(hall):
    subject = hall.posts(hall.amina, "/table/recipes", recipe="rainy_season_onset")
    hall.posts(hall.amina, subject + "/versions", summary="as they sow here", amount="25 mm")
    assert "<strong>25 mm</strong> (before: 20 mm)" in hall.reads(hall.wanjiru, subject)
    hall.hears(subject)
    hall.all_consent(hall.asks(subject))
    hall.posts(hall.peter, subject + "/moves", action="agree")
