"""Lower Embu, the second insight: the water need is no one number for all; each variety has its own, with a source."""

import re
from datetime import date

from climserv.coproduction.dialogue.subjects import unexplained
from climserv.storage.products import get_product
from web.products.shelf import record_of

from . import seasons
from .village import ID, Village, told


def water_of_each_variety(here: Village, subject: str, water: str, need: dict) -> None:
    """2.8 mm a day is an assumption from a table; each variety gets a number of its own, within 2.3 to 3.3.

    subject  the answer on which the remark `water` was made
    need     the need of the cooperative, as a record
    """
    words = {"words": {"en": "each variety has the water it needs"}, "is": "crop_success", "sure": "partly"}
    question = {"en": "Does enough rain fall for each of our varieties?"}
    record = {**need, "need": "embu-water", "question": question, "metric": words, "reach": {"languages": ["en"]}}
    product = here.makes("njeri", here.takes_in("njeri", record), "water_need_by_variety", "mbeere-plain")
    table = here.posts("otieno", "/table/products", product=product)
    here.posts("amina", f"{subject}/remarks/{water}", **{"action": "use", "in": table.rsplit("/", 1)[1]})
    recipe = told(here.reads("njeri", "//recipes/water_need_by_variety"))
    for words in ("2.8 mm", "crop tables of e-PICSA", "no measurement is named there", "is an assumption"):
        assert words in recipe
    page = here.reads("njeri", table)
    assert '<input type="range" min="2.3" max="3.3" step="0.1" value="2.8" data-slides="p-early_need"' in page
    here.posts("peter", table + "/moves", action="open_feedback")
    ours = here.remarks("njeri", table, "our early maize stood where the late one wilted")
    here.posts("wanjiru", table + "/requests", cites=ours, text="a number for each variety, with its source",
               insight="each variety needs its own water, and from whom the number is")  # fmt: skip
    wish = re.findall(rf'name="answers" value="({ID})"', here.reads("otieno", table))
    moved = {"summary": "early 2.3, late 3.3 mm a day", "answers": wish, "early_need": "2.3"}
    for path, needs in (("/what-if", {"late_need": "3.4"}), ("/versions", {**moved, "late_need": "2.2"})):
        assert "2.3 mm/day to 3.3 mm/day" in here.refused("otieno", table + path, **needs)
    assert counts(here, product) == enough({"early": (90, 2.8), "middle": (110, 2.8), "late": (130, 2.8)})
    here.posts("otieno", table + "/versions", **moved, late_need="3.3")
    here.works()
    second = here.product_of(f"/{here.subject(table).latest.content['run']}")
    assert counts(here, second) == enough({"early": (90, 2.3), "middle": (110, 2.8), "late": (130, 3.3)})
    page = told(here.reads("njeri", table))
    for words in ("Version 2", "a number for each variety, with its source", "Asked for by Wanjiru"):
        assert words in page
    assert unexplained(here.subject(table)) == []


def enough(needs: dict[str, tuple[int, float]]) -> dict[str, int]:
    """By variety, of its days and its need: the years of the valley whose rain from 20 October on reaches it."""
    found = dict.fromkeys((f"enough_for_{name}" for name in needs), 0)
    for year, season in seasons.valley().items():
        days = {(day - date(year, 10, 20)).days: fell for day, fell in season.falls(year).items() if day.year < 2021}
        for name, (length, need) in needs.items():
            rain = sum(fell for day, fell in days.items() if 0 <= day < length)
            found[f"enough_for_{name}"] += rain >= need * length - 1e-6
    return found


def counts(here: Village, product: str) -> dict[str, int]:
    """In how many of the thirty years enough rain fell, by variety."""
    with here.house.database.reading() as session:
        record = record_of(get_product(session, product).folder)
    answers = {"enough_for_early": record, **{one["name"]: one for one in record["others"]}}
    return {name: one["counts"][0]["years_true"] for name, one in answers.items()}
