"""The page of a product and its files."""

from pathlib import Path

from flask import Response, abort, current_app, render_template, send_file
from flask_babel import gettext as _
from flask_login import current_user

from climserv.storage.needs.needs import get_need, may_see
from climserv.storage.permissions import NotThere
from climserv.storage.products import needs_of_product, see_product
from climserv.vocabulary.problems import Problem, Refused

from ..house import house
from ..languages import language
from . import blueprint
from .computation import computation
from .downloads import BULLETIN_POLICY, FOR_EVERYBODY, listed
from .map import map_of
from .shelf import record_of
from .showing import page_of
from .tongues import borrowed, notice


def _found(product_id: str):
    with house().database.reading() as session:
        row = see_product(session, current_user, product_id)
        # The newest versions: what they say of who may see a need holds.
        needs = [get_need(session, need_id) for need_id in needs_of_product(session, product_id)]
    try:
        product = record_of(row.folder)
    except Refused as refused:
        # Where it should lie is for the log, not for the page.
        current_app.logger.error("product %s cannot be read: %s", product_id, refused)
        what = _("The files of this product are not where they should be")
        raise NotThere(Problem("product.gone", "", what, next_step=_("Tell who looks after this site"))) from None
    return row, product, [need.need_id for need in needs if may_see(current_user, need)]


@blueprint.get("/<product_id>")
def show(product_id: str) -> str:
    row, product, needs = _found(product_id)
    files, page = listed(product), page_of(product)
    return render_template(
        "products/show.html", page=page, product=product, row=row, needs=needs,
        map=map_of(product, row.folder, page), borrowed=borrowed(product, language()),
        notice=notice(product, language()),
        computation=computation(product, house().book, language()),
        files=[file for file in files if file["order"] <= FOR_EVERYBODY],
        records=[file for file in files if file["order"] > FOR_EVERYBODY],
    )  # fmt: skip


@blueprint.get("/<product_id>/files/<name>")
def file(product_id: str, name: str) -> Response:
    """A file of the product. Only names that its record lists are served, so no path leads out of the folder."""
    row, product, _needs = _found(product_id)
    folder = Path(row.folder)
    known = {"product.json", *product["files"]}
    path = folder / name
    if name not in known or not path.is_file() or path.resolve().parent != folder.resolve():
        abort(404)
    shown = name.endswith((".html", ".svg", ".png", ".txt"))
    answer = send_file(path.resolve(), as_attachment=not shown, download_name=f"{product_id[:8]}-{name}")
    if name.endswith((".html", ".svg")):
        # A bulletin carries its own styles and pictures, and nothing else.
        answer.headers["Content-Security-Policy"] = BULLETIN_POLICY
    return answer
