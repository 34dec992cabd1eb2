"""Writes at the table: put an answer there, say ‘I am here’, note what a group said first."""

from __future__ import annotations

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.models_room import Attendance, GroupTalk, Laid
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import Item
from portal.evaluation.moderation.sitting import (
    first_groups,
    key_of,
    present_in,
    table_of,
    talks_on,
    times_laid,
)
from portal.evaluation.pulse import beat
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

NO_SESSION = say("No session is open.")
NOT_PLANNED = say("This answer isn’t in the session that is open.")
NOT_FIRST = say("This group doesn’t talk first about this answer.")
NO_WORDS = say("Write down what they said.")
READ_FIRST = say("Somebody wrote this down while you were writing. Read theirs, then save again.")


def lay(actor: Actor, tender: Tender, item: Item, group: Group | None) -> Laid:
    """Put an answer on the table: for one group among itself first, or (none) for all.

    One bid and one criterion at a time, for everybody present (R14).
    """
    session = table_of(tender).session
    if session is None:
        raise Refused(NO_SESSION)
    if key_of(item) not in {(each.bid_id, each.criterion_id) for each in session.items}:
        raise Refused(NOT_PLANNED)
    if group is not None and not _talks_first(tender, item, group):
        raise Refused(NOT_FIRST)
    made = Laid(
        tender_id=tender.id,
        session_id=session.id,
        bid_id=item.bid.id,
        criterion_id=item.criterion.id,
        group_id=group.id if group else None,
        number=times_laid(tender) + 1,
        laid_at=clock.now(),
    )
    db.session.add(made)
    where = {"label": item.bid.label, "criterion": item.criterion.code}
    told = {"number": session.number, "group": group.slug if group else None}
    record("moderation:laid", actor, tender.id, **where, **told)
    beat(tender)
    return made


def _talks_first(tender: Tender, item: Item, group: Group) -> bool:
    found = first_groups(groups_of(tender), item.criterion, panel_of(tender))
    return group.id in {each.id for each in found}


def come(actor: Actor, tender: Tender) -> None:
    """Somebody is here, in the session that is open; said twice it is said once (R13)."""
    session, seat = table_of(tender).session, panel_of(tender).seat_of(actor)
    if session is None or seat is None:
        raise Refused(NO_SESSION)
    if seat.id in present_in(tender, session):
        return
    ours = {"tender_id": tender.id, "session_id": session.id, "seat_id": seat.id}
    db.session.add(Attendance(**ours, came_at=clock.now()))
    record("moderation:came", actor, tender.id, number=session.number)
    beat(tender)


def note_group(
    actor: Actor, tender: Tender, item: Item, group: Group, words: str, seen: int
) -> GroupTalk:
    """Write down what a group said among itself, before all talk (R13); an earlier version stays.

    `seen` is the version that the writer had read, so that none is overwritten unread.
    """
    if not words.strip():
        raise Refused(NO_WORDS, "words")
    if not _talks_first(tender, item, group):
        raise Refused(NOT_FIRST)
    last = talks_on(tender, item).get(group.id)
    version = last.version if last else 0
    if seen != version:
        raise Refused(READ_FIRST)
    made = GroupTalk(tender_id=tender.id, group_id=group.id, version=version + 1)
    made.bid_id, made.criterion_id = key_of(item)
    assert actor.person_id
    made.words, made.noted_by, made.noted_at = words.strip(), actor.person_id, clock.now()
    db.session.add(made)
    told = {"label": item.bid.label, "criterion": item.criterion.code, "group": group.slug}
    named = {"version": made.version, "words": made.words}
    record("moderation:group-noted", actor, tender.id, **told, **named)
    beat(tender)
    return made
