"""Lifting words out: sealed into the safety store and gone from the record, in one transaction."""

from __future__ import annotations

from flask_babel import gettext

from portal.accounts.queries import authority_by_id, people_by_id
from portal.audit.erasable import TAKEN_OUT
from portal.core.authorisation import Actor
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.marking.taking_out import take_out_of_draft
from portal.evaluation.moderation.operations import take_out_of_notes
from portal.evaluation.moderation.queries import Item
from portal.evaluation.reading.highlights import drop_saying
from portal.lifting.queries import Words
from portal.record.erasure.notebook import Note
from portal.record.erasure.redaction import redact
from portal.safety.operations import put_in
from portal.specifications.models import Criterion
from portal.tenders.models import Tender


def lift_own(
    actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion, found: Words
) -> list[Note]:
    """An evaluator's own words go to the safeguarding lead; their mark stays (R31)."""
    notes = _lift(actor, tender, found, _place(own.label, criterion))
    take_out_of_draft(own, criterion, found.words)
    drop_saying(own.sheet, criterion, found.words)
    return notes


def lift_from_item(actor: Actor, tender: Tender, item: Item, found: Words) -> list[Note]:
    """Words that somebody read in moderation go there at once, whoever presses it (R31)."""
    notes = _lift(actor, tender, found, _place(item.bid.label, item.criterion))
    for words in found.everything():
        take_out_of_notes(tender, item.bid, item.criterion, found.column, words, TAKEN_OUT)
    return notes


def lift_from_writing(actor: Actor, tender: Tender, place: str, found: Words) -> list[Note]:
    """Words that a panel and the leads read while they write go there at once, whoever presses it
    (R31); what was suggested stays to be answered."""
    return _lift(actor, tender, found, place)


def _place(label: str, criterion: Criterion) -> str:
    return gettext("Bid %(label)s, “%(title)s”", label=label, title=criterion.title)


def _lift(actor: Actor, tender: Tender, found: Words, place: str) -> list[Note]:
    """Who wrote them and where they stood is known inside the sealed box alone."""
    authority = authority_by_id(tender.authority_id)
    assert found.by
    writer = people_by_id([found.by])[found.by]
    for words in found.everything():
        worry = {
            "kind": "handed-over",
            "about": gettext("Written by %(name)s", name=writer.name),
            "words": words,
            "found": f"{tender.title}: {place}. {found.where}",
            "note": gettext("These words were taken out of the record of the tender."),
        }
        put_in(actor, authority, worry)
    left = [text for text in found.texts if text.text.strip() != TAKEN_OUT]
    return [redact(actor, tender, text, TAKEN_OUT) for text in left]
