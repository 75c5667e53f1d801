"""Lower Embu, when the rains come: a note of the day, held against what the gauge caught, and sent when released."""

from climserv.coproduction.looking_back.messages import Message

from .village import Village

GAUGE = {"kind": "rain_gauge", "place": "Gauge 3", "lat": "-0.62", "lon": "37.6", "dated": "reading",
         "consent_by": "Njeri", "consent_form": "spoken", "consent_witness": "Wanjiru",
         "consent_scope": "runs"}  # fmt: skip


def a_note_of_the_day(here: Village, subject: str) -> None:
    """By the rule that needs no later day; not before the gauge has caught enough, not before the answer is out."""
    version = here.version(subject, "otieno")
    here.later(days=55)
    note = {"product": version, "day": "2026-10-24", "gauge": "gauge 3", "language": "en"}
    for rule in ("agronomic_start", "farmers_loss"):
        refused = here.refused("otieno", "/messages/notes", **note, rule=rule)
        assert "looks at later days, and cannot speak of today" in refused
    gauge = here.posts("njeri", "//observations/new", **GAUGE)
    days = [f"2026-10-{day}" for day in range(16, 26)]
    here.posts("njeri", "/" + gauge, unit="mm", **{f"day.{n}": day for n, day in enumerate(days, 1)},
               **{f"value.{n}": str(mm) for n, mm in enumerate((0, 0, 0, 2, 0, 0, 0, 9, 4, 12), 1)})  # fmt: skip
    early = here.refused("njeri", "/messages/notes", **{**note, "day": "2026-10-23"}, rule="farmers_planting")
    assert "less rain has fallen there than the rule asks for" in early
    assert "13 mm" in early
    here.posts("njeri", "/messages/notes", **note, rule="farmers_planting")
    told_ = next(one for one in here.of(Message) if one.channel == "note")
    assert "by 24 October enough rain to plant has fallen (20 mm in 3 days, at gauge 3)" in told_.text
    assert "In past years like this, planting on this day failed in 3 of 17." in told_.text
    way = f"/messages/{told_.id}"
    here.posts("amina", way, action="check")
    assert "the answer is not released" in here.refused("otieno", way, action="send")
    here.hears_and_agrees(subject, "wanjiru", "njeri", *(f"grower {n}" for n in range(6)))
    here.posts("peter", f"/signing/{version}/agreement")
    here.signs("otieno", version, "science")
    here.signs("wanjiru", version, "meaning")
    here.posts("peter", f"/releases/{version}")
    here.posts("otieno", way, action="send")
    assert here.state.find(Message, told_.id).state == "sent"
