"""From first contact to review with a maize cooperative in lower Embu: when to plant, and which variety."""

import re

from climserv.config import shipped
from climserv.coproduction.dialogue.subjects import Subject, unexplained
from climserv.coproduction.looking_back.commitments import Commitment, kept_by_side
from climserv.coproduction.looking_back.messages import Message
from climserv.coproduction.looking_back.outcome_stories import OutcomeStory
from climserv.coproduction.looking_back.reviews import Review
from climserv.coproduction.people.working_agreements import agreement_in_force
from climserv.coproduction.sheets.games import figures
from climserv.coproduction.sheets.sheets import bad_years
from climserv.needs.loading import load_need, need_to_dict
from climserv.products.channels import minutes_aloud
from climserv.vocabulary.told_numbers import told_numbers

from . import seasons
from .notes import a_note_of_the_day
from .varieties import water_of_each_variety
from .village import ID, Village, told

TERMS = {"decision_rule": "by consent: we go on when nobody objects with a reason", "quorum_user": "8",
         "quorum_producer": "2", "reply_days": "14", "fallback": "one more session, then a majority on each side",
         "exit": "by saying so, at any time", "data_terms": "minutes in Kimbeere and Kiswahili"}  # fmt: skip
NEED = need_to_dict(load_need(shipped("sample_data") / "needs" / "embu-maize-planting.yaml"))
IN_KIMBEERE = """Thikĩrĩriai, andũ a Mbeere.
Mĩaka 21 kati ya 30 mbura yambĩrĩrie mbere ya 5 Novemba. Ti kĩranĩro."""
PROMISES = [
    ("read gauge 3 each morning", "user", "gauge"), ("read gauge 7 each morning", "user", "gauge"),
    ("tell the neighbours at the market", "user", "meeting"), ("check the words in Kimbeere", "user", "message_check"),
    ("hang up the posters", "user", "poster"), ("give the sowing dates", "user", ""),
    ("send the notes every ten days", "producer", "sms"), ("read the script on the radio", "producer", "radio"),
    ("answer questions in 14 days", "producer", ""), ("give back a sheet to each gauge", "producer", ""),
    ("come to the review", "producer", "meeting"),
]  # fmt: skip
RULES = {
    "A": ("two good rains that wet the soil to the elbow, and no ten dry days after",
          "20 mm or more in 3 days from 1 October, wet day 1 mm, no dry spell of 10 days in the next 20", "yes"),
    "A'": ("two good rains that wet the soil to the elbow", "20 mm or more in 3 days from 1 October", "no"),
    "C": ("plant dry, before the rain", "plant on 1 October, whatever has fallen", "no"),
}  # fmt: skip
ELDERS = {1992: "few cobs", 1997: "floods", 2000: "failed", 2005: "failed", 2009: "failed", 2016: "failed"}
WOMEN = {1997: "rotted at drying", 1998: "late", 2005: "failed", 2009: "no milk", 2011: "hunger", 2016: "failed"}


def test_maize_in_lower_embu_from_first_contact_to_review(village):
    first_contact(village)
    common_ground(village)
    needs = two_needs(village)
    rules = rules_and_bad_years(village)
    match_becomes_an_agenda(village, *needs)
    product = first_draft(village, needs[1], rules)
    second_version(village, product, needs[1])
    consent(village, product, rules)
    version = signed_and_released(village, product)
    messages(village, version)
    service_with_notes(village)
    review(village)


def first_contact(here: Village) -> None:
    """Row 0: a need from the cooperative; the actor map shows who is missing; how the two sides decide."""
    here.comes("otieno", "County met service", "meteorologist")
    here.comes("amina", "County met service", "meteorologist")
    here.comes("peter", "NGO", "facilitator")
    for who in ("wanjiru", "njeri"):
        here.comes(who, "Cooperative")
    need = here.takes_in("wanjiru", {**NEED, "who": {**NEED["who"], "decides": ["Cooperative", "the agrovet"]}})
    here.opens("otieno", "When do we plant, and which variety?", area="Mbeere South")
    here.seats("otieno", "bridge", "facilitator", "peter")
    here.seats("otieno", "user", "participant", "wanjiru", "njeri")
    here.seats("otieno", "producer", "participant", "amina")
    here.posts("otieno", "/table", need=need)
    for name, kind, side in (("Cooperative", "farmer group", "user"), ("County met service", "met service", "producer"),
                             ("FM radio", "media", "bridge")):  # fmt: skip
        here.posts("peter", "/parties", name=name, kind=kind, side=side)
    assert "the agrovet" in told(here.reads("peter", "/people"))
    here.posts("peter", "/parties", name="Agrovet", kind="other", side="user", wants="to know what seed to stock")
    assert "the agrovet" not in told(here.reads("peter", "/people"))
    here.agrees_how("otieno", "wanjiru", "peter", **TERMS)
    here.consents("peter", "njeri", "her gauge and her sowing dates", "producer", witness="wanjiru")
    held = agreement_in_force(here.state)
    assert (held.latest.number, held.terms["quorum"], held.terms["reply_days"]) == (1, {"user": 8, "producer": 2}, 14)


def common_ground(here: Village) -> None:
    """Row 1: the game, what is known how long before, and what words mean to whom."""
    here.later(days=7)
    meeting = here.meets("peter", type="common_ground", day="2026-07-08", hour="10:00", hours="4", place="Siakago hall")
    here.joins(meeting, "agrovet", group="Agrovet")
    for n in range(20):
        here.joins(meeting, f"grower {n}", group="women's group" if n % 2 else "cooperative")
    here.joins(meeting, "kamau", "producer")
    here.posts("peter", meeting + "/people", person=here.person("wanjiru"), action="arrive")
    here.posts("peter", "/game", action="start")
    game = re.search(rf'name="game" value="({ID})"', here.reads("peter", "/game"))[1]
    here.posts("peter", "/game", game=game, action="draw", forecast="1", regional="4")
    here.posts("grower 1", "/game", game=game, action="choose", prepare="yes")
    here.posts("grower 2", "/game", game=game, action="choose", prepare="no")
    here.posts("peter", "/game", game=game, action="settle", local="6")
    page = told(here.reads("grower 1", "/game"))
    assert (figures().flood, figures().value) == (figures().flood.__class__(1, 6), figures().value)
    assert "Grower 2" in page
    here.fills("grower 1", "timeline", [
        {"source": "a tree flowers and the wind turns", "whose": "local", "first": "28", "last": "14", "sure": "often"},
        {"source": "radio forecast", "whose": "scientific", "first": "5", "last": "1", "sure": "sometimes"},
        {"source": "county seasonal outlook", "whose": "scientific", "first": "90", "last": "30", "sure": "not_heard"},
    ])  # fmt: skip
    here.fills("amina", "glossary", [{"term": "normal rain", "users": "enough for maize",
                                      "producers": "the middle third of 30 years"}])  # fmt: skip
    page = told(here.reads("grower 3", "/sheets/glossary"))
    assert "enough for maize" in page
    assert "the middle third of 30 years" in page
    assert "not heard of" in told(here.reads("grower 3", "/sheets/timeline"))
    here.posts("peter", meeting + "/moves", action="close")


def two_needs(here: Village) -> tuple[str, str]:
    """Row 2: one need holds two decisions; both say where they come from, and each is read aloud and confirmed."""
    need = next(one.latest.content["ref"] for one in here.of(Subject))
    here.fills("wanjiru", "calendar", [
        {"what": "seed is bought", "kind": "decision", "from": "08-15", "to": "09-10", "who": "both"},
        {"what": "planting", "kind": "work", "from": "10-01", "to": "11-30", "who": "both", "busy": "yes"},
    ])  # fmt: skip
    first = here.posts("wanjiru", f"//needs/{need}/split", reason="seed is bought weeks before it is sown", **{
        "written_in": "en", "one.question": "Which maize ripens within the rains?", "two.question":
        "When can we plant maize safely?", "one.decision.what": "buy seed", "two.decision.what": "plant maize",
        "one.who.decides": "Cooperative\nthe agrovet", "two.who.decides": "Cooperative",
        "two.decision.lead.number": "14",
        "two.decision.lead.unit": "day"}).rsplit("/", 1)[1]  # fmt: skip
    page = here.reads("wanjiru", f"//needs/{need}")
    second = next(one for one in re.findall(r'href="/needs/([a-z0-9-]+)"', page) if one not in (need, first))
    here.changes_need("wanjiru", first, **{
        "decision.by.from.day": "15", "decision.by.from.month": "08", "decision.by.to.day": "10",
        "decision.by.to.month": "09", "metric.is": "season_length"})  # fmt: skip
    for one in (first, second):
        page = told(here.reads("njeri", f"//needs/{one}"))
        assert "When can we plant maize safely?" in page
        version = re.search(r'name="version" value="(\d+)"', here.reads("njeri", f"//needs/{one}/read"))[1]
        here.posts("njeri", f"//needs/{one}/read", version=version, who="self")
        here.posts("wanjiru", "/table", need=one)
    assert "2 years in 10" in told(here.reads("njeri", f"//needs/{second}/read"))
    return first, second


def rules_and_bad_years(here: Village) -> dict[str, str]:
    """Row 2: three rules side by side, and the bad years of elders and women, asked apart."""
    rules = {name: here.posts("wanjiru", "/table/rules", title=f"Rule {name}", words=words, formal=formal,
                              looks_ahead=ahead, source="ours, talked over with the extension officer")
             for name, (words, formal, ahead) in RULES.items()}  # fmt: skip
    assert "never advice" in told(here.reads("njeri", rules["A"]))
    assert "can be used on the day itself" in told(here.reads("njeri", rules["A'"]))
    for by, years in (("elders", ELDERS), ("women", WOMEN)):
        rows = [{"year": str(year), "what": what} for year, what in years.items()]
        here.fills("wanjiru", "bad_years", rows, {"by": by})
    common = [year for year, by in bad_years(here.state).items() if by == ["elders", "women"]]
    assert common == [1997, 2005, 2009, 2016]
    return rules


def match_becomes_an_agenda(here: Village, first: str, second: str) -> None:
    """Row 3: what fits is told on three axes; what does not is what the session talks about."""
    for name, (lat, lon) in {"plain": (-0.62, 37.6)}.items():
        path = seasons.write_gauges(here.folder / f"{name}.csv", {"valley": (lat, lon, seasons.valley())})
        here.brings_data(f"mbeere-{name}", path)
    places = {"valley": (-0.62, 37.6, seasons.valley()), "hill": (-0.5, 37.5, seasons.hill())}
    here.brings_data("mbeere-bands", seasons.write_gauges(here.folder / "bands.csv", places))
    page = told(here.reads("wanjiru", f"//needs/{first}/match"))
    assert "The answer is given by seasons, as asked." in page
    assert "You know of contrasts that a mean over 5.6 km hides" in page
    page = told(here.reads("wanjiru", f"//needs/{second}/match"))
    assert "gives the odds from past years ( 1991-2020 ), not the date of this year" in page
    assert "Bring it to a session" in page


def first_draft(here: Village, need: str, rules: dict[str, str]) -> str:
    """Row 4: the first version lies on the table, made from the rule of the group; three remarks of three people."""
    here.later(days=30)
    product = here.makes("wanjiru", need, "rainy_season_onset", "mbeere-plain")
    rule = rules["A"].rsplit("/", 1)[1]
    subject = here.posts("otieno", "/table/products", product=product, made_from=rule, title="When do the rains start?")
    page = told(here.reads("wanjiru", subject))
    assert "21 of 30 years" in page
    return subject


def second_version(here: Village, subject: str, need: str) -> None:
    """Row 4: two remarks become insights and a second version; a third becomes a need of its own."""
    here.posts("peter", subject + "/moves", action="open_feedback")
    bands = here.remarks("wanjiru", subject, "valley and hill should not be one line")
    water = here.remarks("njeri", subject, "your water need is one number for all")
    drying = here.remarks("njeri", subject, "rain at drying in January and February costs us more")
    earlier = "the hill gets the rains a week before the valley"
    here.posts("wanjiru", subject + "/requests", cites=bands, insight=earlier, text="tell two altitude bands apart")
    wishes = re.findall(rf'name="answers" value="({ID})"', here.reads("otieno", subject))
    two = here.makes("wanjiru", need, "rainy_season_onset", "mbeere-bands")
    here.posts("otieno", subject + "/versions", summary="two altitude bands", answers=wishes, product=two)
    page = told(here.reads("njeri", subject))
    for words in ("Version 2", "tell two altitude bands apart", "Asked for by Wanjiru"):
        assert words in page
    assert unexplained(here.subject(subject)) == []
    assert "hill: in 24 of 30 years" in told(here.reads("wanjiru", f"//products/{two}"))
    record = {**NEED, "need": "embu-drying", "question": {"en": "How often does rain spoil the maize at drying?"},
              "metric": {"words": {"en": "rain while the cobs dry"}, "is": "drying_days", "sure": "no"}}  # fmt: skip
    there = here.posts("njeri", "/table", need=here.takes_in("njeri", record))
    assert there.endswith("#table")
    second = next(one.id for one in here.of(Subject) if "drying" in one.title)
    here.posts("amina", f"{subject}/remarks/{drying}", **{"action": "use", "in": second})
    assert "How often does rain spoil" in told(here.reads("njeri", f"/where/{drying}"))
    water_of_each_variety(here, subject, water, NEED)


def consent(here: Village, subject: str, rules: dict[str, str]) -> None:
    """Row 5: hidden until both sides have answered; amended; consent with one reservation, printed for ever."""
    users = ["wanjiru", "njeri", *(f"grower {n}" for n in range(16))]
    here.later(days=8)
    meeting = here.meets("peter", type="free", day="2026-08-20", hour="14:00", hours="3", place="Siakago hall")
    for who in (*users, "otieno", "amina"):
        here.posts(who, meeting + "/here")
    check = here.asks("peter", subject, kind="sense_check", question="How does it feel?")
    for n, who in enumerate(users):
        value = "good" if n < 13 else "not_sure" if n < 17 else "concerned"
        words = {"words": "dry planting is missing; poor families plant dry"} if value == "concerned" else {}
        here.answers(check, value, who, **words)
    assert "dry planting is missing" not in here.reads("wanjiru", check)
    assert "has not answered yet" in here.refused("peter", check + "/moves", action="reveal")
    here.answers(check, "good", "otieno", "amina")
    here.posts("peter", check + "/moves", action="reveal")
    page = told(here.reads("wanjiru", check))
    assert re.search(r"those who decide it feels right \d+ 13 not sure \d+ 4 worried \d+ 1 ", page)
    assert "dry planting is missing; poor families plant dry" in page
    here.posts("peter", check + "/moves", action="close")
    dry = here.remarks("grower 15", subject, "dry planting is missing; poor families plant dry")
    here.posts("grower 15", subject + "/requests", cites=dry, insight="the poorest plant dry and are not told of",
               text="compare three strategies")  # fmt: skip
    here.fills("amina", "options", [
        {"practice": "plant dry on 1 October", "risks": "elsewhere (Trans Nzoia, Uasin Gishu) 9.9 of 100 false starts"},
        {"practice": "plant after the first good rain", "risks": "elsewhere 1.5 of 100 false starts"},
        {"practice": "wait for the second rain", "risks": "the season may be too short"},
    ])  # fmt: skip
    for rule in rules.values():
        here.hears_and_agrees(rule, *users[:8])
    made_from = [one.rsplit("/", 1)[1] for one in rules.values()]
    wish = re.findall(rf'name="answers" value="({ID})"', here.reads("otieno", subject))[-1]
    product = here.subject(subject).latest.content["ref"]
    here.posts("otieno", subject + "/versions", summary="three strategies side by side", answers=wish, product=product,
               made_from=made_from)  # fmt: skip
    here.posts("peter", subject + "/moves", action="open_feedback")
    here.posts("peter", subject + "/moves", action="close_feedback")
    last = here.asks("peter", subject)
    here.answers(last, "consent", *users[:-1], "otieno", "amina")
    here.answers(last, "reservation", users[-1], words="does not know our soils")
    here.posts("peter", last + "/moves", action="reveal")
    here.posts("peter", last + "/moves", action="pass")
    here.posts("peter", subject + "/moves", action="agree")
    page = told(here.reads("otieno", last))
    assert "agree with a reservation “does not know our soils” Grower 15, those who decide" in page
    here.posts("peter", meeting + "/moves", action="close")


def signed_and_released(here: Village, subject: str) -> str:
    """Row 6: refused with all that is missing; signed by two people of two sides; open to everybody."""
    here.later(days=16)
    version = here.version(subject, "otieno")
    missing = here.refused("peter", f"/releases/{version}")
    for words in ("sign-off of science is missing", "sign-off of meaning is missing", "checked by a person: sw"):
        assert words in missing
    here.posts("peter", f"/signing/{version}/agreement")
    page = here.reads("wanjiru", f"/signing/{version}")
    question = re.search(r'value="science"><input type="hidden" name="question" value="([^"]+)"', page)
    assert question is None
    here.signs("otieno", version, "science")
    here.signs("wanjiru", version, "meaning")
    return version


def messages(here: Village, version: str) -> None:
    """Row 6: five people say it back, one hears a promise; other words; every way out has the numbers of the answer."""
    here.posts("otieno", "/messages", product=version, way="radio", language="en")
    radio = here.of(Message)[0]
    assert minutes_aloud(radio.text) <= 1
    way, to = f"/messages/{radio.id}", {"to": radio.tips[0], "asked": "5"}
    here.posts("wanjiru", way, action="read_back", understood="4", heard="that the rains come by 5 November", **to)
    assert "Others heard: “that the rains come by 5 November”" in told(here.reads("otieno", "/messages"))
    words = radio.text.replace("This is no promise for this year.", "Nobody promises it for this year.")
    other = {"action": "edit", "text": words + "It holds for 99.", "reason": "one heard a promise"}
    assert "the answer does not have these numbers" in here.refused("otieno", way, **other)
    here.posts("otieno", way, action="edit", text=words, reason="one heard a promise")
    radio = here.of(Message)[0]
    here.posts("wanjiru", way, action="read_back", understood="5", to=radio.tips[0], asked="5")
    here.posts("otieno", "/messages", product=version, way="sms", language="sw")
    here.posts("otieno", "/messages", product=version, way="poster", language="en")
    here.posts("otieno", "/messages", product=version, way="meeting", language="sw")
    here.posts("wanjiru", "/messages", product=version, way="radio", other_language="ebu", text=IN_KIMBEERE)
    assert "who wrote it does not check it" in here.refused("otieno", way, action="check")
    for one in here.of(Message):
        here.posts("amina" if one.language != "ebu" else "njeri", f"/messages/{one.id}", action="check")
    assert "the answer is not released" in here.refused("otieno", way, action="send")
    here.posts("peter", f"/releases/{version}", checked="sw")
    for one in here.of(Message):
        here.posts("otieno", f"/messages/{one.id}", action="send")
        plain = here.reads("njeri", f"/messages/{one.id}.txt")
        page = here.reads("njeri", f"/messages/{one.id}.html")
        assert told_numbers(plain) == told_numbers(re.sub(r"<head>.*?</head>|<[^>]+>", " ", page, flags=re.DOTALL))
        assert {"21", "30"} <= set(told_numbers(plain))
        assert one.channel != "sms" or len(plain.strip()) <= 160


def service_with_notes(here: Village) -> None:
    """Row 7: who does what from now on, on both sides; and notes of the day by a rule that needs no later day."""
    for action in ("form", "activate"):
        here.posts("otieno", "/moves", action=action)
    assert "owner is empty" in here.refused("otieno", "/moves", action="serve")
    here.posts("otieno", "/moves", action="serve", owner="county met service", hand_over="to the ward, in 2029")
    for n, (text, side, task) in enumerate(PROMISES):
        here.posts("wanjiru", "/promises", text=text, side=side, owner=side, due=f"2026-1{n % 3}-15", task=task)
    page = told(here.reads("njeri", "/promises"))
    assert "consultation" not in page
    assert "reading a gauge" in page
    record = {**NEED, "need": "embu-enough", "question": {"en": "Has enough rain fallen to plant?"},
              "metric": {"words": {"en": "two good rains"}, "is": "rainy_season_onset_on_the_day", "sure": "yes"},
              "reach": {"languages": ["en"]}}  # fmt: skip
    need = here.takes_in("wanjiru", record)
    here.posts("njeri", f"//needs/{need}/read", version="1", who="self")
    here.posts("wanjiru", "/table", need=need)
    first = here.makes("wanjiru", need, "farmers_rule_and_agronomic_rule", "mbeere-plain")
    subject = here.posts("otieno", "/table/products", product=first)
    here.posts("otieno", subject + "/versions", summary="our own numbers", farmers_amount="20", farmers_window="3",
               loss_spell="10", search_start="10-01", search_end="12-15", dry_spell="10", look_ahead="20")  # fmt: skip
    here.works()
    a_note_of_the_day(here, subject)


def review(here: Village) -> None:
    """Row 8: what was kept, what happened, what changed, and who confirms it."""
    here.later(days=20)
    for n, one in enumerate(here.of(Commitment)):
        if n not in (2, 9):
            here.posts("peter", f"/promises/{one.id}", action="keep", asked="5", understood="4")
    here.later(days=70)
    kept = kept_by_side(here.state, here.now)
    assert (sum(done for done, _ in kept.values()), sum(due for _, due in kept.values())) == (9, 11)
    page = told(here.reads("njeri", "/promises"))
    assert "late" in page
    here.fills("njeri", "trigger", [{"signal": "7 in 10 by 5 November: 14 members with gauge and sowing date",
                                     "worthy": "10", "in_vain": "1", "missed": "1", "quiet": "2", "chosen": "yes"}],
               {"danger": "sowing in vain"})  # fmt: skip
    here.posts("peter", "/review", action="open", season="before", why="nobody had asked before")
    here.posts("peter", "/review", action="close", review=here.of(Review)[0].id)
    here.posts("peter", "/review", action="open", season="2026 October rains", baseline=here.of(Review)[0].id)
    now = here.of(Review)[1].id
    for n, who in enumerate(["wanjiru", "njeri", *(f"grower {n}" for n in range(6))]):
        here.posts(who, "/review", action="answer", review=now, in_time="yes", understood="yes" if n else "partly",
                   did="planted an early variety later" if n % 2 else "kept my date", without="planted at first rain",
                   happened="the rains came on 24 October", promises="partly", onward="go_on")  # fmt: skip
    for who in ("otieno", "amina"):
        here.posts(who, "/review", action="answer", review=now, learned="bands matter", onward="go_on")
    slips = {f"slips.fair.{side}.{answer}": str(n) for side, answer, n in (("user", "yes", 6), ("user", "no", 1))}
    here.posts("peter", "/review", action="count", review=now, **slips)
    page = told(here.reads("njeri", "/review"))
    assert "planted an early variety later" in page
    assert "bands matter" in page
    here.posts("wanjiru", "/report/stories", action="tell", change="40 families sow an early variety", matters="less "
               "hunger in March", helped="they heard the odds before seed was bought")  # fmt: skip
    story = here.of(OutcomeStory)[0].id
    told_by_self = {"action": "confirm", "story": story, "reason": "I have seen it"}
    assert "who tells a story cannot confirm it" in here.refused("wanjiru", "/report/stories", **told_by_self)
    here.posts("agrovet", "/report/stories", action="confirm", story=story, reason="I sold 40 bags of it, 12 before")
    page = told(here.reads("peter", "/report"))
    assert "Promises kept, of those due" in page
    assert "5 of 6" in page
    assert "I sold 40 bags of it, 12 before" in page
    assert here.reads("peter", "/log").count("<li") > 200
