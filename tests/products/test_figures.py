"""The figures: what they show is what was counted; seen in the drawing itself, not in a picture of it."""

import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex

from climserv.products.answers import answer
from climserv.products.counts import Counts
from climserv.products.figures.drawing import GOOD, HURTS, OTHER, WIDTH, as_png, as_svg, colour_of, wrapped
from climserv.products.figures.figures import graph
from climserv.products.figures.maps import edges, make_map, outlines
from climserv.products.figures.scales import make_scale
from climserv.products.figures.yearly import holds
from climserv.vocabulary.outcomes import Outcome


def _graph(result, **more):
    return graph(result, Counts(result), "en", title="When?", **more)


def _texts(figure) -> str:
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [text.get_text() for text in (*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels())]
        found.append(axes.get_title(loc="left"))
    return "\n".join(found)


def test_the_dark_bars_are_the_years_counted(embu, suffolk):
    for result, dark, told in ((embu, GOOD, 21), (suffolk, HURTS, 7)):
        bars = [p for p in _graph(result).axes[0].patches if to_hex(p.get_facecolor()) == dark]
        assert len(bars) == told
        assert f"{told} of 30 years" in _texts(_graph(result))


def test_what_never_came_and_what_is_not_known_have_marks_of_their_own(embu):
    axes = _graph(embu).axes[0]
    crosses = [line for line in axes.lines if line.get_marker() == "X"]
    hatched = [patch for patch in axes.patches if patch.get_hatch()]
    assert (len(crosses), len(hatched)) == (2, 1)
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert {"not at all", "not known"} <= set(labels)
    assert len([p for p in axes.patches if not p.get_hatch()]) == 31 - 3


def test_every_year_of_every_model_is_a_mark(suffolk):
    axes = _graph(suffolk).axes[1]
    marks = sum(len(line.get_xdata()) for line in axes.lines if line.get_linestyle() == "None")
    # One past for each model, as its scenarios share it, and one future for each scenario.
    assert marks == 3 * 20 + 6 * 30
    texts = _texts(_graph(suffolk))
    for row in suffolk.summary:
        if "-ssp" in row["member_group"] and row["condition"] == "3 day" and row["period"] == "2041-2070":
            assert f"{row['years_true']}\n/{row['years_valid']}" in texts
    dark = [
        line for line in axes.lines if line.get_linestyle() == "None" and to_hex(line.get_markerfacecolor()) == HURTS
    ]
    pooled = [r for r in suffolk.summary if "-ssp" in r["member_group"] and r["condition"] == "3 day"]
    future = sum(row["years_true"] for row in pooled if row["period"] == "2041-2070")
    past = sum(r["years_true"] for r in pooled if r["period"] == "1995-2014" and r["member_group"].endswith("ssp245"))
    assert sum(len(line.get_xdata()) for line in dark) == future + past


def test_the_answer_s_line_and_its_words(embu):
    figure = _graph(embu)
    assert [line.get_ydata()[0] for line in figure.axes[0].lines if len(set(line.get_ydata())) == 1][-2] == 35.0
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["by 5 November", "later"]
    assert "5 Nov" in _texts(figure)


def test_bad_years_and_the_demonstration_notice_are_printed(embu):
    texts = _texts(_graph(embu, bad_years=("1997", "2005"), demo="MADE FOR DEMONSTRATION"))
    assert "remembered as bad: 1997, 2005" in texts
    assert "MADE FOR DEMONSTRATION" in texts


def test_two_gauges_have_a_part_each_and_many_say_what_is_left_out(niger):
    assert len(_graph(niger).axes) == 2
    assert "Agadez" in _texts(_graph(niger))


def test_texts_stay_readable_on_a_phone(suffolk):
    figure = _graph(suffolk)
    sizes = [text.get_fontsize() for axes in figure.axes for text in axes.texts]
    sizes += [label.get_fontsize() for axes in figure.axes for label in axes.get_yticklabels()]
    # Pixels of the smallest letter when the figure is 360 px wide.
    assert min(sizes) * 360 / (WIDTH * 72) > 10


def test_the_year_by_year_comparison_is_the_summary_s(embu, suffolk, niger):
    for result in (embu, suffolk, niger):
        counts = Counts(result)
        true = holds(result, counts.statement)
        for row in result.summary:
            if row["condition"] != counts.statement.condition:
                continue
            member = [i for i, m in enumerate(counts.members) if row["member_group"] in (m.id, m.group)]
            here = true[member, list(counts.roles).index(row["period"]), :, counts.places.index(row["place"])]
            assert ((here == 1).sum(), (here >= 0).sum()) == (row["years_true"], row["years_valid"])


@pytest.mark.parametrize(
    ("code", "bad_is", "colour"),
    [("by", "late", GOOD), ("later_than", "late", HURTS), ("at_least", "many", HURTS), ("fewer_than", "many", GOOD),
     ("fewer_than", "few", HURTS), ("at_least", "few", GOOD)],
)  # fmt: skip
def test_green_is_good_news_and_ochre_hurts(code, bad_is, colour):
    statement = type("S", (), {"code": code})
    assert colour_of(statement, bad_is) == colour


def test_dark_and_light_differ_on_one_colour_paper():
    def light(colour):
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert min(light(OTHER) - light(GOOD), light(OTHER) - light(HURTS)) > 0.35


def test_the_map_shows_the_counts_cell_by_cell(embu):
    figure = make_map(embu, Counts(embu), "en", demo="MADE FOR DEMONSTRATION")
    meshes = [next(c for c in axes.collections if isinstance(c, QuadMesh)) for axes in figure.axes[:2]]
    grid = embu.grid.sel(member="observed", period="1990-2020")
    came, known = grid["outcome"].values == Outcome.HAPPENED, np.isin(grid["outcome"].values, (1, 2))
    by_hand = 10 * (came & (grid["value"].values <= 35)).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    shown = meshes[0].get_array()
    assert np.array_equal(shown.mask, known.sum(axis=0) == 0)
    assert np.allclose(shown.compressed(), by_hand[known.sum(axis=0) > 0])
    assert shown.mask[:, -1].all()
    texts = _texts(figure)
    assert "MADE FOR DEMONSTRATION" in texts
    assert "observed\n1990-2020" in texts
    assert "models made-future\n2041-2070" in texts


def test_cells_nobody_knows_are_hatched(embu):
    grid = embu.grid.copy(deep=True)
    grid["outcome"][{"lat": 0, "lon": 0}] = int(Outcome.UNKNOWN)
    figure = make_map(replace(embu, grid=grid), Counts(embu), "en")
    assert [len([p for p in axes.patches if p.get_hatch()]) for axes in figure.axes[:2]] == [1, 1]
    assert figure.legends[0].get_texts()[0].get_text() == "not known"


def test_edges_and_outlines():
    assert edges(np.array([1.0, 2.0, 4.0])).tolist() == [0.5, 1.5, 3.0, 5.0]
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    assert outlines({"type": "MultiPolygon", "coordinates": [[ring], [ring]]}) == [ring, ring]
    assert outlines({"type": "Point", "coordinates": [0, 0]}) == outlines(None) == []


def test_the_same_bytes_twice_and_no_ids_in_common(niger):
    first, second = (as_svg(_graph(niger), name=name, title="t") for name in ("graph", "graph"))
    assert first == second
    assert as_png(_graph(niger)) == as_png(_graph(niger))
    other = as_svg(_graph(niger), name="map", title="t")
    ids = [set(re.findall(rb'\bid="([^"]+)"', svg)) for svg in (first, other)]
    assert ids[0]
    assert not ids[0] & ids[1]
    links = set(re.findall(rb'href="#([^"]+)"', first)) | set(re.findall(rb"url\(#([^)]+)\)", first))
    assert links <= ids[0]
    assert not re.search(rb"\b20[2-9]\d-\d\d-\d\dT", first)


def test_long_titles_are_wrapped_to_the_width():
    lines = wrapped("How many days are too hot for our wheat at flowering, and will there be more of them?", size=13)
    assert len(lines) > 1
    assert wrapped("") == []


def test_scale_counts_a_band_only_where_it_is_needed(suffolk, embu):
    assert [label for _, label in make_scale(suffolk, Counts(suffolk), "en").bands] == ["not known"]
    assert len(make_scale(embu, Counts(embu), "en").bands) == 2
    ticks = dict(make_scale(embu, Counts(embu), "en").ticks)
    assert ticks[0.0] == "1 Oct"
    assert ticks[35.0] == "5 Nov"


def test_bars_below_zero_hang_from_it(suffolk):
    """A drought index: its bars do not stand on the lowest year, which would have none."""
    below = suffolk.places.assign(value=suffolk.places["value"] - 5)
    figure = _graph(replace(suffolk, places=below))
    assert make_scale(replace(suffolk, places=below), Counts(suffolk), "en").base == 0
    bars = [one for one in figure.axes[0].patches if to_hex(one.get_facecolor()) in (HURTS, OTHER)]
    assert {one.get_y() for one in bars} == {0}
    assert min(one.get_height() for one in bars) == -5


def test_years_of_seasons_over_new_year_have_room(suffolk):
    labels = suffolk.places["season_label"].astype(str)
    longer = suffolk.places.assign_coords(season_label=labels.where(labels == "", labels.astype(object) + "-00"))
    shown = [one.get_text() for one in _graph(replace(suffolk, places=longer)).axes[0].get_xticklabels()]
    assert 1 < len(shown) <= 4


def test_only_models_and_no_record(suffolk):
    """Projections alone, without a reference: no history part, and the answer speaks of the models."""
    places = suffolk.places.isel(member=slice(1, None))
    summary = [row for row in suffolk.summary if row["member_group"] != "observed"]
    alone = replace(suffolk, places=places, summary=summary, reference=None)
    figure = _graph(alone)
    assert len(figure.axes) == 1
    future = {r["member_group"]: r for r in summary if (r["period"], r["condition"]) == ("2041-2070", "3 day")}
    low, high = sorted(future[scenario]["years_true"] for scenario in ("ssp245", "ssp585"))
    told = answer(Counts(alone), suffolk.metric, "en")
    assert f"in {low} to {high} of 90 model-years" in told
    assert "on record" not in told
