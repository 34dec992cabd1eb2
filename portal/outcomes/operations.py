"""Decide, approve, reveal, release, open a letter, record the notice (R20)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal.accounts.models import Provider
from portal.accounts.operations import settle_seats
from portal.audit.journal import record
from portal.bids.models import Bid
from portal.bids.operations import note_on_list
from portal.bids.queries import bids_of, origins_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.runs.queries import latest_run
from portal.outcomes.figures import bid_results
from portal.outcomes.letters import letter_to
from portal.outcomes.material import material_of
from portal.outcomes.models import Approval, AwardNotice, Decision, Letter, LetterOpening
from portal.outcomes.operations_letters import refuse_unready
from portal.outcomes.queries import (
    addresses_of,
    award_notices_of,
    decisions_of,
    holds_seat,
    last_decision,
    opening_of,
)
from portal.outcomes.standstill import is_mandatory, standstill_ends_on
from portal.specifications.method import content_sha256
from portal.tenders.models import Tender
from portal.tenders.operations import tell_award
from portal.tenders.stages import move, stage_of

NEWS = say("News about %(reference)s")
NEWS_OF = say(
    "There is news about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)
CHANGED = say("Somebody else has changed the decision since you opened this page.")


def decide(actor: Actor, tender: Tender, bid: Bid | None, reason: str) -> Decision:
    """The lead chooses a bid, or none, on the last run, with a reason (R20)."""
    run, earlier = latest_run(tender), decisions_of(tender)
    if run is None or stage_of(tender) != "deciding" or (earlier and earlier[0].word is None):
        raise Refused(CHANGED)
    if bid is not None and not _is_ranked(run.result, bid):
        raise Refused(
            say("This bid was disqualified by the published rules, so it can’t be chosen."),
            field="choice",
        )
    decision = Decision(
        tender_id=tender.id,
        version=len(earlier) + 1,
        run_id=run.id,
        bid_id=bid.id if bid else None,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(decision)
    chosen = bid.label if bid else None
    record(
        "decision:made", actor, tender.id, version=decision.version, chosen=chosen, reason=reason
    )
    return decision


def approve(actor: Actor, tender: Tender, reason: str) -> None:
    """Somebody who didn't score approves the decision (R20)."""
    _give_word(actor, tender, reason, is_approved=True)
    move(tender, "approve")
    record("decision:approved", actor, tender.id, reason=reason)


def send_back(actor: Actor, tender: Tender, reason: str) -> None:
    """The approver sends the decision back; the lead then decides anew, and nothing is lost."""
    _give_word(actor, tender, reason, is_approved=False)
    record("decision:sent-back", actor, tender.id, reason=reason)


def reveal(actor: Actor, tender: Tender) -> None:
    """Let lead, approver and auditor see which provider each bid is from, from now on."""
    if stage_of(tender) != "approved" or tender.revealed_at is not None:
        raise Refused(CHANGED)
    tender.revealed_at = clock.now()
    origins = origins_of(tender)
    by_label = {bid.label: origins[bid.id].provider_id for bid in bids_of(tender)}
    record("providers:revealed", actor, tender.id, origins=by_label)


def release_letters(actor: Actor, tender: Tender, sign_in_at: str = "") -> None:
    """All letters at one moment (R20): written, released and announced, or none of them."""
    if stage_of(tender) != "approved":
        raise Refused(CHANGED)
    material = material_of(actor, tender)
    refuse_unready(actor, tender, material)
    move(tender, "release")
    settle_seats(tender.id)
    for bid in material.bids:
        content = letter_to(material, bid)
        letter = Letter(
            tender_id=tender.id,
            bid_id=bid.id,
            provider_id=material.bidders[bid.id].id,
            content=content,
            sha256=content_sha256(content),
            released_at=tender.released_at,
        )
        db.session.add(letter)
        note_on_list(letter.provider_id, tender.id, "answered")
        hashed = {"label": bid.label, "letter_sha256": letter.sha256}
        record("letter:released", actor, tender.id, **hashed)
    _announce(tender, material.bidders, sign_in_at)
    record("letters:released", actor, tender.id, letters=len(material.bids))
    if tender.regime == "psr":  # the letter says that the notice is published on the same day
        record_award_notice(actor, tender, material.day, has_standstill=True)


def open_letter(actor: Actor, tender_id: uuid.UUID, letter_id: uuid.UUID) -> None:
    """Write down that a person of the provider opened its letter, the first time alone."""
    db.session.scalar(select(Tender.id).where(Tender.id == tender_id).with_for_update())
    letter = db.session.scalars(select(Letter).where(Letter.id == letter_id)).one()
    if opening_of(actor, letter) is not None:
        return
    opening = LetterOpening(
        tender_id=tender_id,
        letter_id=letter_id,
        person_id=actor.person_id,
        opened_at=clock.now(),
    )
    db.session.add(opening)
    note_on_list(letter.provider_id, tender_id, "read")
    record("letter:opened", actor, tender_id, provider=actor.provider_id)


def record_award_notice(
    actor: Actor, tender: Tender, published_on: date, has_standstill: bool
) -> AwardNotice:
    """The day of the award notice, after the letters, and the standstill it starts (R20, R23)."""
    _refuse_day(tender, published_on)
    has_standstill = has_standstill or is_mandatory(tender.regime, published_on)
    ends_on = standstill_ends_on(tender.regime, published_on) if has_standstill else None
    notice = AwardNotice(
        tender_id=tender.id,
        version=len(award_notices_of(tender)) + 1,
        published_on=published_on,
        has_standstill=has_standstill,
        standstill_ends_on=ends_on,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(notice)
    tell_award(tender, published_on)
    record(
        "notice:recorded",
        actor,
        tender.id,
        version=notice.version,
        published_on=published_on,
        standstill_ends_on=ends_on,
        is_voluntary=has_standstill and not is_mandatory(tender.regime, published_on),
    )
    return notice


def _is_ranked(result: str, bid: Bid) -> bool:
    return any(each.label == bid.label and each.is_ranked for each in bid_results(result))


def _give_word(actor: Actor, tender: Tender, reason: str, *, is_approved: bool) -> None:
    decision, word = last_decision(tender)
    if decision is None or word is not None or stage_of(tender) != "deciding":
        raise Refused(CHANGED)
    if holds_seat(actor, tender) or decision.made_by == actor.person_id:
        raise Refused(say("Who marked bids or made the decision can’t approve it."))
    approval = Approval(
        id=decision.id,
        tender_id=tender.id,
        is_approved=is_approved,
        reason=reason,
        given_by=actor.person_id,
        given_at=clock.now(),
    )
    db.session.add(approval)


def _announce(tender: Tender, bidders: Mapping[uuid.UUID, Provider], sign_in_at: str) -> None:
    """A mail to each provider and its members: there is news, never what it is."""
    facts = {"title": tender.title, "reference": tender.reference, "page": sign_in_at}
    for addresses in addresses_of(list(bidders.values())).values():
        for address in sorted(addresses):
            post(address, NEWS, NEWS_OF, **facts)


def _refuse_day(tender: Tender, published_on: date) -> None:
    assert tender.released_at is not None, "policy: after the release"
    if published_on > clock.today():
        raise Refused(say("This day hasn’t come yet."), field="published_on")
    if published_on < tender.released_at.astimezone(clock.LONDON).date():
        raise Refused(
            say("The notice follows the letters, so it can’t be older than they are."),
            field="published_on",
        )
