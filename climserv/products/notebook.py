"""A product in a notebook: an xarray Dataset that shows the question and its answer before its arrays."""

import base64
from html import escape
from pathlib import Path

import xarray

from ..vocabulary.texts import text_in

# Of the trust block, what a reader must know before using a number; the rest is in the bulletin.
_TRUST = {
    "data": "Data", "period": "Period", "members": "Models", "adjustment": "Adjustment", "skill": "Tried out",
    "cannot_tell": "It cannot tell",
}  # fmt: skip
_LONGEST = 400

# Colours come from the page around it, so that it reads in the light and in the dark.
_STYLE = """
.climserv-product { color: inherit; font-family: system-ui, sans-serif; line-height: 1.45; max-width: 48rem; }
.climserv-product h3 { margin: 0.2rem 0; font-size: 1.15rem; }
.climserv-product p { margin: 0.3rem 0; }
.climserv-product .demo { font-weight: 700; border-left: 0.3rem solid currentColor; padding-left: 0.5rem; }
.climserv-product img { display: block; max-width: 100%; width: 24rem; background: #fff; margin: 0.5rem 0; }
.climserv-product details { margin: 0.3rem 0; }
.climserv-product summary { cursor: pointer; font-weight: 600; }
.climserv-product dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 0.8rem; margin: 0.3rem 0; }
.climserv-product dt { font-weight: 600; }
.climserv-product dd { margin: 0; }
.climserv-product ul { margin: 0.3rem 0; padding-left: 1.2rem; }
.climserv-product .quiet { opacity: 0.75; font-size: 0.85rem; overflow-wrap: anywhere; }
"""


class Product(xarray.Dataset):
    """The data of a product; what is computed from it is a plain Dataset to look at.

    record  of the product, as in product.json; folder, where it lies
    """

    __slots__ = ("folder", "record")

    @classmethod
    def of(cls, data: xarray.Dataset, record: dict, folder: Path) -> "Product":
        """The product in `folder`; `data` is all of its data.nc."""
        product = cls(data.data_vars, data.coords, data.attrs)
        product.encoding = data.encoding
        product.record, product.folder = record, Path(folder)
        return product

    def _repr_html_(self) -> str:
        arrays = super()._repr_html_()
        record = getattr(self, "record", None)
        return arrays if record is None else shown(record, self.folder) + arrays


def shown(record: dict, folder: Path) -> str:
    """Question, answer in words, graph, trust and conventions as HTML; nothing a recipe says is taken for markup."""
    language = next((one for one in record["languages"] if one in record["answer"]), "en")
    parts = [f"<style>{_STYLE}</style>", '<div class="climserv-product">']
    if record["made_for_demonstration"]:
        parts.append(f'<p class="demo">{escape(text_in(record["demonstration"], language))}</p>')
    parts.append(f"<h3>{escape(text_in(record['title'], language))}</h3>")
    parts.append(f"<p>{escape(text_in(record['answer'], language))}</p>")
    parts += [f"<p>{escape(one)}</p>" for one in record["asides"].get(language, ())]
    parts.append(_graph(record, folder, language))
    parts.append(f"<details open><summary>How sure this is</summary><dl>{_trust(record, language)}</dl></details>")
    conventions = record["conventions_in_words"].get(language) or record["conventions_in_words"]["en"]
    parts.append(_listed("What it takes for granted", conventions))
    parts.append(_listed("Its limits", [text_in(limit, language) for limit in record["limits"]]))
    recipe = record["recipe"]
    made = f"{recipe['id']} v{recipe['version']} · climserv {record['software']['version']} · {folder}"
    return "".join([*parts, f'<p class="quiet">{escape(made)}</p>', "</div>"])


def _graph(record: dict, folder: Path, language: str) -> str:
    """The product's own drawing, as a picture of its own: no name in it can meet one of the page."""
    try:
        drawing = (folder / "graph.svg").read_bytes()
    except OSError:
        return ""
    source = "data:image/svg+xml;base64," + base64.b64encode(drawing).decode("ascii")
    about = escape(text_in(record["answer"], language), quote=True)
    return f'<img src="{source}" alt="{about}">'


def _trust(record: dict, language: str) -> str:
    rows = []
    for name, heading in _TRUST.items():
        text = text_in(record["trust"][name], language)
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 3].rsplit(" ", 1)[0] + " ..."
        rows.append(f"<dt>{heading}</dt><dd>{escape(short)}</dd>")
    return "".join(rows)


def _listed(heading: str, sentences: list[str]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in sentences)
    return f"<details><summary>{heading}</summary><ul>{items}</ul></details>"
