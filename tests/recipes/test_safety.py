"""Nothing a recipe says can read a file, run code, hang, or hide what it says; each trick is refused in plain words."""

import sys

import pytest

from climserv.recipes.checking import examine
from climserv.recipes.loading import check_recipe, load_recipe, read_recipe
from climserv.recipes.operations import OPERATIONS
from climserv.vocabulary.problems import Refused

from .small import SMALL, told


def codes(text) -> list[str]:
    return [problem.code for problem in examine(text, "it.yaml")[1]]


def test_ten_megabytes_are_refused_and_not_read_whole(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(SMALL.encode() + b"# " + b"x" * 10_000_000)
    (problem,) = check_recipe(path)
    assert problem.code == "yaml.size"


@pytest.mark.parametrize(
    "nest", ["[" * 5000, "a: " + "{b: " * 5000, "- " * 5000, "\n".join(" " * n + "a:" for n in range(300))]
)
def test_deep_nesting_ends(nest):
    assert codes(nest)
    assert codes(SMALL + "tests: " + nest)


def test_an_alias_bomb_is_not_unfolded():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for here, before in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{here}: &{here} [{', '.join(['*' + before] * 9)}]\n"
    found = codes(bomb)
    assert set(found) >= {"yaml.alias", "yaml.anchor"}
    assert len(found) <= 52


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system [echo]", "!!python/name:os.system", "!!python/object/new:os.system [a]",
        "!!python/module:os", "!include /etc/passwd", "!!binary aGVsbG8=", "!!timestamp 2001-01-01",
    ],
)  # fmt: skip
def test_tags_are_words_of_refusal(tag):
    assert "yaml.tag" in codes(SMALL.replace("{en: Warm days}", f"{{en: {tag} }}"))


def test_a_doubled_key_and_a_second_document():
    assert "yaml.doubled" in codes(SMALL + "steps: []\n")
    assert "yaml.documents" in codes(SMALL + "---\n" + SMALL)


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "010", "0x1f", "1:30", "1_000", ".inf", "2001-01-01"])
def test_words_of_older_yaml_stay_words(word):
    recipe = read_recipe(SMALL.replace("A. Author", word), "it.yaml")
    assert recipe.authors == (word,)


def test_numbers_are_numbers():
    assert "authors, entry 1: this must be text. Got: 1000.0." in told(SMALL.replace("A. Author", "1e3"))[0]


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("Warm days", '"Warm\\0days"', "U+0000"),
        ("Warm days", '"Warm \\u202esyad\\u202c"', "U+202E"),
        ("A. Author", '"A\\u2066uthor"', "U+2066"),
        ("Air is not skin.", '"Air\\x1b[31m is not skin."', "U+001B"),
        ("None yet.", '"None\\ufeff yet."', "U+FEFF"),
    ],
)
def test_what_nobody_sees_is_refused(old, new, seen):
    (said,) = told(SMALL.replace(old, new))
    assert f"this text holds a character that nobody sees. Got: {seen}." in said


def test_joiners_of_words_are_left_alone():
    assert read_recipe(SMALL.replace("Warm days", "می\u200cخواهم"), "it.yaml").title["en"] == "می\u200cخواهم"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://example.org/x", "a/b", "C:\\x", "a\\nb", "%2e%2e",
     "${HOME}", "$(id)", "__import__('os')", "rain;rm", "a" * 70, "Ünder", ""],
)  # fmt: skip
def test_paths_and_addresses_are_no_names(name):
    quoted = f'"{name}"' if "\\" not in name else f"'{name}'"
    for text in (
        SMALL.replace("recipe: warm_days", f"recipe: {quoted}"),
        SMALL.replace("{tasmax: {variable: tasmax}}", f"{{{quoted}: {{variable: tasmax}}}}"),
        SMALL.replace("{variable: tasmax}", f"{{variable: {quoted}}}"),
        SMALL.replace("  - hot_days: {", f"  - hot_days: {{of: {quoted}, "),
        SMALL.replace("  - hot_days: {", f"  - {quoted}: {{"),
        SMALL + f"outputs: [{quoted}]\n",
    ):
        assert codes(text), text


def test_a_recipe_imports_and_opens_nothing(monkeypatch):
    """What looks like a module or a function in a recipe is a name of the table, or refused."""
    before = set(sys.modules)
    monkeypatch.setattr("builtins.open", lambda *a, **k: pytest.fail("a recipe opened a file"))
    for name in ("os.system", "climserv.running.worker", "xclim.indices.tx_days_above", "xclim.__class__", "xsdba.x",
                 "builtins.eval", "xclim.", "xclim.xclim.tg_mean", "test_safety"):  # fmt: skip
        assert "step.operation" in codes(SMALL.replace("  - hot_days: {", f"  - {name}: {{"))
    assert {name.partition(".")[0] for name in set(sys.modules) - before} <= {"climserv"}


def test_counts_are_bounded():
    step = '  - hot_days: {threshold: 30 degC, operator: ">", season: {from: 05-01, to: 09-30}}\n    as: h%d\n'
    many = SMALL.replace("  - ensemble:", "".join(step % number for number in range(60)) + "  - ensemble:")
    assert any("steps: these are too many. Got: 62. Allowed: up to 50." in said for said in told(many))
    inputs = ", ".join(f"i{number}: {{variable: pr}}" for number in range(30))
    assert any("inputs: these are too many" in said for said in told(SMALL.replace("{tasmax:", f"{{{inputs}, tasmax:")))
    moments = ", ".join(f"{number} day" for number in range(100))
    (said,) = told(SMALL.replace("at: [10 day]", f"at: [{moments}], answer_at: 3 day"))
    assert "at: this list is too long. Got: 100. Allowed: up to 60 entries." in said
    (said,) = told(SMALL.replace("Air is not skin.", "x" * 3000))
    assert "this text is too long" in said


def test_thousands_of_faults_are_told_in_a_page():
    text = SMALL + "".join(f"field_{number}: 1\n" for number in range(2500))
    found = examine(text, "it.yaml")[1]
    assert len(found) == 51
    assert found[-1].code == "recipe.many"


def test_a_file_that_is_none_is_told(tmp_path):
    for path in (tmp_path, tmp_path / "none.yaml", "\0", "x" * 5000):
        with pytest.raises(Refused):
            load_recipe(path)


def test_the_modeline_of_editors_is_a_comment():
    line = "# yaml-language-server: $schema=https://example.org/recipe.schema.json\n"
    assert read_recipe(line + SMALL, "it.yaml") == read_recipe(SMALL, "it.yaml")


def test_indicators_that_are_left_out_say_why():
    (said, *_) = told(SMALL.replace("  - hot_days: {", "  - xclim.snow_depth: {"))
    assert "this indicator of xclim cannot be asked for: it needs snd, which climserv does not know" in said
    assert "xclim.snow_depth" not in OPERATIONS
