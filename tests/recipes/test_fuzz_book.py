"""The book's own recipes, bent in every way: each is read or refused in words, and nothing is run or hangs."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climserv.config import shipped
from climserv.recipes.checking import examine
from climserv.recipes.filling import fill
from climserv.recipes.writing.completing import complete
from climserv.recipes.writing.flow import flow
from climserv.vocabulary.yaml_text import read_yaml, write_yaml

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(shipped("recipes").glob("*.yaml"))]
RECORDS = [read_yaml(text, "book").value for text in TEXTS]
# Words that mean something somewhere, put where they do not.
WORDS = st.sampled_from(
    ["rain", "$amount", "$", "$$", "onset", "xclim.tg_mean", "xsdba.MBCn", "ensemble", "20 mm", "-1e400 K", "nan day",
     "10-01", "02-30", "> ", ">=", "by", "happened", "2000-13-45", "0*999999 x", "pr", "en", "point", "hour", "true",
     "", " ", "day", "1 day day", "%s{0}", "{threshold}", "__class__", "../x", "\u202e", "a\x00b", "é" * 100]
)  # fmt: skip
VALUES = st.recursive(
    WORDS
    | st.none()
    | st.booleans()
    | st.integers(-(10**19), 10**19)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
SIGNS = ["", "\n", ":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "|\n", '"', "'", "#", "\t", "%", "@", "? ",
         "---\n", "...\n", "<<: ", "\r", "\u2028"]  # fmt: skip
UNHURRIED = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def paths(value, path=()):
    """Every place of a record."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from paths(one, (*path, key))


def bent(data) -> object:
    """One recipe of the book with a few places changed, taken away, doubled, renamed or swapped."""
    record = copy.deepcopy(data.draw(st.sampled_from(RECORDS)))
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from([one for one in paths(record) if one]))
        holder = record
        for part in path[:-1]:
            holder = holder[part]
        match data.draw(st.sampled_from(["change", "take", "double", "rename", "move"])):
            case "change":
                holder[path[-1]] = data.draw(VALUES)
            case "take":
                del holder[path[-1]]
            case "double" if isinstance(holder, list):
                holder.insert(0, copy.deepcopy(holder[path[-1]]))
            case "rename" if isinstance(holder, dict):
                holder[data.draw(WORDS)] = holder.pop(path[-1])
            case _:
                other = data.draw(st.sampled_from(RECORDS))
                key = data.draw(st.sampled_from(sorted(other)))
                record[key] = copy.deepcopy(other[key])
        if not record:
            break
    return record


def judged(text: str) -> None:
    """It is sound, and then can be filled and drawn; or it is refused, each problem with its place and its words."""
    recipe, problems = examine(text, "it.yaml")
    for problem in problems:
        assert problem.where.startswith("it.yaml")
        assert problem.what
        assert str(problem).isprintable()
        assert len(str(problem)) < 6000
    assert recipe is not None or problems
    if not problems:
        assert len(fill(recipe).sha256) == 64
        flow(recipe)


@UNHURRIED
@given(data=st.data())
def test_a_bent_recipe_is_read_or_refused(data):
    judged(write_yaml(bent(data)))


@UNHURRIED
@given(data=st.data())
def test_a_torn_text_is_read_or_refused_and_completed(data):
    """Texts cut, joined and sprinkled with signs that YAML knows."""
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        sign = data.draw(st.sampled_from(SIGNS))
        text = text[:at] + sign + text[at + data.draw(st.integers(0, 40)) :]
    judged(text)
    complete(text, text.count("\n", 0, at) + 1, data.draw(st.integers(0, 60)))


@UNHURRIED
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    recipe, problems = examine(raw, "it.yaml")
    assert recipe is None
    assert problems
