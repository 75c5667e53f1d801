"""What the worker finds in files is kept as sentences with values, and said in the language of the reader."""

import ast
import json
import re
from pathlib import Path

import pytest

import climserv
from climserv.data.checking import check_files
from climserv.running.jobs.jobs import Kind
from climserv.vocabulary.finding_texts import SENTENCES
from climserv.vocabulary.sentences import note, phrase, said_in, told
from tests.data.broken_files import BROKEN
from web.catalogue.door_words import DOOR_WORDS
from web.catalogue.findings import shown
from web.observations.words import _WHAT as READING_WORDS
from web.translating import read_translation

ROOT = Path(climserv.__file__).parent
# Asked for by a person at a computation, never met by who brings a file: places, and the shipped demonstration.
ELSEWHERE = ("area.",)
# Notes that only the reader of the file can word; they are shown in English, and marked as English.
PLAIN_NOTES = {"file.note", "set.holds"}
# Asked as a question with both values beside, not told as a fault; and where the form itself went wrong.
QUESTIONS = {"readings.there", "readings.unusual", "readings.source"}


def calls(*places: str) -> dict[str, set[str]]:
    """The first arguments of all `Problem(...)`, `told(...)` and `note(...)` in some modules."""
    found: dict[str, set[str]] = {"Problem": set(), "told": set(), "note": set()}
    files = [file for place in places for file in ((ROOT / place).rglob("*.py") if (ROOT / place).is_dir()
                                                   else [ROOT / place])]  # fmt: skip
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in found and node.args:
                found[node.func.id] |= set(names_of(node.args[0]))
    return found


def names_of(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.Constant):
        return [argument.value]
    # f"time.{adverb}", f"left_out.{step}": the part that is fixed, for which there must be some.
    assert isinstance(argument, ast.JoinedStr), ast.unparse(argument)
    return [f"{argument.values[0].value}*"]


def has(name: str, known) -> bool:
    return any(one.startswith(name[:-1]) for one in known) if name.endswith("*") else name in known


def test_every_code_that_a_file_can_meet_has_its_words():
    found = calls("data", "uploads.py")
    notes = {f"file.note:{name}" for name in found["note"]}
    assert [name for name in found["told"] | notes if not has(name, SENTENCES)] == []
    known = DOOR_WORDS.keys() | SENTENCES.keys() | READING_WORDS.keys() | PLAIN_NOTES
    wordless = {name for name in found["Problem"] if not has(name, known) and not name.startswith(ELSEWHERE)}
    assert wordless == set(), "write these in web/catalogue/door_words.py, and their French"
    used = {name.partition(":")[0] for name in found["told"] | notes}
    assert {name.partition(":")[0] for name in SENTENCES} == used, "a sentence that nothing tells"


def test_every_code_of_the_readings_has_its_words():
    found = calls("data/gauges", "storage/observations.py")["Problem"]
    asked = {name for name in found if name.startswith(("reading.", "readings.", "sheet.", "series."))}
    assert asked - READING_WORDS.keys() - QUESTIONS == {"series.unknown"}, "that one is a page of its own"


def test_every_sentence_has_its_french():
    french = {message.id: message.string for message in read_translation("fr") if message.id}
    said = [text for sentence in SENTENCES.values() for text in sentence] + [str(one) for one in DOOR_WORDS.values()]
    wordy = [text for text in said if re.search("[a-z]", re.sub(r"%\(\w+\)s", "", text))]
    assert [text for text in wordy if not french.get(text)] == []


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_found_in_broken_files_is_told_in_french(app, tmp_path, broken):
    paths = broken(tmp_path)
    kept = [finding.as_dict() for found in check_files(paths).values() for finding in found]
    kept = json.loads(json.dumps(kept))  # As the worker keeps it.
    with app.test_request_context():
        english = [shown(one) for one in kept]
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        french = [shown(one) for one in kept]
    for one, there, here in zip(kept, english, french, strict=True):
        assert (there.what, there.got) == (one["what"], one["got"]), "English is said as the command says it"
        if one["code"] not in PLAIN_NOTES:
            assert here.what != there.what
            assert here.lang == ""
        assert "%(" not in here.what + here.got + here.next_step


OLD = {"severity": "warning", "code": "value.order", "where": "a.nc", "file": "a.nc", "got": "301 above 300",
       "what": "tasmin is above tasmax", "allowed": "", "next_step": "Ask the source"}  # fmt: skip


@pytest.mark.parametrize("values", [None, {}, {"low": "tasmin"}, {"sentence": "value.order:gone"}])
def test_what_an_older_check_kept_stays_in_english_and_says_so(app, values):
    kept = OLD if values is None else {**OLD, "values": values}
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        one = shown(kept)
    assert (one.what, one.next_step, one.lang) == ("tasmin is above tasmax", "Ask the source.", "en")
    with app.test_request_context():
        assert shown(kept).lang == ""


def test_the_page_of_an_upload_speaks_french_and_marks_what_does_not(client, sign_in_as, app):
    house = app.extensions["climserv"]
    person = sign_in_as("meteorologist", "Service")
    number = house.jobs.add({"upload": "gone", "names": ["a.nc"]}, by=person.id, kind=Kind.CHECK)
    (job,) = [house.jobs.claim("w")]
    new = told("value.code", "a.nc", name="pr", code="-999", days=3,
               seen=[phrase("place_on", place="1 N, 2 E", day="2001-01-02"), "..."])  # fmt: skip
    findings = [{"severity": "error", **new.as_dict(), "file": "a.nc"}, OLD]
    counts = {"error": 1, "warning": 1, "note": 0}
    house.jobs.finish_check(job.id, "w", {"findings": findings, "counts": counts, "facts": None, "refused": []})
    page = client.get(f"/catalogue/uploads/{number}", headers={"Accept-Language": "fr"}).text
    assert "pr vaut -999 pendant 3 jour(s)" in page
    assert "1 N, 2 E le 2001-01-02\u00a0; ..." in re.sub("<[^>]*>", "", page)
    assert re.findall(r'<(?:span|ul|li)[^>]* lang="en">([^<]*)', page) == ["tasmin is above tasmax. "]


def test_a_sentence_without_its_values_is_a_fault_of_ours():
    with pytest.raises(KeyError, match=r"value\.order"):
        told("value.order", "a.nc", low="tasmin")
    with pytest.raises(KeyError):
        note("nothing")
    assert said_in("value.order", {}, str) is None
