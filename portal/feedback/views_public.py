"""'You said, we did' for everybody: a page beside the notice, and a poster of it (P20, R19)."""

from __future__ import annotations

import uuid

from flask import Response, render_template, url_for

from portal.core import language
from portal.core.authorisation import authorise, there
from portal.core.documents import pdf_of
from portal.core.downloads import send_pdf
from portal.core.web import current_actor, public
from portal.feedback.models import ToldNotice
from portal.feedback.poster import poster_of
from portal.feedback.public import with_days
from portal.feedback.queries import versions_for_all
from portal.feedback.views import bp, version_asked_for
from portal.tenders.models import Notice
from portal.tenders.policy import may_read_notice
from portal.tenders.queries import notice_of


@bp.get("/notices/<uuid:tender_id>/you-said-we-did", endpoint="public")
@public
def said_and_done(tender_id: uuid.UUID) -> str:
    """What people said and what was done, as it was published; versions stand side by side."""
    notice, versions = _readable(tender_id)
    version = version_asked_for(versions)
    return render_template(
        "feedback/public.html",
        notice=notice,
        versions=versions,
        version=version,
        told=with_days(version.document) if version else None,
    )


@bp.get("/notices/<uuid:tender_id>/you-said-we-did/poster.pdf")
@public
def poster(tender_id: uuid.UUID) -> Response:
    """The first of it as a poster on A4."""
    notice, versions = _readable(tender_id)
    version = there(version_asked_for(versions))
    address = url_for(".public", tender_id=tender_id, _external=True)
    document = poster_of(notice, with_days(version.document), language.spoken(), address)
    return send_pdf(pdf_of(document, "poster"), "you-said-we-did.pdf")


def _readable(tender_id: uuid.UUID) -> tuple[Notice, list[ToldNotice]]:
    notice = there(notice_of(tender_id))
    authorise(may_read_notice, current_actor(), notice)
    return notice, versions_for_all(notice.id)
