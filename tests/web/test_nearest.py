"""The nearest that can be done: shown in words, taken as a new version, taken back."""

import re
from html import unescape

import pytest

from climserv.storage.needs.needs import get_need

from .need_records import save


@pytest.fixture
def ours(app, sign_in_as):
    return save(app, sign_in_as("member"), need="hot-months")


def record_of(app, need_id, version=None):
    with app.extensions["climserv"].database.reading() as session:
        return get_need(session, need_id, version).record


def offers_on(page: str) -> list[tuple[str, str]]:
    """The words of each counter-offer, and the key of its button."""
    found = re.findall(r'<details class="counter-offer">.*?</details>', page, flags=re.DOTALL)
    return [
        (unescape(re.sub("<[^>]+>", "", one)), (re.search(r'name="offer" value="([^"]+)"', one) or ["", ""])[1])
        for one in found
    ]


def take(client, need_id, key, version=1):
    return client.post(f"/needs/{need_id}/match/nearest", data={"offer": key, "version": str(version)})


def test_the_match_leads_to_the_nearest_and_the_script_fetches_only_the_part(client, ours):
    page = client.get(f"/needs/{ours}/match").text
    assert f'href="/needs/{ours}/match/nearest"' in page
    part = client.get(f"/needs/{ours}/match/nearest?part=1").text
    whole = client.get(f"/needs/{ours}/match/nearest").text
    assert "<html" not in part
    assert "<html" in whole
    assert offers_on(part) == offers_on(whole) != []


def test_what_is_taken_is_exactly_what_was_said(app, client, ours):
    words, key = next(one for one in offers_on(client.get(f"/needs/{ours}/match/nearest").text) if "seasons" in one[0])
    assert "fits after a step" in words
    answer = take(client, ours, key)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/needs/{ours}/match")
    before, after = record_of(app, ours, 1), record_of(app, ours)
    assert after == {**before, "time": {**before["time"], "scale": "season"}}
    page = client.get(f"/needs/{ours}/match").text
    assert "This version says, as you chose: seasons instead of months." in page
    assert "Make a first draft" in page
    assert "What is the nearest that can be done?" not in page


def test_it_is_taken_back_as_a_newer_version(app, client, ours):
    key = next(key for words, key in offers_on(client.get(f"/needs/{ours}/match/nearest").text) if "seasons" in words)
    take(client, ours, key)
    assert client.post(f"/needs/{ours}/match/back", data={"version": "2"}).status_code == 303
    assert record_of(app, ours, 3) == record_of(app, ours, 1)
    assert "as you chose" not in client.get(f"/needs/{ours}/match").text
    # There is nothing more to take back.
    client.post(f"/needs/{ours}/match/back", data={"version": "3"})
    assert record_of(app, ours) == record_of(app, ours, 3)


@pytest.mark.parametrize(("key", "version"), [("0123456789abcdef", 1), ("", 1), (None, 7)])
def test_what_is_no_longer_offered_changes_nothing(app, client, ours, key, version):
    key = offers_on(client.get(f"/needs/{ours}/match/nearest").text)[0][1] if key is None else key
    page = client.post(
        f"/needs/{ours}/match/nearest", data={"offer": key, "version": version}, follow_redirects=True
    ).text
    assert "The need has changed since this page was opened." in page
    assert record_of(app, ours) == record_of(app, ours, 1)


def test_only_the_group_itself_takes_it(app, client, people, ours):
    key = offers_on(client.get(f"/needs/{ours}/match/nearest").text)[0][1]
    people.sign_in(client, "member", "Others")
    page = client.get(f"/needs/{ours}/match/nearest").text
    assert [key for _, key in offers_on(page)] == [""] * len(offers_on(page))
    assert take(client, ours, key).status_code == 403
    assert client.post(f"/needs/{ours}/match/back", data={"version": "1"}).status_code == 403


def test_it_is_sought_once_while_nothing_changes(app, client, ours, monkeypatch):
    from climserv.matching import matching

    sought = []
    real = matching.counter_offers
    monkeypatch.setattr(matching, "counter_offers", lambda *given: sought.append(1) or real(*given))
    for _ in range(3):
        client.get(f"/needs/{ours}/match/nearest?part=1")
    assert len(sought) == 1
    save_again = {**record_of(app, ours), "who": {"people": 9}}
    with app.extensions["climserv"].database.session() as session:
        from climserv.storage.accounts import get_user
        from climserv.storage.needs.needs import save_need

        author = get_user(session, get_need(session, ours).saved_by)
        save_need(session, author, save_again, ours, from_version=1)
    client.get(f"/needs/{ours}/match/nearest?part=1")
    assert len(sought) == 2
