"""What is wrong with a field, in the language of the page: by the code of the problem, else by the kind of the field.

The lower rooms say it in English, with every detail; that text stands on English pages.
"""

from flask_babel import lazy_gettext as _l

from climserv.vocabulary.problems import Problem

from .screens import all_questions

_CODES = {
    "quantity.form": _l("Write a number with its unit, such as 2 weeks or 20 mm."),
    "quantity.bare": _l("A number needs its unit, such as 2 weeks or 20 mm."),
    "number.form": _l("This is not a number. Write it as 2.5 or 1500."),
    "number.ambiguous": _l("This number can be read in two ways. Write it without a sign between thousands."),
    "measure.ambiguous": _l("This measure has several sizes. Say how large yours is, among your own measures."),
    "measure.taken": _l("This name means something else everywhere else. Give your own measure another name."),
    "unit.dimension": _l("This unit measures something else than what is asked for here."),
    "need.levels": _l("A better level asks for less than the one before it. Swap the two, or leave one out."),
    "need.deadline_late": _l("The answer is asked for after the decision is taken. Change one of the two."),
    "need.years_gone": _l("The years asked about are over before the decision is taken."),
    "need.year_unnamed": _l("This year is not among the bad years. Add it, with what happened in it."),
    "split.same": _l("Both parts say the same; change what differs in one of them."),
    "need.merge": _l("Choose at least one other need."),
    "sheet.number": _l("There is no such question on the form."),
}
_KINDS = {
    "quantity": _l("Write a number with its unit, such as 2 weeks or 20 mm."),
    "month_day": _l("Choose the day and the month."),
    "whole": _l("Write a whole number, such as 1200."),
    "odds": _l("Choose so many years in ten."),
    "checks": _l("Write a language by its short code, such as ha for Hausa."),
    "rows": _l("One of these rows cannot be read: a year has four digits, a measure a size with its unit."),
    "place": _l("This place cannot be read. Choose it from the list, or draw it."),
}


def in_other_words(problem: Problem) -> str:
    """What is wrong, in the language of the page; "" where only the English text can say it."""
    if problem.code in _CODES:
        return str(_CODES[problem.code])
    if problem.where.startswith("metric.with."):
        return str(_KINDS["quantity"])
    where = f"{problem.where}."
    kind = next((question.kind for question in all_questions() if where.startswith(f"{question.path}.")), "")
    return str(_KINDS.get(kind, ""))
