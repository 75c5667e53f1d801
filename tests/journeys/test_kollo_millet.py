"""With a union of millet growers in Kollo: sow with the first rain or wait, and what the two rules cost."""

import re

from climserv.coproduction.dialogue.subjects import Subject
from climserv.coproduction.looking_back.commitments import Commitment
from climserv.coproduction.looking_back.messages import Message
from climserv.coproduction.people.consents import Consent
from climserv.products.rules_compared import compare
from climserv.storage.products import get_product
from web.products.shelf import record_of

from . import seasons
from .village import ID, Village, told

TERMS = {"decision_rule": "by consent", "quorum_user": "2", "quorum_producer": "1", "reply_days": "10",
         "fallback": "one more session, then a majority on each side", "exit": "by saying so"}  # fmt: skip
NEED = {
    "need": "kollo-millet", "question": {"en": "Do we sow millet with the first rain, or wait?"},
    "decision": {"what": "sow millet", "options": ["sow at once", "wait for a second rain", "an early type"],
                 "by": {"from": "05-15", "to": "07-15", "recurs": "yearly"}, "lead": "3 day"},
    "who": {"decides": ["heads of fields", "women who farm"], "does": ["women who farm"], "people": 900},
    "time": {"scale": "season", "horizon": "now"},
    "space": {"geometry": {"type": "Point", "coordinates": [2.4, 13.3]}, "scale": "village"},
    "metric": {"words": {"en": "ten millimetres in two days"}, "is": "rainy_season_onset_on_the_day",
               "with": {"amount": "10 mm", "window": "2 day", "wet_day": "1 mm/day", "operator": ">=",
                        "search_start": "05-01", "search_end": "07-31"}, "sure": "yes"},
    "tolerance": {"in_vain": "3 in 10", "miss": "1 in 10"},
    "knowledge": {"local": [{"what": "a star rises", "holder": "elders", "label": "community only",
                             "reliability": "often"}]},
    "reach": {"languages": ["fr"], "channels": ["radio", "meeting", "voice message"], "literacy": "few read"},
    "inclusion": {"groups": ["women who sow later on poorer plots with borrowed ploughs"]},
    "origin": {"recorded_by": "extension officer", "owner": "the union", "visibility": "partners"},
}  # fmt: skip
RULES = {
    "F": ("sow after the first good rain", "10 mm or more in 2 days", "no"),
    "W": ("wait for a second good rain", "10 mm or more in 2 days again, within 10 days", "no"),
    "S": ("how seasons really began", "20 mm or more in 3 days, no dry run over 7 days in the next 30", "yes"),
}
WHO = ("hassane", "zeinabou")


def test_millet_in_kollo_first_rain_or_second(village):
    need = a_union_and_its_need(village)
    women_have_a_date_of_their_own(village, need)
    subject, product = rules_on_the_table(village, need)
    waiting_is_never_earlier_and_loses_less(village, product)
    patchy_rain_is_an_objection(village, subject, need)
    hindsight_is_never_advice(village, subject)
    half_and_half(village)


def a_union_and_its_need(here: Village) -> str:
    here.comes("moussa", "Met service", "meteorologist")
    here.comes("aicha", "NGO", "facilitator")
    for who in WHO:
        here.comes(who, "Millet union")
    need = here.takes_in("hassane", NEED)
    here.posts("zeinabou", f"//needs/{need}/read", version="1", who="self")
    here.opens("moussa", "First rain or second?", area="Kollo")
    here.seats("moussa", "bridge", "facilitator", "aicha")
    here.seats("moussa", "user", "participant", *WHO)
    here.posts("moussa", "/table", need=need)
    assert "women who farm" in told(here.reads("aicha", "/people"))
    here.agrees_how("moussa", "hassane", "aicha", **TERMS)
    assert "a star rises" not in here.reads("moussa", f"//needs/{need}/read")
    return need


def women_have_a_date_of_their_own(here: Village, need: str) -> None:
    """Who borrows a plough can act a week later: a need of its own, that says where it comes from."""
    here.posts("zeinabou", f"//needs/{need}/split", reason="women wait for a borrowed plough", **{
        "written_in": "en", "one.question": "Do we sow millet with the first rain, or wait?",
        "one.decision.what": "sow millet", "one.who.decides": "heads of fields", "one.decision.lead.number": "3",
        "one.decision.lead.unit": "day", "two.question": "When do women sow, a week after the plough is free?",
        "two.decision.what": "sow millet", "two.who.decides": "women who farm", "two.decision.lead.number": "10",
        "two.decision.lead.unit": "day"})  # fmt: skip
    page = here.reads("zeinabou", f"//needs/{need}")
    theirs = next(one for one in re.findall(r'href="/needs/([a-z0-9-]+)"', page) if "women" in one)
    here.changes_need("zeinabou", theirs, **{"decision.by.from.day": "22", "decision.by.from.month": "05"})
    page = told(here.reads("zeinabou", f"//needs/{theirs}/match"))
    assert "22 May" in page
    assert "10 days before" in page
    here.posts("zeinabou", "/table", need=theirs)


def rules_on_the_table(here: Village, need: str) -> tuple[str, dict]:
    """Three rules; one answer made from them, of the station at the town."""
    rules = [here.posts("hassane", "/table/rules", title=name, words=words, formal=formal, looks_ahead=ahead)
             for name, (words, formal, ahead) in RULES.items()]  # fmt: skip
    assert "never advice" in told(here.reads("hassane", rules[2]))
    path = seasons.write_gauges(here.folder / "town", {"town": (13.3, 2.4, seasons.sahel())})
    here.brings_data("kollo-town", path)
    product = here.makes("hassane", need, "first_rain_or_second_rain", "kollo-town")
    made_from = [one.rsplit("/", 1)[1] for one in rules]
    for rule in rules:
        here.posts("aicha", rule + "/moves", action="open_feedback")
        said = here.remarks("zeinabou", rule, "so it is done here")
        here.posts("moussa", f"{rule}/remarks/{said}", action="use")
        here.posts("aicha", rule + "/moves", action="close_feedback")
        here.consent_passes("aicha", rule, *WHO, "moussa")
    subject = here.posts("moussa", "/table/products", product=product, made_from=made_from)
    assert 'class="ten"' in here.reads("hassane", f"//products/{product}")
    with here.house.database.reading() as session:
        return subject, record_of(get_product(session, product).folder)


def waiting_is_never_earlier_and_loses_less(here: Village, product: dict) -> None:
    """On these made years: F is never after W, and W loses no more seed than F; S cannot fail by construction."""
    days = {name: {label: value for label, value, word in _series(product, name) if word == "happened"}
            for name in ("first_rain", "second_rain")}  # fmt: skip
    assert len(days["second_rain"]) == 30
    assert all(days["first_rain"][year] <= day for year, day in days["second_rain"].items())
    first, second = compare(product, ["second_rain", "first_rain"], "town")
    assert (first.name, first.past.failed, first.past.of) == ("first_rain", 10, 30)
    assert (second.name, second.past.failed, second.past.of) == ("second_rain", 4, 30)
    ahead = product["looks_ahead"]
    assert [name for name in ("first_rain", "second_rain", "season_start") if ahead[name]] == ["season_start"]


def patchy_rain_is_an_objection(here: Village, subject: str, need: str) -> None:
    """One station misses patchy rain: objected to, mended by ten gauges whose keepers agree, consented to."""
    here.posts("aicha", subject + "/moves", action="open_feedback")
    patchy = here.remarks("hassane", subject, "rain is patchy: the town is wet and our field is dry")
    here.posts("hassane", subject + "/requests", cites=patchy, insight="one station cannot stand for ten villages",
               text="count at our ten gauges")  # fmt: skip
    here.posts("aicha", subject + "/moves", action="close_feedback")
    first = here.asks("aicha", subject)
    here.answers(first, "consent", "zeinabou", "moussa")
    here.answers(first, "object", "hassane", harm="we sow by a rain that fell elsewhere", mend="use our ten gauges")
    here.posts("aicha", first + "/moves", action="reveal")
    assert "an objection stands" in here.refused("aicha", first + "/moves", action="pass")
    here.posts("aicha", first + "/moves", action="hold")
    here.consents("aicha", "hassane", "the readings of the ten gauges of the union", "producer", "the imam")
    assert [one.scope for one in here.of(Consent)] == ["producer"]
    gauges = {f"village {n}": (13.2 + n / 50, 2.4, seasons.sahel(n % 3)) for n in range(1, 11)}
    here.brings_data("kollo-gauges", seasons.write_gauges(here.folder / "gauges", gauges), consent="given by the union")
    product = here.makes("hassane", need, "first_rain_or_second_rain", "kollo-gauges")
    wish = re.findall(rf'name="answers" value="({ID})"', here.reads("moussa", subject))
    here.posts("moussa", subject + "/versions", summary="counted at ten gauges", answers=wish, product=product)
    here.posts("hassane", first + "/objections", person=here.person("hassane"), met="our gauges are in it now")
    here.posts("moussa", "/promises", text="give back a sheet to each gauge", side="producer", owner="moussa",
               due="2026-11-30")  # fmt: skip
    here.posts("aicha", subject + "/moves", action="open_feedback")
    here.posts("aicha", subject + "/moves", action="close_feedback")
    here.consent_passes("aicha", subject, *WHO, "moussa")
    page = told(here.reads("zeinabou", first))
    assert "we sow by a rain that fell elsewhere" in page
    assert "our gauges are in it now" in page


def hindsight_is_never_advice(here: Village, subject: str) -> None:
    """S is told as how seasons began; as advice for the day it is refused, at the release and in a note."""
    version = here.version(subject, "moussa")
    here.posts("aicha", f"/signing/{version}/agreement")
    here.signs("moussa", version, "science")
    here.signs("zeinabou", version, "meaning")
    refused = here.refused("aicha", f"/releases/{version}", checked="fr", advice="season_start")
    assert "this output looks at later days, and cannot be advice for today" in refused
    here.posts("aicha", f"/releases/{version}", checked="fr")
    note = {"product": version, "day": "2027-06-10", "gauge": "village 3", "place": "village 3", "language": "fr"}
    assert "looks at later days" in here.refused("moussa", "/messages/notes", **note, rule="season_start")
    for rule in ("first_rain", "second_rain"):
        here.posts("moussa", "/messages/notes", **{**note, "day": f"2027-06-1{len(rule) % 2}"}, rule=rule)
    assert len(here.of(Message)) == 2


def half_and_half(here: Village) -> None:
    """What the union decides, who sends the notes, and a script for those who do not read."""
    here.fills("hassane", "options", [
        {"practice": "half the field with the first rain, an early type", "decides": "men", "does": "both"},
        {"practice": "half the field with the second rain, Haini Kirei", "decides": "women", "does": "women"},
    ])  # fmt: skip
    version = next(one.fixed.hash for one in here.of(Subject) if one.kind == "product")
    here.posts("moussa", "/messages", product=version, way="meeting", language="fr")
    sheet = next(one for one in here.of(Message) if one.channel == "meeting")
    assert "le semis meurt 10 années sur 30" in sheet.text
    assert "il meurt 4 années sur 30" in sheet.text
    here.posts("hassane", "/messages", product=version, way="radio", other_language="dje",
               text="Hayni duma: jiiri 30 ra, hari jina 10 ra dumari ga bu; hinkanta 4 ra.")  # fmt: skip
    here.posts("zeinabou", f"/messages/{here.of(Message)[-1].id}", action="check")
    here.posts("moussa", f"/messages/{here.of(Message)[-1].id}", action="send")
    here.posts("moussa", "/promises", text="send a note for each rule from the gauges", side="producer", owner="moussa",
               due="2027-05-01", task="sms")  # fmt: skip
    here.posts("hassane", "/promises", text="read the ten gauges", side="user", owner="the keepers", due="2027-05-01",
               task="gauge")  # fmt: skip
    assert {one.side for one in here.of(Commitment)} == {"user", "producer"}


def _series(product: dict, name: str) -> list:
    answer = next((one for one in product["others"] if one["name"] == name), product)
    return answer["series"][0]["values"]
