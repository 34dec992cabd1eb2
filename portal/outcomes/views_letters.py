"""Pages of the letters: the lead's list and previews, the release, and the provider's own."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import abort, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.audit.receipts import Kept, receipt_for
from portal.bids.models import Bid
from portal.bids.queries import bid_by_label, bids_of
from portal.core.authorisation import Actor, authorise, there
from portal.core.downloads import as_download
from portal.core.formats import day, moment
from portal.core.web import current_actor, on_opening, records_opening
from portal.outcomes import operations as act
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.letter_chart import chart_of
from portal.outcomes.letter_complete import items_of
from portal.outcomes.letters import fingerprint, letter_to
from portal.outcomes.material import Material, material_of
from portal.outcomes.models import Letter
from portal.outcomes.policy import (
    may_read_own_letter,
    may_see_letters,
    may_set_last_day,
    may_take_letters,
    may_write_letters,
)
from portal.outcomes.queries import (
    bidders_by_bid,
    letters_of,
    opening_of,
    openings_of,
)
from portal.outcomes.queries_letters import debrief_until
from portal.outcomes.views import bp
from portal.outcomes.views_asked import with_questions
from portal.outcomes.views_earlier import (
    again_words,
    asked_for,
    earlier_of,
    earlier_pages,
    letters_to,
    one_of,
    own_asked_for,
    replaced_words,
)
from portal.outcomes.views_mending import editing, held_against, mending
from portal.tenders.looks import note_look
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender
from portal.tenders.stages import is_past, reached


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters")
def letters(authority: str, tender_id: uuid.UUID) -> str:
    """All letters, what is missing in each, and from the release on who has opened theirs."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_letters, actor, tender)
    is_out = reached(tender) != "approved"
    rows = _released(authority, tender) if is_out else _previews(actor, authority, tender)
    return render_template(
        "outcomes/letters.html",
        tender=tender,
        authority=authority,
        rows=with_questions(authority, tender, rows) if is_out else rows,
        ask_day=debrief_until(tender),
        ask_until=_ask_until(actor, authority, tender),
        can_take=bool(may_take_letters(actor, tender)),
        has_gaps=any(row["gaps"] for row in rows),
        is_released=is_out,
        again=again_words(tender, for_staff=True) if is_out else None,
        earlier=earlier_pages(authority, tender, is_out),
        can_write=bool(may_write_letters(actor, tender)),
        standstill=standstill_words(tender) if is_past(tender, "released") else [],
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/letters/<label>")
@records_opening
def letter(authority: str, tender_id: uuid.UUID, label: str) -> str:
    """One letter: as it would go out now, or as it went out."""
    tender, content, material, bid = staff_letter(authority, tender_id, label)
    can_write = material is not None and bool(may_write_letters(current_actor(), tender))
    back = {
        "href": url_for(".letters", authority=authority, tender_id=tender_id),
        "text": gettext("Back to the letters"),
    }
    return render_template(
        "outcomes/letter.html",
        letter=_shown(content, tender, back),
        chart=chart_of(content),
        is_preview=material is not None,
        replaced=replaced_words(tender, bid.id, content),
        items=held_against(authority, tender, material, bid, content) if material else [],
        editing=editing(authority, tender, material, label) if material and can_write else [],
        standstill=[],
        receipt=None,
        bundle=None,
        questions=None,
        pdf=url_for(
            ".letter_pdf", authority=authority, tender_id=tender_id, label=label, issue=asked_for()
        ),
    )


def staff_letter(
    authority: str, tender_id: uuid.UUID, label: str
) -> tuple[Tender, dict[str, Any], Material | None, Bid]:
    """A letter's content as staff read it, with what it is made of while it isn't out.

    The trail says who looked, and which words the lead has read before the release.
    """
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_see_letters, actor, tender)
    bid = bid_by_label(tender, label)
    issue, is_written = asked_for(), reached(tender) == "approved"
    sent = [] if is_written and not issue else letters_to(tender, bid)
    released = there(one_of(sent, issue)) if sent or issue else None
    if released is not None:
        note_look("letter:looked-at", actor, tender, label=bid.label)
        return tender, released.content, None, bid
    material = material_of(actor, tender)
    content = letter_to(material, bid)
    if may_write_letters(actor, tender):
        note_look("letter:read", actor, tender, label=bid.label, letter_sha256=fingerprint(content))
    return tender, content, material, bid


@bp.get("/<authority>/tenders/<uuid:tender_id>/letter")
@records_opening
def own_letter(authority: str, tender_id: uuid.UUID) -> str:
    """A provider's own letter; the first opening is recorded."""
    tender, found = provider_letter(authority, tender_id)
    back = {"href": url_for("overview.home"), "text": gettext("Back to home")}
    pages = [
        {
            "href": url_for(".own_letter", authority=authority, tender_id=tender_id, issue=issue),
            "text": gettext("The letter of %(day)s, which was replaced", day=day(on)),
        }
        for issue, on in earlier_of(current_actor(), tender, found)
    ]
    return render_template(
        "outcomes/letter.html",
        letter=_shown(found.content, tender, back),
        chart=chart_of(found.content),
        is_preview=False,
        items=[],
        editing=[],
        replaced=replaced_words(tender, found.bid_id, found.content),
        earlier=pages,
        questions=url_for(".own_debrief", authority=authority, tender_id=tender_id),
        standstill=[] if asked_for() else standstill_words(tender),
        receipt=_receipt(tender, found),
        receipt_href=url_for(
            ".letter_receipt", authority=authority, tender_id=tender_id, issue=asked_for()
        ),
        standstill_page=url_for(".own_standstill", authority=authority, tender_id=tender_id),
        bundle=url_for("record.bundle", authority=authority, tender_id=tender_id),
        pdf=url_for(".own_letter_pdf", authority=authority, tender_id=tender_id, issue=asked_for()),
    )


def provider_letter(authority: str, tender_id: uuid.UUID) -> tuple[Tender, Letter]:
    """A provider's own letter, on a page or as a file; whoever opens it first is on record."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    found = own_asked_for(actor, tender)
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
    found = own_asked_for(actor, tender)
    authorise(may_read_own_letter, actor, tender, found)
    assert found is not None
    kept = _receipt(tender, found) or abort(404)
    return as_download(kept.text, kept.file_name)


def _receipt(tender: Tender, letter: Letter) -> Kept | None:
    return receipt_for(tender.id, "letter:released", letter_sha256=letter.sha256)


def standstill_words(tender: Tender) -> list[str]:
    """What is known today of notice and standstill, for both sides."""
    standing = standing_of(tender)
    if standing.is_again:
        return []
    if standing.notice is None:
        return [gettext("The award notice is not published yet.")]
    on = day(standing.notice.published_on)
    published = gettext("The award notice was published on %(day)s.", day=on)
    if standing.last_day is None:
        return [published, gettext("It names no standstill.")]
    ends = gettext(
        "The standstill ends at midnight at the end of %(day)s.", day=day(standing.last_day)
    )
    return [published, ends]


def _shown(content: dict[str, Any], tender: Tender, back: dict[str, str]) -> dict[str, Any]:
    """A letter's content with the addresses that only a page knows."""
    link = {
        "href": url_for("tenders.notice", tender_id=tender.id, _external=True),  # it is printed
        "text": gettext("The full method, as it was published"),
    }
    return content | {"back": back, "method_link": link}


def _previews(actor: Actor, authority: str, tender: Tender) -> list[dict[str, Any]]:
    material = material_of(actor, tender)
    return [_preview(authority, tender, material, bid) for bid in material.bids]


def _preview(authority: str, tender: Tender, material: Material, bid: Bid) -> dict[str, Any]:
    lacking = [each for each in items_of(material, bid) if not each.is_there]
    told = [
        (each, {"text": each.missing, "href": mending(authority, tender, material, bid, each)})
        for each in lacking
    ]
    return {
        "label": bid.label,
        "name": material.bidders[bid.id].name,
        "href": _href(authority, tender, bid),
        "state": gettext("Chosen") if bid is material.winner else gettext("Not chosen"),
        "gaps": [words for each, words in told if each.is_must],
        "doubts": [words for each, words in told if not each.is_must],
    }


def _ask_until(actor: Actor, authority: str, tender: Tender) -> str | None:
    if not may_set_last_day(actor, tender):
        return None
    return url_for(".ask_until", authority=authority, tender_id=tender.id)


def _href(authority: str, tender: Tender, bid: Bid) -> str:
    return url_for(".letter", authority=authority, tender_id=tender.id, label=bid.label)


def _released(authority: str, tender: Tender) -> list[dict[str, Any]]:
    bidders, sent, openings = bidders_by_bid(tender), letters_of(tender), openings_of(tender)
    rows = []
    for bid in bids_of(tender):
        opened = openings.get(sent[bid.id].id)
        when = moment(opened.opened_at) if opened else ""
        state = gettext("Opened on %(when)s", when=when) if opened else gettext("Not opened yet")
        rows.append(
            {
                "label": bid.label,
                "name": bidders[bid.id].name,
                "href": _href(authority, tender, bid),
                "state": state,
                "gaps": [],
                "doubts": [],
            }
        )
    return rows
