"""Pages of the letters: the lead's list and previews, the release, and the provider's own."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import abort, flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.audit.receipts import Kept, receipt_for
from portal.bids.queries import bid_by_label, bids_of
from portal.core.authorisation import Actor, authorise
from portal.core.downloads import as_download
from portal.core.formats import day, moment
from portal.core.web import back_to, current_actor, on_opening, records_opening
from portal.outcomes import operations as act
from portal.outcomes.forms import ReleaseForm
from portal.outcomes.letters import doubts_about, letter_to, missing_in
from portal.outcomes.material import material_of
from portal.outcomes.models import Letter
from portal.outcomes.policy import may_read_own_letter, may_release, may_see_letters
from portal.outcomes.queries import (
    award_notices_of,
    bidders_by_bid,
    letters_of,
    opening_of,
    openings_of,
    own_letter_of,
)
from portal.outcomes.views import bp
from portal.tenders.looks import note_look
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters")
def letters(authority: str, tender_id: uuid.UUID) -> str:
    """All letters, what is missing in each, and from the release on who has opened theirs."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_letters, actor, tender)
    return _show_letters(actor, authority, tender, ReleaseForm())


@bp.post("/<authority>/tenders/<uuid:tender_id>/release")
def release(authority: str, tender_id: uuid.UUID) -> str | Response:
    """Release all letters at one moment (R20)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_release, actor, tender)
    form, sign_in = ReleaseForm(), url_for("accounts.sign_in", _external=True)
    if form.carried_out(act.release_letters, actor, tender, sign_in):
        flash(gettext("All letters are out, at the same moment."), "success")
        return back_to(".letters", authority=authority, tender_id=tender_id)
    return _show_letters(actor, authority, tender, form)


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/<label>")
@records_opening
def letter(authority: str, tender_id: uuid.UUID, label: str) -> str:
    """One letter: as it would go out now, or as it went out."""
    tender, content, is_released = staff_letter(authority, tender_id, label)
    back = {
        "href": url_for(".letters", authority=authority, tender_id=tender_id),
        "text": gettext("Back to the letters"),
    }
    return render_template(
        "outcomes/letter.html",
        letter=_shown(content, tender, back),
        is_preview=not is_released,
        standstill=[],
        receipt=None,
        bundle=None,
        pdf=url_for(".letter_pdf", authority=authority, tender_id=tender_id, label=label),
    )


def staff_letter(
    authority: str, tender_id: uuid.UUID, label: str
) -> tuple[Tender, dict[str, Any], bool]:
    """A letter's content as staff read it, and whether it is out; the trail says who looked."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_letters, actor, tender)
    bid = bid_by_label(tender, label)
    released = letters_of(tender).get(bid.id)
    if released is None:
        return tender, letter_to(material_of(actor, tender), bid), False
    note_look("letter:looked-at", actor, tender, label=bid.label)
    return tender, released.content, True


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter")
@records_opening
def own_letter(authority: str, tender_id: uuid.UUID) -> str:
    """A provider's own letter; the first opening is recorded."""
    tender, found = provider_letter(authority, tender_id)
    back = {"href": url_for("overview.home"), "text": gettext("Back to home")}
    return render_template(
        "outcomes/letter.html",
        letter=_shown(found.content, tender, back),
        is_preview=False,
        standstill=standstill_words(tender),
        receipt=_receipt(tender, found),
        receipt_href=url_for(".letter_receipt", authority=authority, tender_id=tender_id),
        bundle=url_for("record.bundle", authority=authority, tender_id=tender_id),
        pdf=url_for(".own_letter_pdf", authority=authority, tender_id=tender_id),
    )


def provider_letter(authority: str, tender_id: uuid.UUID) -> tuple[Tender, Letter]:
    """A provider's own letter, on a page or as a file; whoever opens it first is on record."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    found = own_letter_of(actor, tender)
    authorise(may_read_own_letter, actor, tender, found)
    assert found is not None
    if opening_of(actor, found) is None:
        on_opening(partial(act.open_letter, actor, tender.id, found.id))
    return tender, found


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter/receipt.txt")
def letter_receipt(authority: str, tender_id: uuid.UUID) -> Response:
    """The proof that the log has the hash of a provider's own letter, as a file (R21)."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    found = own_letter_of(actor, tender)
    authorise(may_read_own_letter, actor, tender, found)
    assert found is not None
    kept = _receipt(tender, found) or abort(404)
    return as_download(kept.text, kept.file_name)


def _receipt(tender: Tender, letter: Letter) -> Kept | None:
    return receipt_for(tender.id, "letter:released", letter_sha256=letter.sha256)


def standstill_words(tender: Tender) -> list[str]:
    """What is known today of notice and standstill, for both sides."""
    notices = award_notices_of(tender)
    if not notices:
        return [gettext("The award notice is not published yet.")]
    notice = notices[0]
    published = gettext("The award notice was published on %(day)s.", day=day(notice.published_on))
    if notice.standstill_ends_on is None:
        return [published, gettext("It names no standstill.")]
    ends = gettext(
        "The standstill ends at midnight at the end of %(day)s.",
        day=day(notice.standstill_ends_on),
    )
    return [published, ends]


def _shown(content: dict[str, Any], tender: Tender, back: dict[str, str]) -> dict[str, Any]:
    """A letter's content with the addresses that only a page knows."""
    link = {
        "href": url_for("tenders.notice", tender_id=tender.id, _external=True),  # it is printed
        "text": gettext("The full method, as it was published"),
    }
    return content | {"back": back, "method_link": link}


def _show_letters(actor: Actor, authority: str, tender: Tender, form: ReleaseForm) -> str:
    released = letters_of(tender)
    rows = _released(tender) if released else _previews(actor, tender)
    for row in rows:
        row["href"] = url_for(
            ".letter", authority=authority, tender_id=tender.id, label=row["label"]
        )
    can_release = bool(may_release(actor, tender)) and not any(row["gaps"] for row in rows)
    return render_template(
        "outcomes/letters.html",
        form=form,
        tender=tender,
        authority=authority,
        rows=rows,
        has_gaps=any(row["gaps"] for row in rows),
        is_released=bool(released),
        can_release=can_release,
        standstill=standstill_words(tender) if released else [],
    )


def _previews(actor: Actor, tender: Tender) -> list[dict[str, Any]]:
    material = material_of(actor, tender)
    return [
        {
            "label": bid.label,
            "name": material.bidders[bid.id].name,
            "state": gettext("Chosen") if bid is material.winner else gettext("Not chosen"),
            "gaps": missing_in(material, bid),
            "doubts": doubts_about(material, bid),
        }
        for bid in material.bids
    ]


def _released(tender: Tender) -> list[dict[str, Any]]:
    bidders, sent, openings = bidders_by_bid(tender), letters_of(tender), openings_of(tender)
    rows = []
    for bid in bids_of(tender):
        opened = openings.get(sent[bid.id].id)
        when = moment(opened.opened_at) if opened else ""
        state = gettext("Opened on %(when)s", when=when) if opened else gettext("Not opened yet")
        name = bidders[bid.id].name
        rows.append({"label": bid.label, "name": name, "state": state, "gaps": [], "doubts": []})
    return rows
