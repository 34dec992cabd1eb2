"""Telling people of a session: those who mark something that it talks about, and want e-mails."""

from __future__ import annotations

import uuid

from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.core.formats import clock_time, day
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.models_room import TalkItem, TalkSession
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.progress.reminding import is_reasonable, wishes_of
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

SUBJECT = say("When your panel meets to talk about the marks")
BODY = say(
    "Your panel meets to talk about the marks: %(day)s, %(time)s, %(place)s. It takes %(minutes)s"
    " minutes at most.\n\nYou find more on your page when you sign in. If you can’t come, tell the"
    " lead.\n"
)


def invite(tender: Tender, session: TalkSession) -> None:
    """Write to those who take part; who is kept from all its bids isn't asked (R16).

    Nobody gets a mail unasked, or at night; everybody finds the session on their page.
    """
    db.session.flush()
    kinds = {group.id: group.kind for group in groups_of(tender)}
    seats = [
        seat
        for seat in invited(tender, session, panel_of(tender))
        if is_reasonable(clock.now(), kinds[seat.group_id])
    ]
    local = session.starts_at.astimezone(clock.LONDON)
    for address in wishes_of(seats).values():
        if address:
            facts = {"day": day(local), "time": clock_time(local), "place": session.place}
            post(address, SUBJECT, BODY, **facts, minutes=session.minutes)


def invited(tender: Tender, session: TalkSession, panel: Panel) -> list[Seat]:
    """The seats that mark one of the session's answers, and aren't kept from its bid."""
    rows = db.session.query(TalkItem).filter_by(session_id=session.id).all()
    bids = {bid.id: bid for bid in bids_of(tender)}
    criteria = {each.id: each for each in criteria_of(tender)}
    found: dict[uuid.UUID, Seat] = {}
    for row in rows:
        bid, criterion = bids[row.bid_id], criteria[row.criterion_id]
        for seat in panel.seats.values():
            if panel.may_take_part(seat.id, bid, criterion):
                found[seat.id] = seat
    return list(found.values())
