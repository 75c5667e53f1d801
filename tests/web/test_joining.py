"""Coming into a session by its code: a name and a side, no account; back again with the PIN."""

import re

import pytest

from climserv.storage.sign_in_tries import MOST_FROM_ONE_ADDRESS

from .test_sessions import amina, case, code_of, come_in, meeting, page, planned  # noqa: F401 - fixtures


@pytest.fixture
def code(app, meeting) -> str:  # noqa: F811
    return code_of(app)


def test_the_code_is_read_as_people_type_it(app, code):
    visitor = app.test_client()
    assert "Which code stands on the wall?" in page(visitor, "/join/")
    typed = f"{code[:3].lower()} {code[3:]}"
    assert visitor.get("/join/", query_string={"code": typed}, follow_redirects=True).status_code == 200
    wrong = visitor.get("/join/ZZZZZZ")
    assert wrong.status_code == 404
    assert "No session has this code now" in wrong.text
    assert 'value="ZZZZZZ"' in wrong.text


def test_a_name_is_enough_and_the_pin_is_told_once(app, code, meeting):  # noqa: F811
    phone = app.test_client()
    assert "When do we plant?" in page(phone, f"/join/{code}")
    answer = phone.post(f"/join/{code}", data={"name": "Njeri", "side": "user"})
    assert re.search(r'class="big-code">\d{4}<', answer.text)
    assert "I am here" not in page(phone, meeting + "/phone")
    assert phone.get(meeting).location.endswith("/phone")


def test_without_a_name_or_with_one_that_is_taken_what_was_typed_stays(app, code):
    phone = app.test_client()
    unnamed = phone.post(f"/join/{code}", data={"name": " ", "side": "user", "group": "women of Siakago"})
    assert unnamed.status_code == 422
    assert "women of Siakago" in unnamed.text
    come_in(app, "Njeri")
    taken = phone.post(f"/join/{code}", data={"name": "njeri", "side": "user"})
    assert taken.status_code == 422
    assert "Somebody whose name looks like this is here already" in taken.text


def test_who_looks_on_comes_in_and_says_nothing(app, amina, code, meeting):  # noqa: F811
    observer = come_in(app, "Paul", side="observer")
    assert "What do you want to say?" not in page(observer, meeting + "/phone")
    assert observer.post(meeting + "/phone", data={"words": "but"}).status_code == 422
    assert "Those who look on: 1" in page(amina, meeting + "/desk")


def test_nobody_makes_themself_one_of_those_who_bring_together(app, code):
    for side in ("bridge", "chief"):
        assert app.test_client().post(f"/join/{code}", data={"name": "Paul", "side": side}).status_code == 422


def test_the_pin_brings_one_back_as_the_same_person_and_a_wrong_one_does_not(app, code, meeting):  # noqa: F811
    first = app.test_client()
    told = first.post(f"/join/{code}", data={"name": "Njeri", "side": "user"}).text
    pin = re.search(r'class="big-code">(\d{4})<', told).group(1)
    first.post(meeting + "/phone", data={"words": "1984 was worst"})
    second = app.test_client()
    wrong = f"{(int(pin) + 1) % 10000:04}"
    refused = second.post(f"/join/{code}/back", data={"name": "Njeri", "pin": wrong})
    assert refused.status_code == 422
    assert second.post(f"/join/{code}/back", data={"name": "njeri ", "pin": pin}).status_code == 303
    assert "Take it back" in page(second, meeting + "/phone")


def test_pins_are_not_guessed_by_trying(app, code):
    come_in(app, "Njeri")
    guesser = app.test_client()
    answers = [guesser.post(f"/join/{code}/back", data={"name": "Njeri", "pin": "x"}).status_code for _ in range(12)]
    assert 429 in answers


def test_codes_are_not_guessed_by_trying_and_a_hall_may_sign_in_all_the_same(app, people, code):
    guesser = app.test_client()
    again = [guesser.get("/join/ZZZZZZ").status_code for _ in range(7)]
    assert again == [404] * 7, "one wrong code, loaded anew"
    answers = [guesser.get(f"/join/ZZZ{n:03}").status_code for n in range(MOST_FROM_ONE_ADDRESS)]
    assert answers == [404] * (MOST_FROM_ONE_ADDRESS - 1) + [429]
    for answer in (guesser.get(f"/join/{code}"), guesser.post(f"/join/{code}", data={"name": "N", "side": "user"})):
        assert answer.status_code == 429
        assert "Wait a quarter of an hour" in answer.text
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert app.test_client().get(f"/join/{code}", environ_overrides=elsewhere).status_code == 200
    people.sign_in(app.test_client(), "member", "Growers of Suffolk")


def test_a_code_that_is_right_is_no_guess(app, code):
    visitor = app.test_client()
    answers = {visitor.get(f"/join/{code}").status_code for _ in range(MOST_FROM_ONE_ADDRESS + 1)}
    assert answers == {200}


def test_who_comes_before_the_session_begins_waits_on_its_page(app, amina, case):  # noqa: F811
    where = planned(amina, case)
    amina.post(where + "/moves", data={"action": "invite"})
    early = come_in(app)
    assert "It begins" in page(early, where + "/phone")
    amina.post(where + "/moves", data={"action": "open"})
    assert early.post(where + "/here").status_code == 303
    assert "I am here" not in page(early, where + "/phone")
