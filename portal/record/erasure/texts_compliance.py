"""What bidders were asked and said, what was found for exclusion, and why bids are out (R26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.evaluation.compliance.queries import checks_of, rulings_of
from portal.evaluation.models_compliance import BidderAnswer, BidderQuestion
from portal.record.erasure.text import Text
from portal.tenders.models import Tender


def said_between(tender: Tender, labels: Mapping[uuid.UUID, str]) -> Iterator[Text]:
    """Questions and answers by number, since one about exclusion stands beside no label."""
    asked = (
        select(BidderQuestion)
        .where(BidderQuestion.tender_id == tender.id)
        .order_by(BidderQuestion.number)
    )
    for each in db.session.scalars(asked):
        where = _("What a bidder was asked: question %(number)s", number=each.number)
        facts = {"number": each.number}
        yield Text("bidder_question", each.id, "words", where, each.words, facts)
    answers = (
        select(BidderAnswer, BidderQuestion.number)
        .join(BidderQuestion, BidderAnswer.question_id == BidderQuestion.id)
        .where(BidderAnswer.tender_id == tender.id)
        .order_by(BidderQuestion.number, BidderAnswer.number)
    )
    for answer, number in db.session.execute(answers):
        where = _("What the bidder answered: question %(number)s", number=number)
        facts = {"number": number, "part": answer.number}
        yield Text("bidder_answer", answer.id, "words", where, answer.words, facts)
    for check in checks_of(tender):
        where = _("What was found about exclusion: look %(number)s", number=check.number)
        facts = {"number": check.number}
        yield Text("exclusion_check", check.id, "words", where, check.words, facts)
    for word in rulings_of(tender):
        label = labels[word.bid_id]
        where = _("Why a bid is disregarded or stays in: Bid %(label)s", label=label)
        told = {"label": label, "ground": word.ground, "version": word.version}
        event = "bid:disregarded" if word.is_out else "bid:stays-in"
        yield Text("bid_ruling", word.id, "reason", where, word.reason, told, of_event=event)
