"""Events: all that people do in a case, one after the other, in a form that cannot be changed unseen.

An event is an envelope (who did what to which thing, from which state to which) and what was said (`data` and
`reason`). The envelope is hashed, and names the hashes of the events its writer had seen. What was said is only
sealed into the envelope, with salt: it can be erased later, and every hash still holds.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from climserv.vocabulary.problems import Problem, Refused

from .refusals import Refusal

NOTHING_SAID: Mapping[str, Any] = MappingProxyType({})
NOT_HASHED = ("hash", "data", "salt", "reason")


class Channel(StrEnum):
    """How it reached the log."""

    SCREEN = "screen"
    PAPER = "paper"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one person on one thing.

    id            unique everywhere, 32 hex digits
    who           the person (a pseudonym), "" for the house itself
    on_behalf_of  the person whose act it is, where `who` only wrote it down; else ""
    version       the number of the version that it makes, where it makes one
    seal          sha256 of salt, data and reason
    after         hashes of the heads that the writer saw, sorted
    hash          sha256 of the envelope: all but `data`, `salt` and `reason`
    data, salt    None where they have been erased; then `reason` is empty
    """

    id: str
    case: str
    at: datetime
    who: str
    on_behalf_of: str
    channel: str
    entity: str
    entity_id: str
    version: int | None
    action: str
    from_state: str
    to_state: str
    session: str
    seal: str
    after: tuple[str, ...]
    hash: str
    reason: str = ""
    data: Mapping[str, Any] | None = field(default=None, hash=False)
    salt: str | None = None

    @property
    def erased(self) -> bool:
        """Whether only the envelope is left."""
        return self.data is None

    @property
    def said(self) -> Mapping[str, Any]:
        """The data; of an erased event, nothing."""
        return NOTHING_SAID if self.data is None else self.data

    @property
    def person(self) -> str:
        """Whose act it is: of what was entered from paper, the one whose sheet it was."""
        return self.on_behalf_of or self.who

    def as_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return plain | {"at": written_time(self.at), "after": list(self.after)}


def make_event(
    *,
    id: str,
    case: str,
    at: datetime,
    who: str,
    entity: str,
    entity_id: str,
    action: str,
    from_state: str,
    to_state: str,
    after: Iterable[str],
    salt: str,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
    version: int | None = None,
    on_behalf_of: str = "",
    channel: str = Channel.SCREEN,
    session: str = "",
) -> Event:
    """A sealed and hashed event. `acting.act` is the way for all who have a case; this looks at no rule.

    at    aware; a time without zone is refused
    data  plain data for JSON; a copy is kept
    salt  random, unknown to readers of the envelope: without it, short answers could be guessed from the seal
    """
    if at.tzinfo is None:
        raise Refused(TIME_WITHOUT_ZONE.at(f"{entity} {entity_id}", got=at.isoformat()))
    try:
        kept = json.loads(canonical(dict(data or {})))
    except (TypeError, ValueError) as error:
        raise Refused(NOT_PLAIN.at(f"{entity} {entity_id}", got=str(error))) from error
    envelope = Event(
        id=id, case=case, at=at.astimezone(UTC), who=who, on_behalf_of=on_behalf_of, channel=str(channel),
        entity=str(entity), entity_id=entity_id, version=version, action=str(action), from_state=str(from_state),
        to_state=str(to_state), session=session, seal=seal_of(salt, kept, reason), after=tuple(sorted(set(after))),
        hash="", reason=reason, data=kept, salt=salt,
    )  # fmt: skip
    return replace(envelope, hash=hash_of(envelope))


def event_from(plain: Mapping[str, Any]) -> Event:
    """The event that `as_dict` wrote. Nothing is verified: `verify_event` does."""
    after = tuple(plain["after"])
    return Event(**{**plain, "at": datetime.fromisoformat(plain["at"]).astimezone(UTC), "after": after})


def erased(event: Event) -> Event:
    """The event without what was said: its envelope, hash and place in the log stay."""
    return replace(event, data=None, salt=None, reason="")


def verify_event(event: Event) -> list[Problem]:
    """What shows that an event is not what its writer wrote; an erased event is judged by its envelope."""
    where = f"event {event.id}"
    problems = []
    if hash_of(event) != event.hash:
        problems.append(HASH_BROKEN.at(where, got=event.hash))
    if event.erased:
        if event.salt is not None or event.reason:
            problems.append(HALF_ERASED.at(where))
    elif event.salt is None or seal_of(event.salt, event.said, event.reason) != event.seal:
        problems.append(SEAL_BROKEN.at(where))
    return problems


def hash_of(event: Event) -> str:
    """sha256 of the envelope."""
    plain = {name: value for name, value in event.as_dict().items() if name not in NOT_HASHED}
    return sha256_of(plain)


def seal_of(salt: str, data: Mapping[str, Any], reason: str) -> str:
    """sha256 of the salt and of what was said."""
    return sha256_of([salt, dict(data), reason])


def sha256_of(plain: Any) -> str:
    """sha256 of plain data, written in the one way."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def canonical(plain: Any) -> bytes:
    """The one way to write plain data: JSON with sorted names, no spaces, ASCII, no NaN."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def written_time(at: datetime) -> str:
    """UTC with microseconds, always of the same length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


TIME_WITHOUT_ZONE = Refusal(
    "event.time",
    en=("the time has no zone", "a time with its zone, such as 2026-02-03T14:00+03:00", "Say which zone it is"),
    fr=("l’heure n’a pas de fuseau", "une heure avec son fuseau, par exemple 2026-02-03T14:00+03:00", "Dites lequel"),
    sw=("saa haina ukanda wake wa wakati", "saa pamoja na ukanda wake, kama 2026-02-03T14:00+03:00",
        "Sema ni ukanda gani"),
    es=("la hora no tiene zona", "una hora con su zona, como 2026-02-03T14:00+03:00", "Diga qué zona es"),
)  # fmt: skip
NOT_PLAIN = Refusal(
    "event.data",
    en=("this cannot be written down", "texts, numbers, lists and tables of them", "Give it in plain values"),
    fr=("ceci ne peut pas être noté", "textes, nombres, listes et tableaux", "Donnez des valeurs simples"),
    sw=("hii haiwezi kuandikwa", "maandishi, namba, orodha na majedwali yake", "Itoe kwa maneno na namba za kawaida"),
    es=("esto no se puede escribir", "textos, números, listas y tablas de ellos", "Dígalo con valores sencillos"),
)
HASH_BROKEN = Refusal(
    "event.hash",
    en=("the event is not the one that was hashed", "the event as it was written", "Ask for the log again"),
    fr=("l’événement n’est pas celui dont l’empreinte a été prise", "l’événement d’origine", "Redemandez le journal"),
    sw=("tukio si lile lililotiwa muhuri", "tukio kama lilivyoandikwa", "Omba kumbukumbu tena"),
    es=("el hecho no es el que se selló", "el hecho tal como se escribió", "Pida otra vez el registro"),
)
SEAL_BROKEN = Refusal(
    "event.seal",
    en=("what was said is not what was sealed", "the words as they were written", "Ask for the log again"),
    fr=("ce qui a été dit n’est pas ce qui a été scellé", "les mots d’origine", "Redemandez le journal"),
    sw=("kilichosemwa si kile kilichotiwa muhuri", "maneno kama yalivyoandikwa", "Omba kumbukumbu tena"),
    es=("lo dicho no es lo que se selló", "las palabras tal como se escribieron", "Pida otra vez el registro"),
)
HALF_ERASED = Refusal(
    "event.half_erased",
    en=("the event is erased only in part", "neither data, salt nor reason", "Erase it again"),
    fr=("l’événement n’est effacé qu’en partie", "ni données, ni sel, ni raison", "Effacez-le de nouveau"),
    sw=("tukio limefutwa sehemu tu", "bila data, chumvi wala sababu", "Lifute tena"),
    es=("el hecho está borrado solo en parte", "ni datos, ni sal, ni razón", "Bórrelo otra vez"),
)
REFUSALS = (TIME_WITHOUT_ZONE, NOT_PLAIN, HASH_BROKEN, SEAL_BROKEN, HALF_ERASED)
