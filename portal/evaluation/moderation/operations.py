"""Writes of moderation: keep notes, record what was agreed, sign the record."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import (
    AgreedMark,
    Dissent,
    Moderation,
    ModerationDraft,
    Overruled,
    Presence,
    SignOff,
)
from portal.evaluation.moderation.checks import ModerationFacts, refuse_faults
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import (
    Item,
    draft_of,
    given_for,
    item_of,
    marks_among,
    moderated,
    to_sign,
)
from portal.evaluation.moderation.staff_course import note_without_course
from portal.evaluation.pulse import beat
from portal.specifications.models import Criterion
from portal.tenders.models import Tender

OVERTAKEN = say(
    "Somebody recorded this while you were writing. Read what they wrote, then record yours again."
)
MARKS_CHANGED = say(
    "Somebody changed their mark while you were writing. Read the marks again, then record it."
)
NO_WORDS = say("Say why you don’t agree.")
NONE_TICKED = say("Tick each record that you agree with.")
REWRITTEN = say("One of these records has been written again. Read the new one before you sign it.")


def keep_notes(tender: Tender, bid: Bid, criterion: Criterion, content: dict[str, Any]) -> None:
    """Keep what is written so far, outside the trail, until it is recorded."""
    draft = draft_of(tender, bid, criterion)
    if draft is None:
        draft = ModerationDraft(tender_id=tender.id, bid_id=bid.id, criterion_id=criterion.id)
        db.session.add(draft)
    draft.content, draft.saved_at = content, clock.now()
    beat(tender)


def take_out_of_notes(
    tender: Tender, bid: Bid, criterion: Criterion, column: str, words: str, instead: str
) -> None:
    """Words that went to the safeguarding lead leave the notes of a moderation too (R31)."""
    beat(tender)
    draft = draft_of(tender, bid, criterion)
    if draft and words in draft.content.get(column, ""):
        draft.content = draft.content | {column: draft.content[column].replace(words, instead)}


def record_moderation(
    actor: Actor, tender: Tender, bid: Bid, criterion: Criterion, facts: ModerationFacts
) -> Moderation:
    """Record what was agreed (R13); an earlier version stays, and this one needs new signatures."""
    item = item_of(tender, bid.label, criterion.code)
    version = item.record.version if item.record else 0
    if facts.seen is not None and facts.seen != version:
        raise Refused(OVERTAKEN)
    if facts.seen_marks not in (None, marks_among(given_for(tender, item))):
        raise Refused(MARKS_CHANGED)
    panel = panel_of(tender)
    refuse_faults(moderated(tender, item, panel), facts)
    note_without_course(actor, tender, panel)
    made = _write(actor, tender, item, facts, version + 1)
    if draft := draft_of(tender, bid, criterion):
        db.session.delete(draft)
    record(
        "moderation:recorded",
        actor,
        tender.id,
        label=bid.label,
        criterion=criterion.code,
        version=made.version,
        record=facts.agreement(),
        agreed=facts.agreed,
    )
    if facts.warnings:
        _overrule(actor, tender, item, made, facts)
    beat(tender)
    return made


def _overrule(
    actor: Actor, tender: Tender, item: Item, made: Moderation, facts: ModerationFacts
) -> None:
    """What a record was warned of stays beside it, with why it stands all the same (R14)."""
    reason, warnings = facts.overruled.strip(), list(facts.warnings)
    db.session.add(Overruled(id=made.id, tender_id=tender.id, warnings=warnings, reason=reason))
    told = {"label": item.bid.label, "criterion": item.criterion.code, "version": made.version}
    record("moderation:overruled", actor, tender.id, **told, warnings=warnings, reason=reason)


def _write(
    actor: Actor, tender: Tender, item: Item, facts: ModerationFacts, version: int
) -> Moderation:
    made = Moderation(
        tender_id=tender.id,
        bid_id=item.bid.id,
        criterion_id=item.criterion.id,
        version=version,
        points_for=facts.points_for,
        points_against=facts.points_against,
        reconciled=facts.reconciled,
        reason=facts.reason,
        next_mark=facts.next_mark,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    ours = {"tender_id": tender.id, "moderation_id": made.id}
    marks = [AgreedMark(**ours, group_id=g, mark=mark) for g, mark in facts.agreed.items()]
    present = [Presence(**ours, seat_id=seat_id) for seat_id in dict.fromkeys(facts.present)]
    db.session.add_all([made, *marks, *present])
    return made


def sign_off(actor: Actor, tender: Tender, moderations: Sequence[uuid.UUID]) -> None:
    """A member's word that these records are a fair summary of what they were part of (R13)."""
    if not moderations:
        raise Refused(NONE_TICKED, "records")
    seat = panel_of(tender).seat_of(actor)
    waiting = {item.record.id: item for item in to_sign(actor, tender) if item.record}
    if seat is None or not set(moderations) <= set(waiting):
        raise Refused(REWRITTEN)
    for moderation_id in dict.fromkeys(moderations):
        _sign(actor, tender, seat.id, waiting[moderation_id])


def _sign(actor: Actor, tender: Tender, seat_id: uuid.UUID, item: Item) -> None:
    assert item.record is not None
    beat(tender)
    db.session.add(
        SignOff(
            tender_id=tender.id,
            moderation_id=item.record.id,
            seat_id=seat_id,
            signed_at=clock.now(),
        )
    )
    record(
        "moderation:signed-off",
        actor,
        tender.id,
        label=item.bid.label,
        criterion=item.criterion.code,
        version=item.record.version,
    )


def dissent(actor: Actor, tender: Tender, moderation_id: uuid.UUID, words: str) -> None:
    """Somebody who was there doesn't agree, and says why; it stands in the record, in the minutes
    and before the approver, and stops nothing (R13)."""
    seat = panel_of(tender).seat_of(actor)
    waiting = {item.record.id: item for item in to_sign(actor, tender) if item.record}
    item = waiting.get(moderation_id)
    if seat is None or item is None or item.record is None:
        raise Refused(REWRITTEN)
    if not words.strip():
        raise Refused(NO_WORDS, "words")
    ours = {"tender_id": tender.id, "moderation_id": item.record.id, "seat_id": seat.id}
    db.session.add(Dissent(**ours, words=words.strip(), said_at=clock.now()))
    told = {"label": item.bid.label, "criterion": item.criterion.code}
    version = item.record.version
    record("moderation:dissented", actor, tender.id, **told, version=version, words=words.strip())
    beat(tender)
