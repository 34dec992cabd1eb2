"""Clean pages of files, for the buying side under a bid's label."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.bids.desk.models import ShownPage
from portal.bids.desk.policy import may_read_shown_bids
from portal.bids.desk.queries import shown_page, waits_for_desk
from portal.bids.desk.reading import page_facts
from portal.bids.desk.views import send_picture
from portal.bids.queries import bid_by_label
from portal.bids.views import bp
from portal.core.authorisation import authorise
from portal.core.web import current_actor
from portal.tenders.queries import open_tender

PAGE = "/<authority>/tenders/<uuid:tender_id>/bids/<label>/<code>/files/<int:number>/<int:page>"


def _found(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> tuple[ShownPage, int]:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_shown_bids, actor, tender, waits_for_desk(tender))
    return shown_page(bid_by_label(tender, label), code, number, page)


@bp.get(PAGE)
def file_page(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> str:
    """One clean page of a file: its picture, and its words beside it."""
    found, pages = _found(authority, tender_id, label, code, number, page)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id, "label": label}

    def link(file: int, at: int) -> str:
        return url_for("bids.file_page", **place, code=code, number=file, page=at)

    picture = url_for("bids.file_picture", **place, code=code, number=number, page=page)
    back = {"href": url_for("bids.read", **place), "text": gettext("Back to the bid")}
    facts = page_facts(found, pages, number, link, picture)
    return render_template("bids/desk/file.html", page=facts, label=label, back=back)


@bp.get(f"{PAGE}.webp")
def file_picture(
    authority: str, tender_id: uuid.UUID, label: str, code: str, number: int, page: int
) -> Response:
    """The picture of one clean page."""
    found, _pages = _found(authority, tender_id, label, code, number, page)
    return send_picture(found.picture)
