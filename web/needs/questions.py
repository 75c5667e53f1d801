"""A question of the need form, a screen of questions, and what stands in their fields.

A field's name is its path in the need record (`decision.lead`), so that a problem found there finds its field.
"""

from dataclasses import dataclass, field, replace

from climserv.vocabulary.problems import Problem

NOT_YET = "not_yet"
WRITTEN_IN = "written_in"


@dataclass(frozen=True)
class Question:
    """One question.

    kind      line, text, lines, words (text in the language written in), choice (a list), pick (buttons), checks,
              month_day, quantity, odds, whole, plain_number, place, outline (of the place, in its field), metric,
              settings (the numbers of the metric), rows (several things, each with `columns`), levels (three
              questions side by side, in `columns`)
    options   (value, label) pairs of choice, pick, checks and the units of a quantity
    not_yet   whether "we don't know yet" is offered
    later     whether it is folded away: worth saying, and not needed to begin
    columns   of rows: questions whose path is the name in the row; of levels: questions with their whole path
    """

    path: str
    kind: str
    label: str
    help: str = ""
    options: tuple = ()
    not_yet: bool = False
    later: bool = False
    columns: tuple["Question", ...] = ()

    @property
    def leaves(self) -> tuple["Question", ...]:
        """The questions that are read and written one by one."""
        return self.columns if self.kind == "levels" else (self,)

    @property
    def without_not_yet(self) -> "Question":
        """The same question where only a value makes sense."""
        return replace(self, not_yet=False)


@dataclass(frozen=True)
class Screen:
    """One question to the group, with its few fields.

    round   what it is asked for: "draft", "confirm" or "talk"; see `screens.ROUNDS`
    """

    id: str
    round: str
    heading: str
    questions: tuple[Question, ...]
    help: str = ""

    @property
    def first(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.later)

    @property
    def later(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.later)

    @property
    def leaves(self) -> tuple[Question, ...]:
        return tuple(leaf for question in self.questions for leaf in question.leaves)


@dataclass(frozen=True)
class Values:
    """What stands in the fields: as typed after a faulty post, as saved otherwise; `problems` of what was drawn."""

    given: dict[str, str] = field(default_factory=dict)
    many: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def one(self, name: str) -> str:
        return self.given.get(name, "")

    def has(self, name: str, value: str) -> bool:
        return value in self.many.get(name, ())
