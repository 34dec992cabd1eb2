"""What was told to the lead about answers, what they answered, and why people were warned."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.reading.models import Flag, FlagAnswer, HardPassage
from portal.record.erasure.text import Text
from portal.tenders.models import Tender

Bids = Mapping[uuid.UUID, str]
Criteria = Mapping[uuid.UUID, tuple[str, str]]


def told_while_reading(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    """Each in the order in which it was written."""
    yield from _of_flags(tender, bids, criteria)
    wanted = select(HardPassage).where(HardPassage.tender_id == tender.id)
    for row in db.session.scalars(wanted.order_by(HardPassage.version, HardPassage.id)):
        label, (code, title) = bids[row.bid_id], criteria[row.criterion_id]
        where = _("Why people are warned: Bid %(label)s, “%(title)s”", label=label, title=title)
        facts = {"label": label, "criterion": code, "version": row.version}
        yield Text("hard_passage", row.id, "words", where, row.words, facts)


def _of_flags(tender: Tender, bids: Bids, criteria: Criteria) -> Iterator[Text]:
    wanted = (
        select(Flag, Sheet.bid_id, Seat.person_id, FlagAnswer)
        .join(Sheet, Flag.sheet_id == Sheet.id)
        .join(Seat, Sheet.seat_id == Seat.id)
        .outerjoin(FlagAnswer, FlagAnswer.flag_id == Flag.id)
        .where(Flag.tender_id == tender.id)
        .order_by(Flag.number)
    )
    for flag, bid_id, person_id, answer in db.session.execute(wanted):
        label, (code, title) = bids[bid_id], criteria[flag.criterion_id]
        place: dict[str, Any] = {"label": label, "title": title}
        facts = {"number": flag.number, "label": label, "criterion": code}
        where = _("What an evaluator told the lead: Bid %(label)s, “%(title)s”", **place)
        yield Text("flag", flag.id, "words", where, flag.words, facts, by=person_id)
        if answer:
            where = _("The lead’s answer: Bid %(label)s, “%(title)s”", **place)
            said = {"number": flag.number}
            yield Text("flag_answer", answer.id, "words", where, answer.words, said)
