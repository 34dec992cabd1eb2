"""The story's moderation room: one session is open, with an answer on its table; one is planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Select, select

from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.evaluation.models import Moderation, Presence, Seat
from portal.evaluation.models_room import Laid
from portal.evaluation.moderation.operations import dissent
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import item_of, items_of, to_sign
from portal.evaluation.moderation.sitting import first_groups, key_of, table_of
from portal.evaluation.room import sessions as plan
from portal.evaluation.room import table as at
from portal.evaluation.room.own_mind import change_mark
from portal.evaluation.room.sessions import SessionFacts
from portal.specifications.models import Criterion
from portal.specifications.queries import groups_of
from tests.story import Story

PLACE = "Room 2"


def open_room(story: Story) -> None:
    """Two answers that 'young' marks are planned for one session, which is open, others for the
    next; one lies on the table, and 'young' is there."""
    lead, young = story.house.lead.actor, story.people["young"].actor
    with story.writing() as tender:
        panel = panel_of(tender)
        left = [each for each in items_of(tender) if each.record is None]
        theirs = [each for each in left if panel.is_theirs(young, each.bid, each.criterion)]
        others = [each for each in left if each not in theirs[:1]]
        starts = clock.now() + timedelta(days=1)
        first = SessionFacts(starts, 60, PLACE, "Robin Hale", [key_of(e) for e in theirs[:1]])
        session = plan.plan_session(lead, tender, first)
        later = starts + timedelta(days=1)
        rest = SessionFacts(later, 45, PLACE, "Robin Hale", [key_of(e) for e in others[:1]])
        second = plan.plan_session(lead, tender, rest)
        plan.plan_session(lead, tender, replace(rest, minutes=50), second)
        last = replace(rest, starts_at=later + timedelta(days=1), items=[key_of(others[1])])
        plan.drop_session(lead, tender, plan.plan_session(lead, tender, last))
        plan.open_session(lead, tender, session)
        place = theirs[0].bid.label, theirs[0].criterion.code
    with story.writing() as tender:
        item = item_of(tender, *place)
        first_to_talk = first_groups(groups_of(tender), item.criterion, panel_of(tender))[0]
        at.lay(lead, tender, item, first_to_talk)
        at.note_group(lead, tender, item, first_to_talk, "They ask who calls back.", 0)
        at.lay(lead, tender, item, None)
        at.come(young, tender)
        change_mark(young, tender, item, None, "I am not sure any more.", 1)


def on_table(story: Story) -> dict[str, str]:
    """Label and code of what lay on a table last, in the session that is open; none before."""
    wanted = select(Bid.label, Criterion.code).select_from(Laid).join(Bid, Bid.id == Laid.bid_id)
    wanted = wanted.join(Criterion, Criterion.id == Laid.criterion_id)
    return _place(wanted.where(Laid.tender_id == story.id))


def recorded(story: Story) -> dict[str, str]:
    """Label and code of a record that 'young' was present at; none before."""
    person = story.people["young"].actor.person_id
    wanted = (
        select(Bid.label, Criterion.code)
        .select_from(Moderation)
        .join(Presence, Presence.moderation_id == Moderation.id)
        .join(Seat, Seat.id == Presence.seat_id)
        .join(Bid, Bid.id == Moderation.bid_id)
        .join(Criterion, Criterion.id == Moderation.criterion_id)
    )
    return _place(wanted.where(Moderation.tender_id == story.id, Seat.person_id == person))


def _place(wanted: Select[str, str]) -> dict[str, str]:
    found = db.session.execute(wanted.limit(1)).one_or_none()
    return {"label": found[0], "code": found[1]} if found else {}


def one_disagrees(story: Story) -> None:
    """'young' says of one record that they don't agree."""
    young = story.people["young"].actor
    with story.writing() as tender:
        record = to_sign(young, tender)[0].record
        assert record
        dissent(young, tender, record.id, "I still think that it says too little.")


def end_room(story: Story) -> None:
    """The session is over."""
    with story.writing() as tender:
        session = table_of(tender).session
        assert session
        plan.end_session(story.house.lead.actor, tender, session)
