"""The page that explains a tender's record as one file, and the file."""

from __future__ import annotations

import uuid
from io import BytesIO

from flask import Response, render_template, send_file, url_for
from flask_babel import gettext

from portal.accounts.models import PROVIDER
from portal.audit.checkpoints import latest_checkpoint
from portal.core.authorisation import Actor, authorise
from portal.core.web import current_actor, records_opening
from portal.outcomes.queries import own_letter_of
from portal.record.bundle.policy import may_take_bundle
from portal.record.bundle.proofs import keys_in
from portal.record.bundle.queries import checkpoint_at_release
from portal.record.bundle.readers import Reader, reader_for_all, reader_for_bidder
from portal.record.bundle.writing import write_bundle
from portal.record.views import bp
from portal.tenders.looks import note_copy
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/<authority>/tenders/<uuid:tender_id>/bundle")
def bundle(authority: str, tender_id: uuid.UUID) -> str:
    """What the file holds, how to check it, and what to keep beside it."""
    actor = current_actor()
    tender = _open(actor, authority, tender_id)
    is_full = actor.role != PROVIDER
    last = latest_checkpoint(tender.id) if is_full else checkpoint_at_release(tender.id)
    return render_template(
        "record/bundle.html",
        tender=tender,
        is_full=is_full,
        back=_back(actor, authority, tender),
        file=url_for(".bundle_zip", authority=authority, tender_id=tender_id),
        checkpoint=last.note if last else "",
        keys=keys_in({last.size: last.note}) if last else [],
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/bundle.zip")
@records_opening
def bundle_zip(authority: str, tender_id: uuid.UUID) -> Response:
    """The record as far as its reader may know it; each copy that is taken is an event."""
    actor = current_actor()
    tender = _open(actor, authority, tender_id)
    reader = _reader(actor, tender)
    note_copy("bundle:taken", actor, tender, form=reader.form)
    file = BytesIO()
    write_bundle(reader, file)
    file.seek(0)
    return send_file(file, "application/zip", as_attachment=True, download_name="record.zip")


def _open(actor: Actor, authority: str, tender_id: uuid.UUID) -> Tender:
    tender = open_tender(actor, authority, tender_id)
    letter = own_letter_of(actor, tender) if actor.role == PROVIDER else None
    authorise(may_take_bundle, actor, tender, letter)
    return tender


def _reader(actor: Actor, tender: Tender) -> Reader:
    if actor.role == PROVIDER:
        return reader_for_bidder(tender, actor.provider_id)
    return reader_for_all(tender)


def _back(actor: Actor, authority: str, tender: Tender) -> dict[str, str]:
    page = "outcomes.own_letter" if actor.role == PROVIDER else ".trail"
    words = (
        gettext("Back to the letter") if actor.role == PROVIDER else gettext("Back to the record")
    )
    return {"href": url_for(page, authority=authority, tender_id=tender.id), "text": words}
