"""What the fields of a recipe file are made of: names, words by language, quantities; each objects in our own words."""

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ..vocabulary.problems import Problem, Refused, did_you_mean, some_names

# A value as YAML gives it; what it means is known from the step it reaches.
Raw = Any

LONGEST_TEXT = 2000  # characters; a limit or a question is a paragraph


def wrong(problem: Problem) -> PydanticCustomError:
    """Carry a problem's own words through pydantic; `checking` takes them out again."""
    return PydanticCustomError(problem.code, "{what}", {**problem.as_dict()})


def known_in(names: Collection[str], noun: str) -> AfterValidator:
    """A validator of names that stand in a table."""

    def known(name: str) -> str:
        if name in names:
            return name
        allowed = some_names(name, names)
        raise wrong(Problem("recipe.name", "", f"no such {noun}", name, allowed, did_you_mean(name, names)))

    return AfterValidator(known)


def read_with(read, **how) -> AfterValidator:
    """A validator that keeps the text and lets `read` object."""

    def readable(text: str) -> str:
        try:
            read(text, where="", **how)
        except Refused as refused:
            raise wrong(refused.problems[0]) from None
        return text

    return AfterValidator(readable)


def is_date(text: str) -> bool:
    """Whether a text looks like a day of a year, 2000-09-01; calendars differ, so any month may have 31 days."""
    found = re.fullmatch(r"\d{4}-(\d{2})-(\d{2})", text)
    return bool(found) and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31


def language_code(code: str) -> str:
    if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", code):
        return code
    raise wrong(Problem("recipe.language", "", "this is not a language code", code, "en, fr, sw, es"))


def _words(texts: dict[str, str]) -> dict[str, str]:
    for code, text in texts.items():
        language_code(code)
        if not text.strip():
            raise wrong(Problem("recipe.language", "", f"the text in {code} is empty"))
    if "en" not in texts:
        given = ", ".join(texts) or "none"
        raise wrong(Problem("recipe.language", "", "the language en is missing: it is what others fall back to", given))
    return texts


def _plain_name(name: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        return name
    raise wrong(
        Problem("recipe.id", "", "this cannot be a name", name, "small letters, digits and _, such as hot_days")
    )


Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Words = Annotated[dict[str, Annotated[str, Field(max_length=LONGEST_TEXT)]], AfterValidator(_words)]
Name = Annotated[str, AfterValidator(_plain_name)]


class Part(BaseModel):
    """Unknown fields are refused; nothing is changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
