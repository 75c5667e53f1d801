"""Tracing: "where did this go?", from a remark to the line of the product that it changed, and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..logbook.versions import Version
from .change_requests import ChangeRequest, because_of
from .contributions import Contribution
from .insights import Insight, citing
from .subjects import Subject, answering, made_with, with_hash

if TYPE_CHECKING:
    from ..logbook.state import CaseState


@dataclass(frozen=True)
class Place:
    """One place on the way: a thing by kind and id, with the version where there is one, and its words."""

    kind: str
    id: str
    words: str = ""
    state: str = ""
    version: int | None = None
    hash: str = ""


def went_to(state: "CaseState", contribution: str) -> list[list[Place]]:
    """All the ways that a contribution has gone, each from the contribution to where it ends.

    One that led nowhere gives one way of one place, with its state and answer: `not_used` with the reason, `parked`.
    """
    said = state.find(Contribution, contribution)
    if said is None:
        return []
    start = _said(said)
    requests = [one for insight in citing(state, contribution) for one in because_of(state, insight.id)]
    direct = [state.find(ChangeRequest, id) for id in said.used_in]
    ways = []
    for insight in citing(state, contribution):
        later = [_seen(insight)]
        mine = because_of(state, insight.id)
        ways += [[start, *later, *rest] for request in mine for rest in _from_request(state, request)]
        ways += [] if mine else [[start, *later]]
    for request in direct:
        if request and request not in requests:
            ways += [[start, *rest] for rest in _from_request(state, request)]
    ways += [[start, *way] for way in _used_directly(state, said)]
    return ways or [[start]]


def behind_request(state: "CaseState", request: str) -> list[Contribution]:
    """The contributions that a change request goes back to."""
    asked = state.find(ChangeRequest, request)
    insights = [state.find(Insight, cited) for cited in asked.cites] if asked else []
    cited = dict.fromkeys(one for insight in insights if insight for one in insight.cites)
    return [said for one in cited if (said := state.find(Contribution, one))]


def _from_request(state: "CaseState", request: ChangeRequest) -> list[list[Place]]:
    """From a change request through the versions that answer it to the lines of products."""
    start = Place("change_request", request.id, request.answer or request.text, request.state)
    ways = []
    for subject, version in answering(state, request.id):
        for way in _from_version(state, subject, version):
            ways += [[start, *way, *lines] for lines in _lines(state, way[-1], request.id)]
    return ways or [[start]]


def _from_version(state: "CaseState", subject: Subject, version: Version) -> list[list[Place]]:
    """From a version through all that is made with it."""
    start = _at(subject, version)
    later = made_with(state, version.hash)
    return [[start, *way] for other, made in later for way in _from_version(state, other, made)] or [[start]]


def _lines(state: "CaseState", place: Place, request: str) -> list[list[Place]]:
    """The lines of a version that name a change request, each a last step; none gives a way without one."""
    content = with_hash(state, place.hash)[1].content
    lines = [line for line, requests in content.get("lines", {}).items() if request in requests]
    return [[Place("line", line, line, "", place.version, place.hash)] for line in lines] or [[]]


def _used_directly(state: "CaseState", said: Contribution) -> Iterator[list[Place]]:
    for id in said.used_in:
        subject = state.find(Subject, id)
        if subject:
            yield [_at(subject, subject.latest)]


def _said(said: Contribution) -> Place:
    return Place("contribution", said.id, said.words, said.state, None, said.latest.hash if said.latest else "")


def _seen(insight: Insight) -> Place:
    return Place("insight", insight.id, insight.why_not or insight.text, insight.state)


def _at(subject: Subject, version: Version) -> Place:
    words = str(version.content.get("summary") or subject.title)
    return Place("subject", subject.id, words, subject.state, version.number, version.hash)
