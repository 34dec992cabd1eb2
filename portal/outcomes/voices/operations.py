"""Write a narrative, stand by it, and note how differences were talked through (P18, P19)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from portal.audit.journal import record
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.runs.queries import runs_of
from portal.outcomes.voices.models import Narrative, NarrativeYes, ViewsTalk
from portal.outcomes.voices.queries import narrative_for, talks_of
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of
from portal.tenders.typed import forget_typed

OVERTAKEN = say(
    "Somebody in your group has written while you were writing. Read their words, put yours and"
    " theirs together, and save again."
)
SAME = say("Nothing is new in it. Change something, or say yes to it.")
NAMES_A_BID = say(
    "Write ‘one bid’ in place of ‘Bid %(label)s’. Not everybody in your group has read every bid."
)
REWRITTEN = say("The words have changed. Read the new ones before you say yes.")
HAS_SAID = say("You have said yes to these words already.")
NO_RUN = say("There is no result to talk about.")
NOTED = say("Somebody wrote a note while you were writing. Read it, then save yours again.")

PLACE = "narrative"
"""Where the draft of one's words for the group is kept."""
LABEL = re.compile(r"\b[Bb]ids?\s+([A-Z]{1,3})\b")


def write_narrative(actor: Actor, tender: Tender, seat: Seat, words: str, seen: int) -> Narrative:
    """A group's words beside the decision; each version stays, and the last one stands (P19)."""
    told = narrative_for(tender, seat)
    assert told is not None, "policy: a group of young people or parents"
    last = told.last
    if (last.version if last else 0) != seen:
        raise Refused(OVERTAKEN, field="words")
    if last and last.words == words:
        raise Refused(SAME, field="words")
    _refuse_labels(tender, words)
    made = Narrative(
        tender_id=tender.id,
        group_id=told.group.id,
        version=seen + 1,
        seat_id=seat.sheets_seat_id,
        words=words,
        written_at=clock.now(),
    )
    db.session.add(made)
    forget_typed(actor, tender, PLACE)
    facts = {"group": told.group.slug, "version": made.version}
    record("narrative:written", actor, tender.id, **facts, words=words)
    return made


def _refuse_labels(tender: Tender, words: str) -> None:
    """A label that stands there would tell who is kept from a bid which one that is (R16)."""
    labels = {bid.label for bid in bids_of(tender)}
    if named := [label for label in LABEL.findall(words) if label in labels]:
        raise Refused(NAMES_A_BID, field="words", label=named[0])


def agree_to_narrative(actor: Actor, tender: Tender, seat: Seat, version: int) -> None:
    """Somebody says that the words of their group speak for them too."""
    told = narrative_for(tender, seat)
    if told is None or told.last is None or told.last.version != version:
        raise Refused(REWRITTEN)
    if told.is_by(seat):
        raise Refused(HAS_SAID)
    db.session.add(
        NarrativeYes(
            tender_id=tender.id,
            narrative_id=told.last.id,
            seat_id=seat.sheets_seat_id,
            said_at=clock.now(),
        )
    )
    record("narrative:agreed", actor, tender.id, group=told.group.slug, version=version)


def note_talk(
    actor: Actor, tender: Tender, words: str, present: Sequence[uuid.UUID], seen: int
) -> ViewsTalk:
    """What groups saw differently, what was said about it, and what came of it (P18)."""
    runs = runs_of(tender)
    if not runs or stage_of(tender) != "deciding":
        raise Refused(NO_RUN)
    run = runs[0]
    earlier = [each.note for each in talks_of(tender) if each.note.run_id == run.id]
    version = earlier[0].version if earlier else 0
    if version != seen:
        raise Refused(NOTED, field="words")
    there = sorted(str(each) for each in set(present))
    made = ViewsTalk(
        tender_id=tender.id,
        run_id=run.id,
        version=version + 1,
        words=words,
        present=there,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(made)
    facts = {"run": run.number, "version": made.version}
    record("views:talked", actor, tender.id, **facts, words=words, present=there)
    return made
