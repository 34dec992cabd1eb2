"""Pages with the texts of notices, ready to copy to the central platform."""

from __future__ import annotations

import uuid

from flask import Response, abort, render_template, url_for

from portal.core.authorisation import authorise, there
from portal.core.downloads import as_download
from portal.core.web import current_actor
from portal.published.clarifications.policy import may_see_questions
from portal.published.notice_texts import AMENDMENT, END, TENDER, kinds_of, lines_of, text_of
from portal.published.views import HERE, bp
from portal.tenders.models import Notice, Tender
from portal.tenders.queries import notice_of, open_tender

WHICH = f"{HERE}/notice-texts/<any(tender, amendment, end):notice>"


@bp.get(f"{HERE}/notice-texts")
def tender_text(authority: str, tender_id: uuid.UUID) -> str:
    """The text of the tender notice, and the way to the others."""
    return notice_text(authority, tender_id, TENDER)


@bp.get(WHICH)
def notice_text(authority: str, tender_id: uuid.UUID, notice: str) -> str:
    """A notice as fields and as one text, ready to copy into the place where it is published."""
    tender, found = _seen(authority, tender_id, notice)
    lines = lines_of(found, notice)
    kinds = kinds_of(found)
    return render_template(
        "published/notice_text.html",
        tender=tender,
        authority=authority,
        kind=notice,
        others=[each for each in (TENDER, AMENDMENT, END) if each in kinds and each != notice],
        lines=lines,
        gaps=[each.name for each in lines if each.is_gap],
        text=text_of(lines),
        file=url_for(".notice_text_file", authority=authority, tender_id=tender_id, notice=notice),
    )


@bp.get(f"{WHICH}/notice.txt")
def notice_text_file(authority: str, tender_id: uuid.UUID, notice: str) -> Response:
    """The same as a plain text file."""
    _tender, found = _seen(authority, tender_id, notice)
    return as_download(text_of(lines_of(found, notice)), f"{notice}.txt")


def _seen(authority: str, tender_id: uuid.UUID, kind: str) -> tuple[Tender, Notice]:
    """All on the buying side read the texts; one of a notice that there isn't is a 404."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_questions, actor, tender)
    found = there(notice_of(tender_id))
    if kind not in kinds_of(found):
        abort(404)
    return tender, found
