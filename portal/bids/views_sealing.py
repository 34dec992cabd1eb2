"""Pages on which a provider checks, submits and withdraws its bid, and its receipt."""

from __future__ import annotations

import json
import uuid
from datetime import date

from flask import Response, abort, flash
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from portal.accounts.models import Authority, Provider
from portal.accounts.organisation import ending_insurances, profile_rows
from portal.accounts.profile import profile_of
from portal.accounts.queries import members_of
from portal.audit.receipts import Kept, receipt_for
from portal.bids import operations as act
from portal.bids.content import gaps
from portal.bids.forms import SubmitForm, submit_form
from portal.bids.models import Submission
from portal.bids.opening_record import record_of
from portal.bids.policy import (
    may_change_bid,
    may_read_own_sealed,
    may_see_opening_record,
    may_send_bid,
)
from portal.bids.progress import names_in, next_dates, read_answers, read_gates, sentence_of
from portal.bids.queries import opened_text
from portal.bids.schedule import shown_price
from portal.bids.views import HERE, Own, bp, own_bid, page_of, show_late
from portal.bids.views_preview import telling_of
from portal.core import clock
from portal.core.authorisation import authorise
from portal.core.database import db
from portal.core.downloads import as_download
from portal.core.forms import ActionForm


@bp.get(f"{HERE}/check")
def check(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """The whole bid on one page: what is missing, what tells whose it is, how to submit it."""
    own = own_bid(authority, tender_id)
    return _check(own, submit_form(bool(own.tender.charter))) if own.may_write else own.back()


def _check(own: Own, form: SubmitForm) -> str:
    content, questions = own.whole, own.questions
    provider = db.session.get_one(Provider, own.actor.provider_id)
    told = profile_of(provider)
    answers, gates = read_answers(content, questions), read_gates(content, questions)
    missing = list(gaps(content, questions))
    if missing and not form.form_errors:
        form = submit_form(
            bool(own.tender.charter), formdata=None
        )  # the box isn't there yet, so it can't be what is wrong
    return own.show(
        "check",
        form=form,
        rows=profile_rows(told),
        ending=ending_insurances(told, _starts(own)),
        answers=answers,
        gates=gates,
        **shown_price(content, questions),
        can_send=bool(may_send_bid(own.actor, own.tender)),
        managers=[] if may_send_bid(own.actor, own.tender) else _managers(own),
        gaps=[
            {"text": sentence_of(gap, questions), "href": page_of(own, gap.part, gap.code)}
            for gap in missing
        ],
        names=names_in([*answers, *gates], telling_of(own)),
        says_no=any(each.get("passes") is False for each in content.get("gates", {}).values()),
    )


def _managers(own: Own) -> list[str]:
    """Who submits, for whoever can't."""
    roles = members_of(own.actor.provider_id)
    return [role.person.name for role in roles if not role.writes_only]


def _starts(own: Own) -> date:
    """The day on which the service starts, by which insurances have to hold."""
    return own.tender.starts_on or clock.now().date()


@bp.post(f"{HERE}/submit")
def submit(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Seal the bid; after the deadline it is refused, and the attempt recorded (R29)."""
    own = own_bid(authority, tender_id)
    authorise(may_send_bid, own.actor, own.tender)
    form = submit_form(bool(own.tender.charter))
    if own.sealed:
        return own.back("receipt")
    if form.validate_on_submit():
        with form.saving():
            act.submit_bid(own.actor, own.tender, accepts_charter="accepts_charter" in form)
        if form.saved:
            return own.back("receipt")
    own = own_bid(authority, tender_id)  # a refusal took back what was loaded
    return _check(own, form) if own.may_write else show_late(own, attempted=True)


@bp.route(f"{HERE}/withdraw", methods=["GET", "POST"])
def withdraw(authority: str, tender_id: uuid.UUID) -> str | BaseResponse:
    """Take a submitted bid back before the deadline, so that it can change (R29)."""
    own = own_bid(authority, tender_id)
    authorise(may_send_bid, own.actor, own.tender)
    form = ActionForm()
    if form.validate_on_submit():
        with form.saving():
            act.withdraw_bid(own.actor, own.tender)
        if form.saved:
            flash(gettext("Your bid is withdrawn. Nothing is submitted now."), "success")
            return own.back("from_copy")
    if not form.is_submitted() and not (own.sealed and may_change_bid(own.actor, own.tender)):
        return own.back()
    return own.show("withdraw", form=form)


def _sealed(authority: str, tender_id: uuid.UUID) -> tuple[Own, Submission]:
    own = own_bid(authority, tender_id)
    return own, own.sealed or abort(404)


@bp.get(f"{HERE}/receipt")
def receipt(authority: str, tender_id: uuid.UUID) -> str:
    """That a bid was received: when by the server's clock, its SHA-256, what happens next (R29)."""
    own, sealed = _sealed(authority, tender_id)
    local = sealed.submitted_at.astimezone(clock.LONDON)
    return own.show(
        "receipt",
        sealed=sealed,
        time=f"{local:%H:%M:%S}",
        zone=local.tzname(),
        provider=db.session.get_one(Provider, own.actor.provider_id),
        is_open=bool(may_read_own_sealed(own.actor, own.tender)),
        authority=db.session.get_one(Authority, own.tender.authority_id),
        dates=list(next_dates(own.tender, clock.now())),
        receipt=_receipt(own, sealed),
    )


def _receipt(own: Own, sealed: Submission) -> Kept | None:
    name = "bid:imported" if own.tender.bids_system else "bid:submitted"
    return receipt_for(own.tender.id, name, bid_sha256=sealed.sha256)


@bp.get(f"{HERE}/receipt.txt")
def receipt_file(authority: str, tender_id: uuid.UUID) -> Response:
    """The log's own receipt as a file: a promise until the opening, then a proof."""
    kept = _receipt(*_sealed(authority, tender_id)) or abort(404)
    return as_download(kept.text, kept.file_name)


def _opened(authority: str, tender_id: uuid.UUID) -> tuple[Own, Submission, str]:
    """A provider's own bid with its text, which nobody can read before the opening."""
    own, sealed = _sealed(authority, tender_id)
    authorise(may_read_own_sealed, own.actor, own.tender)
    return own, sealed, opened_text(sealed)


@bp.get(f"{HERE}/submitted")
def submitted(authority: str, tender_id: uuid.UUID) -> str:
    """A provider reads its own bid, exactly as it was sealed, once bids are open (R29)."""
    own, sealed, text = _opened(authority, tender_id)
    content = json.loads(text)
    return own.show(
        "sealed",
        sealed=sealed,
        answers=read_answers(content, own.questions),
        gates=read_gates(content, own.questions),
        **shown_price(content, own.questions),
        rows=profile_rows(content["provider"]),
        changed=content.get("elsewhere", {}).get("changed", ""),
    )


@bp.get(f"{HERE}/bid.json")
def file(authority: str, tender_id: uuid.UUID) -> Response:
    """The bid as a file, once bids are open; its SHA-256 is the receipt's."""
    _own, _submission, text = _opened(authority, tender_id)
    headers = {"Content-Disposition": "attachment; filename=bid.json"}
    return Response(text, mimetype="application/json", headers=headers)


@bp.get(f"{HERE}/opening")
def opening_record(authority: str, tender_id: uuid.UUID) -> str:
    """When bids were opened, by whom, and the hash of every one: each bidder sees it (R29)."""
    own, sealed = _sealed(authority, tender_id)
    authorise(may_see_opening_record, own.actor, own.tender)
    return own.show("opening_record", record=record_of(own.tender), own_hash=sealed.sha256)
