"""A session with four browsers at once: the desk, the wall, a phone, and a phone without script. The net fails."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import METEOROLOGIST


@pytest.fixture
def desk(signed_in):
    """The desk of an open session, as a laptop shows it."""
    page = signed_in(METEOROLOGIST, width=1280)
    page.goto("/cases/")
    page.fill("#title", "When do we plant?")
    page.click("text=Open a case")
    page.click("#sessions >> text=Plan a session")
    page.select_option("#type", "trigger")
    page.fill("#day", "2026-12-02")
    page.click("main button.primary")
    page.click("text=Begin the session")
    return page


@pytest.fixture
def come_in(desk, open_page):
    """`come_in("Njeri")` opens a phone that has joined by the code."""

    def join(name, **how):
        phone = open_page(width=360, **how)
        phone.goto(f"/join/{desk.locator('.big-code').inner_text()}")
        phone.fill("#name", name)
        phone.click("main button.primary")
        phone.click("text=To the session")
        return phone

    return join


def say(phone, words):
    phone.fill("#words", words)
    phone.click("text=Say it")


def test_a_question_and_its_answers_reach_every_screen(desk, come_in, open_page, axe):
    wall = desk.context.new_page()
    wall.goto(desk.url.replace("/desk", "/projector?remarks=1"))
    njeri, sarah = come_in("Njeri"), come_in("Sarah", script=False)
    desk.fill("#question", "Which year was worst?")
    desk.click("text=Ask all")
    for screen in (wall, njeri):
        expect(screen.locator("h1")).to_have_text("Which year was worst?")
    say(njeri, "1984 was worst")
    say(sarah, "for us 2000")
    expect(sarah.locator("#others-live")).to_contain_text("1984 was worst")
    for screen in (wall.locator("#said-live"), desk.locator("#remarks")):
        expect(screen).to_contain_text("1984 was worst")
        expect(screen).to_contain_text("for us 2000")
    one = desk.locator("#remarks li", has_text="1984 was worst")
    one.locator("summary").click()
    one.locator("input[type=text]").fill("1984 counts as a bad year")
    one.get_by_text("Use it").click()
    expect(njeri.locator("#mine-live")).to_contain_text("used")
    njeri.click("text=Where did it go?")
    expect(njeri.locator("main")).to_contain_text("1984 counts as a bad year")
    for screen in (desk, wall, njeri):
        axe(screen)


def test_what_is_said_without_net_is_kept_and_sent_once(desk, come_in):
    phone = come_in("Wanjiku")
    # The form stands, so what guards it is at work: it is not shown before.
    expect(phone.locator("#words")).to_be_visible()
    phone.context.set_offline(True)
    say(phone, "the river dried in 1999")
    expect(phone.locator(".outbox")).to_contain_text("the river dried in 1999")
    phone.context.set_offline(False)
    expect(phone.locator(".outbox")).to_be_hidden()
    remark = desk.locator("#remarks li", has_text=re.compile("river dried"))
    expect(remark).to_have_count(1)
    phone.reload()
    expect(phone.locator("#mine-live li")).to_have_count(1)


def test_the_form_is_not_shown_before_what_guards_it_and_keeps_half_a_sentence(desk, come_in):
    """On a slow net the script comes late: a form that could be sent without it would be lost when the net goes."""
    phone, held = come_in("Wanjiku"), []
    phone.route("**/outbox.js*", lambda route: held.append(route))
    with phone.expect_request("**/outbox.js*"):
        phone.reload(wait_until="commit")
    expect(phone.locator("h1")).to_be_visible()
    expect(phone.locator("#words")).to_have_count(0)
    held.pop().continue_()
    phone.unroute_all(behavior="ignoreErrors")
    phone.fill("#words", "half a sent")
    phone.goto("/join/")
    phone.go_back()
    expect(phone.locator("#words")).to_have_value("half a sent")


def test_an_answer_without_net_is_kept_and_given_once(desk, come_in):
    phone = come_in("Wanjiku")
    desk.click("text=Ask the group")
    desk.fill("#question", "Was 1984 bad?")
    desk.click("text=Open the round")
    phone.click(".answer-now a")
    phone.check("input[value=concerned]")
    phone.context.set_offline(True)
    phone.click("button:text-is('Give my answer')")
    expect(phone.locator(".outbox")).to_contain_text("it worries me")
    phone.context.set_offline(False)
    expect(phone.locator(".answered")).to_be_visible()
    expect(desk.locator("#round-answered")).to_contain_text("1 answer")


def tab_to(page, selector, most=60) -> None:
    """With the Tab key alone; what has the focus is seen on the way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # Past the end the focus goes round by the browser's own bar.
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    pytest.fail(f"{selector} is not reached with the Tab key")


def test_a_session_by_keyboard_and_nothing_that_arrives_disturbs_who_writes(desk, come_in):
    phone = come_in("Njeri")
    tab_to(desk, "#question")
    desk.keyboard.type("Which year ")
    tab_to(phone, "#words")
    phone.keyboard.type("1984 was worst")
    tab_to(phone, "button.primary")
    phone.keyboard.press("Enter")
    expect(desk.locator("#remarks")).to_contain_text("1984 was worst")
    expect(phone.locator("#words")).to_be_focused()
    phone.keyboard.type("and so")
    expect(desk.locator("#question")).to_be_focused()
    desk.keyboard.type("was worst?")
    desk.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("Which year was worst?")
    expect(phone.locator("#words")).to_be_focused()
    phone.keyboard.type(" was 2000")
    expect(phone.locator("#words")).to_have_value("and so was 2000")
    expect(desk.locator("#ask")).to_have_text("Which year was worst?")
    tab_to(desk, "#agenda-live summary")
    desk.keyboard.press("Enter")
    say(come_in("Sarah"), "for us 2000")
    expect(desk.locator("#remarks")).to_contain_text("for us 2000")
    expect(desk.locator("#agenda-live details")).to_have_attribute("open", "")
