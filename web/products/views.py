"""The page of a product and its files."""

from pathlib import Path

from flask import Response, abort, render_template, send_file
from flask_login import current_user

from climserv.products.reading import read_product
from climserv.storage.products import needs_of_product, see_product
from climserv.storage.needs import get_need, may_see

from ..house import house
from ..languages import language
from . import blueprint
from .downloads import BULLETIN_POLICY, FOR_EVERYBODY, listed
from .page import Page


def _row_and_folder(product_id: str):
    with house().database.reading() as session:
        row = see_product(session, current_user, product_id)
        needs = [get_need(session, need_id) for need_id in needs_of_product(session, product_id)]
    return row, Path(row.folder), [need.need_id for need in needs if may_see(current_user, need)]


@blueprint.get("/<product_id>")
def show(product_id: str) -> str:
    row, folder, needs = _row_and_folder(product_id)
    product = read_product(folder)
    files = listed(product)
    return render_template(
        "products/show.html", page=Page(product, language()), product=product, row=row, needs=needs,
        files=[file for file in files if file["order"] <= FOR_EVERYBODY],
        records=[file for file in files if file["order"] > FOR_EVERYBODY],
    )  # fmt: skip


@blueprint.get("/<product_id>/files/<name>")
def file(product_id: str, name: str) -> Response:
    """A file of the product. Only names that its record lists are served, so no path leads out of the folder."""
    _row, folder, _needs = _row_and_folder(product_id)
    known = {"product.json", *read_product(folder)["files"]}
    path = folder / name
    if name not in known or not path.is_file() or path.resolve().parent != folder.resolve():
        abort(404)
    shown = name.endswith((".html", ".svg", ".png", ".txt"))
    answer = send_file(path.resolve(), as_attachment=not shown, download_name=f"{product_id[:8]}-{name}")
    if name.endswith((".html", ".svg")):
        # A bulletin carries its own styles and pictures, and nothing else.
        answer.headers["Content-Security-Policy"] = BULLETIN_POLICY
    return answer
