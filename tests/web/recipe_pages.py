"""Recipes of the book under other names, and the way of a version through its states, for the tests of their pages."""

from io import BytesIO

from climserv.recipes.book import shipped_book
from climserv.storage.recipes.recipe_reading import get_version
from climserv.storage.recipes.recipes import record_tests

SHIPPED = shipped_book()


def text_of(recipe_id="hot_days", called="hot_days_here", number=1) -> str:
    """The text of a shipped recipe under another name."""
    text = SHIPPED.text(SHIPPED.recipe(recipe_id))
    return text.replace(f"recipe: {recipe_id}", f"recipe: {called}").replace("version: 1\n", f"version: {number}\n", 1)


def bring(client, text, name="recipe.yaml"):
    """Send a file; the answer."""
    content = text.encode() if isinstance(text, str) else text
    return client.post("/recipes/bring", data={"file": (BytesIO(content), name)})


def begin(client, text=None) -> str:
    """A draft of the text; the address of its page."""
    answer = bring(client, text or text_of())
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def pass_tests(app, address: str, passed=True) -> None:
    """What the worker does when the golden cases of the draft have run."""
    _, _, recipe_id, number = address.split("/")
    fault = {"code": "golden.value", "where": "case 1", "what": "another", "got": "9", "allowed": "8", "next_step": ""}
    tests = {"there": 2, "run": 2, "passed": 2 if passed else 1, "failed": [] if passed else [fault]}
    report = {"sound": passed, "problems": [], "tests": tests}
    with app.extensions["climserv"].database.session() as session:
        record_tests(session, recipe_id, int(number), get_version(session, recipe_id, int(number)).text, passed, report)


def offer(app, author, peer, address: str, save=1) -> None:
    """All the way to the book; `save` is the number of the text that the peer has read."""
    pass_tests(app, address)
    assert do(author, address, "ask", reason="Please look.").status_code == 303
    assert do(peer, address, "approve", reason="Sound.", save=save).status_code == 303
    assert do(author, address, "offer").status_code == 303


def do(client, address: str, action: str, **form):
    return client.post(f"{address}/do/{action}", data=form)
