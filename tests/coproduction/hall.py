"""A hall where two sides decide: people present, a working agreement in force, things agreed on the table."""

from climserv.coproduction.deciding.agreements import content_hash_of
from climserv.coproduction.deciding.sign_offs import QUESTIONS, Kind
from climserv.coproduction.dialogue.subjects import Subject

TERMS = {
    "decision_rule": "consent", "quorum": {"user": 2, "producer": 1}, "reply_days": 14,
    "fallback": "one more session, then a majority on each side", "exit": "any day",
}  # fmt: skip
USERS = ("wanjiru", "njeri", "mugo")
PARTS = {
    "need": {"id": "N-1", "version": 3}, "recipe": {"id": "season_start", "version": 2},
    "parameters": {"spell": "20 mm"}, "datasets": [{"id": "chirps", "checksum": "ab12"}],
}  # fmt: skip
FACTS = {"need_confirmed": True, "trust_missing": [], "languages": ["en", "sw"], "checked": ["sw", "en"], "advice": []}


def agree_how(told, **terms):
    """A working agreement, brought into force."""
    event = told.does("amina", "working_agreement", "propose", "how", data=TERMS | terms)
    for person in ("amina", "wanjiru"):
        told.does(person, "working_agreement", "consent", "how", data={"to": event.hash})
    told.does("peter", "working_agreement", "adopt", "how")


def open_hall(told, users=USERS, producers=("amina", "otieno")):
    """Session `s1`, with these people in it, and Peter who facilitates."""
    agree_how(told)
    told.does("peter", "session", "plan", "s1", data={"type": "free", "starts": "2026-08-12T14:00"})
    told.does("peter", "session", "open", "s1")
    for side, people in (("user", users), ("producer", producers)):
        for person in people:
            if person not in ("amina", "wanjiru"):
                told.add(person, side)
            told.does("peter", "attendance", "arrive", f"s1:{person}")
    told.does("peter", "attendance", "arrive", "s1:peter")
    return told


def table(told, id="rule", kind="rule", who="amina", **content):
    """A thing on the table; the hash of its first version."""
    data = {"kind": kind, "title": id, "content_hash": f"{id} 1"} | content
    return told.does(who, "subject", "table", id, data=data).hash


def edit(told, id="rule", who="amina", action="edit", **content):
    """A new version of it; its hash."""
    return told.does(who, "subject", action, id, data={"summary": "changed", "content_hash": "x"} | content).hash


def ask(told, version, id="r1", subject="rule", who="peter", **more):
    """A consent round on a version, unless told otherwise."""
    data = {"kind": "consent", "privacy": "open", "subject": subject, "version": version, "question": "May it stand?"}
    return told.does(who, "round", "open", id, data=data | more, session="s1")


def answer(told, person, value, id="r1", **more):
    return told.does(person, "response", "give", f"{id}:{person}", data={"value": value}, session="s1", **more)


def consent_of_all(told, version, id="r1", subject="rule"):
    """A consent round on this version that passes."""
    ask(told, version, id, subject)
    for person in ("wanjiru", "njeri", "amina"):
        answer(told, person, "consent", id)
    told.does("peter", "round", "reveal", id)
    told.does("peter", "round", "pass", id)


def agree_on(told, id="rule"):
    """What lies on the table, agreed: a remark of the users, answered, and a consent round that passes."""
    version = told.state.find(Subject, id).fixed.hash
    told.does("peter", "subject", "open_feedback", id)
    remark(told, f"on {id}", id)
    told.does("amina", "contribution", "park", f"on {id}", reason="for the next season")
    told.does("peter", "subject", "close_feedback", id)
    consent_of_all(told, version, f"consent on {id} {version[:8]}", id)
    told.does("peter", "subject", "agree", id)
    return version


def remark(told, id, subject="", who="njeri", words="valley and hill should not be one line"):
    told.does(who, "contribution", "note", id, data={"words": words, "language": "en", "kind": "comment"})
    if subject:
        told.does(who, "contribution", "pin", id, data={"anchor": {"kind": "whole", "of": subject}})


def sign(told, version, who, kind):
    question = QUESTIONS[Kind(kind)]["en"]
    return told.does(who, "sign_off", "give", f"{kind}:{version}", data={"question": question})


def write_agreement(told, version, id="a1"):
    data = PARTS | {"version": version, "content_hash": content_hash_of(PARTS)}
    return told.does("peter", "agreement", "make", id, data=data)


def ready(told):
    """A product from an agreed rule that lacks nothing for its release; the hash of its version."""
    table(told)
    rule = agree_on(told)
    outputs = [{"name": "onset", "uses_hindsight": True}, {"name": "odds", "uses_hindsight": False}]
    table(told, "product", "product", made_from=[["rule", rule]], outputs=outputs)
    product = agree_on(told, "product")
    sign(told, product, "amina", "science")
    sign(told, product, "wanjiru", "meaning")
    write_agreement(told, product)
    return product


def codes(caught) -> list[str]:
    """The codes of what was refused; each with what to do now."""
    assert all(problem.what and problem.allowed and problem.next_step for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]
