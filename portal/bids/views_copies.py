"""Pages on which a provider takes a copy of its bid away, and starts anew from one (R29)."""

from __future__ import annotations

import uuid
from contextlib import closing

from flask import Response, flash, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts.models import Provider
from portal.bids import operations as act
from portal.bids.content import gaps
from portal.bids.copies import LARGEST_COPY, NO_COPY, Copy, copy_of, read_copy
from portal.bids.files.queries import draft_files
from portal.bids.files.views import check_file
from portal.bids.forms import CopyForm
from portal.bids.overtaken import Part
from portal.bids.views import HERE, bp, own_bid
from portal.core.database import db
from portal.core.downloads import send_zip
from portal.core.errors import Refused
from portal.core.files.kinds import Unreadable
from portal.core.transaction import reading_only

WHOLE = Part("whole")
ROOM_FOR_THE_FORM = 64 * 1024


@bp.get(f"{HERE}/bid.zip")
def copy(authority: str, tender_id: uuid.UUID) -> Response | BaseResponse:
    """The whole bid to keep, before it is submitted: afterwards nobody can read it here."""
    own = own_bid(authority, tender_id)
    if not own.may_write or own.draft is None or any(gaps(own.content, own.questions)):
        return own.back("check")
    provider = db.session.get_one(Provider, own.actor.provider_id)
    files = draft_files(own.tender, own.actor.provider_id) if own.questions.takes_files else []
    made = copy_of(own.tender, provider, own.draft, own.questions, files)
    return send_zip(made, "bid.zip")


@bp.route(f"{HERE}/from-copy", methods=["GET", "POST"])
def from_copy(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Start a bid from a copy that was kept, such as after withdrawing it."""
    form = CopyForm()
    sent = _sent(form, authority, tender_id) if form.is_submitted() else None
    own = own_bid(authority, tender_id)
    if not form.is_submitted() and not own.may_write:
        return own.back()
    if sent is not None and form.validate():
        with form.saving():
            act.start_from_copy(own.actor, own.tender, sent, form.seen(WHOLE))
        if form.saved:
            flash(
                gettext("Your draft is what stands in the copy. Check it, then submit."), "success"
            )
            return own.back()
        own = own_bid(authority, tender_id)
    form.draft_seen.data = str(WHOLE.version_of(own.content))
    return own.show("from_copy", form=form, has_draft=own.draft is not None)


def _sent(form: CopyForm, authority: str, tender_id: uuid.UUID) -> Copy | None:
    """What was sent, for whoever may write here; nothing waits in the database meanwhile."""
    with reading_only():
        tender = own_bid(authority, tender_id).tender
        db.session.expunge(tender)
    request.max_content_length = LARGEST_COPY + ROOM_FOR_THE_FORM
    found = request.files.get("file")
    try:
        if found is None:
            raise Refused(NO_COPY, "file")
        with closing(found):
            copied = read_copy(found.read(), tender)
        for file in copied.files:
            check_file(file.content)
    except Unreadable as problem:
        form.validate()
        form.show(Refused(problem.message, "file"))
        return None
    except Refused as refusal:
        form.validate()
        form.show(refusal)
        return None
    return copied
