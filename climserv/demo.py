"""The demonstration: sample people, needs and products, on real data where there is real data."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .config import Settings, shipped
from .matching.matching import match
from .needs.loading import load_need, need_to_dict
from .running.planning.order import Order
from .serving import environment
from .storage import accounts
from .storage.database import Database, open_database, upgrade
from .storage.models import User
from .storage.needs.needs import list_needs, save_need
from .vocabulary.texts import text_in
from .working import register

# Who is in the demonstration: sign-in name, name, role, organisation, language. All invented.
PEOPLE = (
    ("rose", "Rose Whitlock", "member", "Suffolk wheat growers", "en"),
    ("wanjiru", "Wanjiru Njeru", "member", "Lower Embu maize cooperative", "en"),
    ("salma", "Salma Mdoe", "member", "Tanga dairy group", "en"),
    ("maelle", "Maëlle Kaboré", "meteorologist", "Meteorological service", "fr"),
    ("tom", "Tom Okello", "facilitator", "Workshop team", "en"),
)

SECTORS_OF = {
    "Suffolk wheat growers": "crops",
    "Lower Embu maize cooperative": "crops",
    "Tanga dairy group": "livestock",
}

# Which sample need belongs to whom; the showcase is last, so that its product is the newest and stands first.
NEEDS = {
    "tanga-dairy-roof": "salma",
    "embu-rains-to-come": "wanjiru",
    "embu-maize-planting": "wanjiru",
    "suffolk-wheat-flowering": "rose",
}

SIGN_INS = "demo-sign-ins.json"
SHOWCASE = "suffolk-wheat-flowering"

# Words short enough to read out to a phone across a table.
_WORDS = (
    "amber basil cedar delta ember fennel gravel harvest indigo juniper kestrel lantern maple nectar olive pepper "
    "quartz raven saffron thistle umber violet willow yarrow zephyr acorn barley clover drizzle estuary furrow granite"
).split()


@dataclass
class Made:
    """What the demonstration holds now."""

    sign_ins: dict[str, str]
    matches: dict[str, dict]
    products: dict[str, Path]
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def showcase(self) -> str:
        """The address of the product that the demonstration opens on: real observations, real models."""
        return f"/products/{self.products[SHOWCASE].name}"

    def as_dict(self) -> dict:
        products = {need: str(folder) for need, folder in self.products.items()}
        return {"matches": self.matches, "products": products, "answers": self.answers}

    def as_text(self) -> str:
        lines = []
        for need, verdicts in self.matches.items():
            lines.append(f"{need}: " + ", ".join(f"{axis} {verdict}" for axis, verdict in verdicts.items()))
            if need in self.answers:
                lines.append(f"  {self.answers[need]}")
                lines.append(f"  {self.products[need]}")
        return "\n".join(lines)

    def sign_ins_text(self) -> str:
        lines = [f"  {name:<10} {role:<14} password: {self.sign_ins[name]}" for name, _, role, _, _ in PEOPLE]
        return "Demo sign-ins (only on this machine):\n" + "\n".join(lines)


def set_up_apart(settings: Settings) -> Made:
    """`set_up` in another process, which shows its progress; raises `SystemExit` with its code when it fails."""
    command = [sys.executable, "-m", "climserv", "demo", "--no-serve", "--json"]
    done = subprocess.run(command, env=environment(settings), stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words only
    if done.returncode:
        raise SystemExit(done.returncode)
    told = json.loads(done.stdout)
    products = {need: Path(folder) for need, folder in told["products"].items()}
    sign_ins = json.loads((settings.instance / SIGN_INS).read_text(encoding="utf-8"))
    return Made(sign_ins, told["matches"], products, told["answers"])


def set_up(settings: Settings, progress: Callable[[int, int, str], bool]) -> Made:
    """Make or complete the demonstration; what is there already is kept."""
    upgrade(settings.database)
    database = open_database(settings.database)
    made = Made(_people(database, settings.instance), {}, {})
    for name, owner in NEEDS.items():
        need_id = _need(database, name, owner)
        _make(database, need_id, name, settings, made, progress)
    return made


def _people(database: Database, instance: Path) -> dict[str, str]:
    """The demo accounts; their passwords are made once for this machine and kept beside its database."""
    path = instance / SIGN_INS
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    passwords = {name: known.get(name) or "-".join(secrets.choice(_WORDS) for _ in range(4)) for name, *_ in PEOPLE}
    if passwords != known:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(passwords, file, indent=2)
    with database.session() as session:
        for sign_in, name, role, organisation, language in PEOPLE:
            user = accounts.find_user(session, sign_in)
            if user is None:
                home = accounts.get_organisation(session, organisation) or accounts.add_organisation(
                    session, organisation, sector=SECTORS_OF.get(organisation, "")
                )
                accounts.add_user(
                    session,
                    sign_in=sign_in,
                    name=name,
                    password=passwords[sign_in],
                    role=role,
                    organisation=home,
                    language=language,
                )
            elif sign_in not in known:
                accounts.change_password(session, user, passwords[sign_in])
    return passwords


def _need(database: Database, name: str, owner: str) -> str:
    """The id of a sample need, saved for its owner unless it is there."""
    record = need_to_dict(load_need(shipped("sample_data") / "needs" / f"{name}.yaml"))
    with database.session() as session:
        user: User = accounts.find_user(session, owner)
        if any(version.need_id == name for version in list_needs(session, user)):
            return name
        return save_need(session, user, record).need_id


def _make(database, need_id: str, name: str, settings: Settings, made: Made, progress) -> None:
    """Match a sample need; make the product of its best offer that can be run, if there is one."""
    from .products.making import make_product
    from .products.reading import read_product

    need = load_need(shipped("sample_data") / "needs" / f"{name}.yaml")
    report = match(need)
    made.matches[name] = {axis: verdict.value for axis, verdict in report.offers[0].verdicts.items()}
    offer = next((offer for offer in report.offers if offer.runnable), None)
    if offer is None:
        return

    def report_progress(done, total, text):
        return progress(done, total, f"{name}: {text}")

    order = Order.from_dict({**offer.order, "need": need_to_dict(need)})
    folder = make_product(order, settings=settings, progress=report_progress)
    product = read_product(folder)
    register(database, folder, product, need_id=need_id, public=True)
    made.products[name], made.answers[name] = folder, text_in(product["answer"], "en")
