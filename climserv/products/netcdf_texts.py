"""Text and rows of a product in netCDF: what stands in tables, so that `data.nc` holds it too."""

import numpy as np

_NO_VALUE = np.float64(9.969209968386869e36)
_ROW = {
    "place": "name of the place",
    "member_group": "one scenario pooled, the observations, or one member",
    "period": "period of years, or warming level",
    "statement": "what is said over the members",
    "condition": "percentile, kind or side",
    "unit": "unit of spread_value",
    "words": "the same in words, or why there is no number",
    "metric": "the output that is told",
}


def write_spreads(file, answers) -> None:
    """What is said over members, row by row as in summary.csv: `spread_*` along the dimension `spread`."""
    rows = [{**row, "metric": answer.code} for answer in answers for row in answer.spreads]
    if not rows:
        return
    file.createDimension("spread", len(rows))
    for name, about in _ROW.items():
        write_texts(file, f"spread_{name}", ("spread",), [row[name] for row in rows], about)
    value = file.createVariable("spread_value", "f8", ("spread",), fill_value=_NO_VALUE)
    # Each row has a unit of its own, named beside it.
    value.setncatts(
        {"long_name": "what is said over the members, in spread_unit", "ancillary_variables": "spread_unit"}
    )
    value[:] = [_NO_VALUE if row["value"] is None else row["value"] for row in rows]
    members = file.createVariable("spread_members", "i4", ("spread",))
    members.setncatts({"long_name": "number of members that are known", "units": "1"})
    members[:] = [row["members"] for row in rows]


def write_texts(file, name: str, dims: tuple[str, ...], values, about: str) -> None:
    """Text as characters: every reader knows them, and their bytes hold no addresses."""
    texts = np.vectorize(lambda text: str(text).encode(), otypes=[object])(np.asarray(values, dtype=object))
    longest = max((len(text) for text in texts.ravel()), default=1) or 1
    dimension = f"name{longest}"
    if dimension not in file.dimensions:
        file.createDimension(dimension, longest)
    variable = file.createVariable(name, "S1", (*dims, dimension))
    variable.setncatts({"long_name": about, "_Encoding": "utf-8"})
    packed = np.array(texts.tolist(), dtype=f"S{longest}").reshape(texts.shape)
    variable.set_auto_chartostring(False)
    variable[:] = packed[..., None].view("S1").reshape(*texts.shape, longest)
