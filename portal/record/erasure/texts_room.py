"""What was written in the moderation room beside the records."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.models import Dissent, Moderation, Overruled, Seat
from portal.evaluation.models_room import GroupTalk
from portal.record.erasure.text import Text
from portal.record.erasure.texts_reading import Bids, Criteria
from portal.specifications.models import Group
from portal.tenders.models import Tender


def said_in_the_room(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    """What a group said first, why a warning was overruled, why somebody doesn't agree."""
    yield from _talks(tender, bids, criteria)
    yield from _overruled(tender, bids, criteria)
    yield from _dissents(tender, bids, criteria)


def _talks(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    wanted = select(GroupTalk, Group.slug).join(Group, Group.id == GroupTalk.group_id)
    wanted = wanted.where(GroupTalk.tender_id == tender.id)
    for row, group in db.session.execute(wanted.order_by(GroupTalk.noted_at, GroupTalk.id)):
        label, (code, title) = bids[row.bid_id], criteria[row.criterion_id]
        where = _(
            "What a group said among itself: Bid %(label)s, “%(title)s”", label=label, title=title
        )
        facts = {"label": label, "criterion": code, "group": group, "version": row.version}
        yield Text("group_talk", row.id, "words", where, row.words, facts)


def _overruled(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    wanted = select(Overruled, Moderation).join(Moderation, Moderation.id == Overruled.id)
    wanted = wanted.where(Overruled.tender_id == tender.id).order_by(Moderation.recorded_at)
    for row, of in db.session.execute(wanted):
        label, (code, title) = bids[of.bid_id], criteria[of.criterion_id]
        where = _(
            "Why a warning was overruled: Bid %(label)s, “%(title)s”", label=label, title=title
        )
        facts = {"label": label, "criterion": code, "version": of.version}
        yield Text("overruled", row.id, "reason", where, row.reason, facts)


def _dissents(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    wanted = (
        select(Dissent, Moderation, Seat.person_id)
        .join(Moderation, Moderation.id == Dissent.moderation_id)
        .join(Seat, Seat.id == Dissent.seat_id)
        .where(Dissent.tender_id == tender.id)
        .order_by(Dissent.said_at, Dissent.id)
    )
    for row, of, person_id in db.session.execute(wanted):
        label, (code, title) = bids[of.bid_id], criteria[of.criterion_id]
        where = _("Why somebody doesn’t agree: Bid %(label)s, “%(title)s”")
        where = where % {"label": label, "title": title}
        facts = {"label": label, "criterion": code, "version": of.version}
        yield Text("dissent", row.id, "words", where, row.words, facts, by=person_id)
