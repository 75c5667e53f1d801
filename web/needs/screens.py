"""The questions of a need as a table, one screen each, in the order people talk: first what an answer cannot do
without, then what others need to confirm it, then what a group knows better together."""

from flask_babel import lazy_gettext as _l

from climserv.vocabulary.scales import HORIZONS, SPATIAL_SCALES, TIME_SCALES

from .choices import (
    CHANNELS,
    DAYS,
    GENDERS,
    LANGUAGES,
    MAY_TRAVEL,
    RECURS,
    REVERSIBLE,
    SIZES,
    SURE,
    TRUST,
    USED,
    VISIBILITY,
)
from .questions import Question, Screen

ROUNDS = {
    "draft": _l("Enough for a first answer"),
    "confirm": _l("So that others can say: yes, this is it"),
    "talk": _l("Worth talking over together"),
}
_ONE_A_LINE = _l("One on each line.")


def _labels(table) -> tuple:
    return tuple((code, entry.label) for code, entry in table.items())


_LEVELS = (
    ("threshold", _l("The least that is of use")),
    ("breakthrough", _l("Much better from")),
    ("goal", _l("No gain beyond")),
)


def _levels(path: str, label: str, help_: str, kind: str, options: tuple = ()) -> Question:
    columns = tuple(Question(f"{path}.{name}", kind, words, "", options) for name, words in _LEVELS)
    return Question(path, "levels", label, help_, columns=columns)


_DRAFT = (
    Screen("question", "draft", _l("What do you want to know?"), (
        Question("question", "words", _l("Your question, in your own words"),
                 _l("As you would ask a neighbour: “When can we plant maize safely?” "
                    "It becomes the title of the answer."), not_yet=True),
    )),
    Screen("decision", "draft", _l("What must you decide?"), (
        Question("decision.what", "line", _l("We must decide about"),
                 _l("For example: planting maize; buying seed; raising the roof."), not_yet=True),
    )),
    Screen("options", "draft", _l("What could you do?"), (
        Question("decision.options", "lines", _l("The ways to act"),
                 _l("One on each line, at least two. Doing nothing different is one."), not_yet=True),
    )),
    Screen("decides", "draft", _l("Who decides?"), (
        Question("who.decides", "lines", _l("Those who decide"),
                 _l("One on each line: household heads; the women’s group."), not_yet=True),
        Question("who.decides_gender", "pick", _l("Are these women or men?"), "", GENDERS, later=True),
    )),
    Screen("window", "draft", _l("When do you decide?"), (
        Question("decision.by.from", "month_day", _l("We decide between"), not_yet=True),
        Question("decision.by.to", "month_day", _l("and")),
        Question("decision.by.words", "line", _l("Or in words"), _l("For example: at the first rain."), later=True),
        Question("decision.by.recurs", "pick", _l("How often does this decision come?"), "", RECURS, later=True),
        Question("decision.by.year", "whole", _l("If only once: in which year?"), later=True),
    )),
    Screen("lead", "draft", _l("How long before must you know?"), (
        Question("decision.lead", "quantity", _l("We must know this long before"),
                 _l("Think of what must be ready first: seed, oxen, a loan, people."), DAYS, not_yet=True),
        Question("decision.deadline", "month_day", _l("Or: we need the answer by"),
                 _l("Only if it is another day than the one that follows from the dates above."), later=True),
    )),
    Screen("horizon", "draft", _l("Which years do you ask about?"), (
        Question("time.horizon", "pick", _l("We ask about"), "", _labels(HORIZONS), not_yet=True),
        Question("time.period_of_interest", "line", _l("Which years, if it is about given years?"),
                 _l("First and last, such as 2041-2070.")),
    )),
    Screen("scale", "draft", _l("In what steps of time do you think?"), (
        Question("time.scale", "pick", _l("We think in"), "", _labels(TIME_SCALES), not_yet=True),
        Question("time.period", "line", _l("Which part of the year?"), _l("For example: June; October to January."),
                 later=True),
    )),
    Screen("place", "draft", _l("Where is it about?"), (
        Question("space.place", "place", _l("The place"), not_yet=True),
        Question("space.geometry", "outline", _l("Its outline")),
        Question("space.also", "lines", _l("Other places that it is about too"), _ONE_A_LINE, later=True),
    )),
    Screen("size", "draft", _l("How small a place must one answer be for?"), (
        Question("space.scale", "pick", _l("The answer must be for"), "", _labels(SPATIAL_SCALES), not_yet=True),
    )),
    Screen("measure", "draft", _l("What makes a year good or bad?"), (
        Question("metric.words", "words", _l("In your own words"),
                 _l("For example: two good rains and no ten dry days after."), not_yet=True),
    )),
    Screen("counted", "draft", _l("What shall be counted?"), (
        Question("metric.is", "metric", _l("What shall be counted?"), not_yet=True),
    )),
    Screen("numbers", "draft", _l("From which numbers on does it hurt?"), (
        Question("metric.with", "settings", _l("The numbers")),
    )),
    Screen("languages", "draft", _l("In which languages shall the answer come?"), (
        Question("reach.languages", "checks", _l("The languages of the answer"), "", LANGUAGES, not_yet=True),
    )),
)  # fmt: skip

_CONFIRM = (
    Screen("wrong", "confirm", _l("How often may it go wrong?"), (
        Question("tolerance.in_vain", "odds", _l("We act, and it was for nothing"),
                 _l("In ten years, how many such years can you bear?"), not_yet=True),
        Question("tolerance.miss", "odds", _l("We do not act, and should have"),
                 _l("In ten years, how many such years can you bear?"), not_yet=True),
    )),
    Screen("source", "confirm", _l("Where do your numbers come from?"), (
        Question("metric.source", "text", _l("Where do these numbers come from?"),
                 _l("Yourselves, an agronomist, a book."), not_yet=True),
        Question("metric.sure", "pick", _l("How sure are you of them?"), "", SURE),
        Question("metric.confirmed_by", "line", _l("Who has said that these numbers are right?"),
                 _l("A role is enough: the chair, the extension officer."), not_yet=True),
    )),
    Screen("does", "confirm", _l("Who does the work?"), (
        Question("who.does", "lines", _l("Those who do the work"), _ONE_A_LINE, not_yet=True),
        Question("who.does_gender", "pick", _l("Are these women or men?"), "", GENDERS, later=True),
        Question("who.people", "whole", _l("How many people does it touch, about?")),
    )),
    Screen("channels", "confirm", _l("By which ways shall the answer reach you?"), (
        Question("reach.channels", "checks", _l("By which ways?"), "", CHANNELS, not_yet=True),
    )),
    Screen("inclusion", "confirm", _l("Who must not be left out?"), (
        Question("inclusion.groups", "lines", _l("Groups that must be heard and reached"), _ONE_A_LINE, not_yet=True),
        Question("inclusion.barriers", "lines", _l("What stands in their way?"), _ONE_A_LINE),
        Question("inclusion.meeting_times", "line", _l("When can they meet?"),
                 _l("For example: in the afternoon, not in sowing weeks.")),
    )),
    Screen("today", "confirm", _l("What do you use today?"), (
        Question("knowledge.existing_sources", "rows", _l("Where you hear about the weather and the seasons"),
                 _l("Signs of nature too."), not_yet=True, columns=(
                     Question("source", "line", _l("Source")),
                     Question("used", "choice", _l("Do you use it?"), "", USED),
                     Question("trusted", "choice", _l("How far do you trust it?"), "", TRUST),
                     Question("problem", "line", _l("What is wrong with it?")))),
    )),
    Screen("value", "confirm", _l("What would this tell you that they do not?"), (
        Question("knowledge.value_add", "text", _l("What it would add"), not_yet=True),
    )),
    Screen("baseline", "confirm", _l("How is it today?"), (
        Question("evidence.baseline", "rows", _l("Questions that can be asked again later"),
                 _l("Three to five questions, with today’s answers: "
                    "“In how many of the last ten years did you replant?” – “About three.”"),
                 not_yet=True, columns=(
                     Question("question", "line", _l("The question")),
                     Question("answer", "text", _l("Today’s answer")))),
    )),
    Screen("success", "confirm", _l("How will you know that it helped?"), (
        Question("evidence.success", "text", _l("We shall know it helped if …"), not_yet=True),
    )),
    Screen("whose", "confirm", _l("Who speaks here?"), (
        Question("origin.on_behalf_of", "line", _l("On whose behalf is this written?"),
                 _l("The group, if you write for others."), not_yet=True),
        Question("origin.recorded_by", "line", _l("Who wrote it down?")),
        Question("origin.owner", "line", _l("Whose record is it?")),
        Question("origin.sheet", "line", _l("The number of the sheet, if it came on paper"), later=True),
        Question("origin.session", "line", _l("The meeting it was said in"), later=True),
    )),
    Screen("seeing", "confirm", _l("Who may see it?"), (
        Question("origin.visibility", "pick", _l("Who may see this need?"),
                 _l("With it go its drafts and answers. Meteorologists and facilitators always see them. "
                    "Nothing chosen means: your group only. You can change this at any time."), VISIBILITY),
        Question("origin.consents", "lines", _l("What people have agreed to"),
                 _l("One on each line: our gauge readings may be used; no names."), later=True),
        Question("origin.labels", "lines", _l("Labels that must travel with it"), _ONE_A_LINE, later=True),
    )),
)  # fmt: skip

_TALK = (
    Screen("bad-years", "talk", _l("Which years were bad?"), (
        Question("bad_years", "rows", _l("The years people remember"),
                 _l("Ask different people apart: elders, women, young farmers. 1 is the worst year."), columns=(
                     Question("year", "line", _l("Year")),
                     Question("what", "line", _l("What happened")),
                     Question("by", "line", _l("Who remembers it")),
                     Question("rank", "whole", _l("How bad, 1 the worst")))),
        Question("bad_years_told_by", "line", _l("Who was asked?")),
    )),
    Screen("means", "talk", _l("What do you need to act, and when can you have it?"), (
        Question("who.means_to_act", "rows", _l("What it takes"), _l("Seed, cash, oxen, land, hands."), not_yet=True,
                 columns=(Question("what", "line", _l("What")), Question("when", "line", _l("When can you have it?")))),
    )),
    Screen("back", "talk", _l("Can you go back on it?"), (
        Question("decision.reversible", "pick", _l("Can it be undone?"), "", REVERSIBLE),
        Question("decision.reversibility", "text", _l("How, and what does that cost?"), not_yet=True),
    )),
    Screen("costs", "talk", _l("What does it cost, and what is lost without it?"), (
        Question("tolerance.cost_act", "line", _l("Acting costs"), _l("In your own money or bags; a range is fine."),
                 not_yet=True),
        Question("tolerance.loss_if_not", "line", _l("Not acting loses"), not_yet=True),
    )),
    Screen("contrasts", "talk", _l("What differs from one part of the place to another?"), (
        Question("space.contrasts", "lines", _l("Differences that people know"),
                 _l("For example: the hill side gets rain first. One on each line."), not_yet=True),
        Question("space.altitude", "line", _l("How high does it lie?"), _l("From and to, such as 900 to 1200 m.")),
        Question("space.lives_here", "text", _l("Who lives there?")),
    )),
    Screen("variants", "talk", _l("Do others here go by another rule?"), (
        Question("metric.variants", "rows", _l("Other rules in use"), "", not_yet=True, columns=(
            Question("words", "line", _l("The rule")), Question("whose", "line", _l("Whose rule is it?")))),
        Question("metric.impact", "text", _l("What happens beyond the threshold?"),
                 _l("Harvest, milk or seed that is lost, if anybody knows.")),
    )),
    Screen("signs", "talk", _l("What do people here know themselves?"), (
        Question("knowledge.local", "rows", _l("Signs and knowledge"),
                 _l("What stays within the group is shown to nobody outside it; without a label it stays."),
                 not_yet=True, columns=(
                     Question("what", "line", _l("The sign")),
                     Question("holder", "line", _l("Who holds it?")),
                     Question("label", "choice", _l("How may it travel?"), "", MAY_TRAVEL),
                     Question("reliability", "line", _l("How often is it right, as they see it?")))),
    )),
    Screen("reading", "talk", _l("Who reads, and on what?"), (
        Question("reach.literacy", "line", _l("How many read?"), not_yet=True),
        Question("reach.devices", "lines", _l("Which devices are there?"), _ONE_A_LINE, not_yet=True),
        Question("reach.format", "line", _l("In what form is it best?"),
                 _l("A picture table, a spoken minute, one page.")),
    )),
    Screen("levels", "talk", _l("How good must an answer be?"), (
        _levels("space.resolution", _l("How large a place may share one answer?"),
                _l("From one side to the other. Beyond it, places differ too much for you to share one answer."),
                "quantity", SIZES),
        _levels("levels.step", _l("In what steps of time?"), "", "choice", _labels(TIME_SCALES)),
        _levels("levels.lead", _l("How long before?"), "", "quantity", DAYS),
        _levels("levels.certainty", _l("How often must it be right?"), _l("Such as 7 in 10, or 70 %."), "line"),
        _levels("levels.timeliness", _l("How soon after it is made must it reach you?"), "", "quantity", DAYS),
    ), _l("Three levels each: beyond the first an answer is of no use, from the second it is much better, and beyond "
          "the third it helps no more. Leave out what you do not know.")),
    Screen("measures", "talk", _l("Which measures of your own do you use?"), (
        Question("measures", "rows", _l("Measures with their size"),
                 _l("Then you can write “2 fingers” wherever a number is asked: finger = 2 cm, debe = 20 litres."),
                 columns=(Question("name", "line", _l("Name")), Question("size", "line", _l("Its size")))),
    )),
    Screen("open", "talk", _l("What else do you not know yet?"), (
        Question("unknown", "lines", _l("Anything else that is open"),
                 _l("One on each line. Not knowing is an answer: it becomes a thing to talk about.")),
    )),
)  # fmt: skip

SCREENS: dict[str, Screen] = {screen.id: screen for screen in (*_DRAFT, *_CONFIRM, *_TALK)}


def all_questions() -> tuple[Question, ...]:
    """Every question of every screen, those side by side one by one."""
    return tuple(leaf for screen in SCREENS.values() for leaf in screen.leaves)


_SCREEN_OF = {leaf.path: screen.id for screen in SCREENS.values() for leaf in screen.leaves}


def screen_of(field: str) -> str:
    """The screen on which a field of the record is asked; "" when there is none."""
    fitting = [path for path in _SCREEN_OF if field == path or field.startswith(path + ".")]
    if fitting:
        return _SCREEN_OF[max(fitting, key=len)]
    return next((screen for path, screen in _SCREEN_OF.items() if field and path.startswith(field + ".")), "")
