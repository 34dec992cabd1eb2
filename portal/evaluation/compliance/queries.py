"""Reads of compliance: what was asked and answered, what was checked, which bids are out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased, selectinload

from portal.accounts.models import Provider
from portal.bids.models import Bid
from portal.bids.queries import bid_of_provider, bidders_of, number_of_bidders
from portal.core import clock
from portal.core.authorisation import Actor, there
from portal.core.database import db
from portal.evaluation.models import Sheet
from portal.evaluation.models_compliance import BidderQuestion, BidRuling, ExclusionCheck
from portal.tenders.models import Tender

HEARD_BY = {
    "excluded": "exclusion",
    "excludable": "exclusion",
    "low_price": "low_price",
    "procedural": "disregard",
}
"""By ground the purpose of the question by which the bidder is heard on it."""


@dataclass(frozen=True)
class Asked:
    """A question to one bidder with what it said so far."""

    question: BidderQuestion
    label: str

    def is_heard(self, moment: datetime | None = None) -> bool:
        """Whether the bidder said everything, or had its time."""
        return self.question.is_heard(moment or clock.now())


def questions_of(tender: Tender, *purposes: str) -> list[Asked]:
    """Every question of these purposes with its answers, in the order of asking."""
    return _asked(BidderQuestion.tender_id == tender.id, BidderQuestion.purpose.in_(purposes))


def questions_to(bid: Bid, *purposes: str) -> list[Asked]:
    """The questions of these purposes (or all) to one bidder, in the order of asking."""
    only = [BidderQuestion.purpose.in_(purposes)] if purposes else []
    return _asked(BidderQuestion.bid_id == bid.id, *only)


def question_of(tender: Tender, number: int, *purposes: str) -> Asked:
    """One question by its number; one of another purpose isn't there."""
    found = _asked(
        BidderQuestion.tender_id == tender.id,
        BidderQuestion.number == number,
        BidderQuestion.purpose.in_(purposes),
    )
    return there(found[0] if found else None)


def own_questions(actor: Actor, tender: Tender) -> list[Asked]:
    """What the actor's own provider was asked, the newest first."""
    bid = bid_of_provider(tender, actor.provider_id)
    return list(reversed(questions_to(bid))) if bid else []


def own_question(actor: Actor, tender: Tender, number: int) -> Asked:
    """One question to the actor's own provider; anybody else's is a 404."""
    found = (each for each in own_questions(actor, tender) if each.question.number == number)
    return there(next(found, None))


def _asked(*where: ColumnElement[bool]) -> list[Asked]:
    rows = db.session.execute(
        select(BidderQuestion, Bid.label)
        .join(Bid, BidderQuestion.bid_id == Bid.id)
        .where(*where)
        .options(selectinload(BidderQuestion.answers))
        .order_by(BidderQuestion.number)
    )
    return [Asked(question, label) for question, label in rows]


def rulings_of(tender: Tender) -> Sequence[BidRuling]:
    """Every word on whether a bid is disregarded, the first one first."""
    return db.session.scalars(
        select(BidRuling)
        .where(BidRuling.tender_id == tender.id)
        .order_by(BidRuling.ruled_at, BidRuling.version, BidRuling.id)
    ).all()


def last_ruling(bid: Bid, ground: str) -> BidRuling | None:
    """The last word on one ground: it counts."""
    return db.session.scalar(
        select(BidRuling)
        .where(BidRuling.bid_id == bid.id, BidRuling.ground == ground)
        .order_by(BidRuling.version.desc())
        .limit(1)
    )


def was_marked(bid: Bid) -> bool:
    """Whether evaluators were given this bid."""
    wanted = select(Sheet.id).where(Sheet.tender_id == bid.tender_id, Sheet.bid_id == bid.id)
    return db.session.scalar(wanted.limit(1)) is not None


def checks_of(tender: Tender) -> list[ExclusionCheck]:
    """Every version of every exclusion check, the first one first."""
    wanted = select(ExclusionCheck).where(ExclusionCheck.tender_id == tender.id)
    return list(db.session.scalars(wanted.order_by(ExclusionCheck.number)))


def last_checks(tender: Tender) -> dict[uuid.UUID, ExclusionCheck]:
    """The check that counts for each bidder that was looked at, by the provider's id."""
    return {check.provider_id: check for check in checks_of(tender)}


def unchecked_in(tender: Tender) -> int:
    """How many bidders nobody has looked at for exclusion, or not to the end (R17)."""
    done = [each for each in last_checks(tender).values() if each.outcome != "hearing"]
    return number_of_bidders(tender) - len(done)


_LATER = aliased(ExclusionCheck)
CHECKED = (
    select(ExclusionCheck.tender_id, func.count())
    .where(
        ExclusionCheck.outcome != "hearing",
        ~exists().where(
            _LATER.tender_id == ExclusionCheck.tender_id,
            _LATER.provider_id == ExclusionCheck.provider_id,
            _LATER.number > ExclusionCheck.number,
        ),
    )
    .group_by(ExclusionCheck.tender_id)
)
"""How many bidders somebody has looked at to the end, by tender."""


def bidder_of(tender: Tender, provider_id: uuid.UUID) -> tuple[Provider, Bid]:
    """One bidder by name, and its bid, whose label isn't told; who didn't bid is a 404."""
    found = (each for each in bidders_of(tender) if each.id == provider_id)
    provider = there(next(found, None))
    return provider, there(bid_of_provider(tender, provider.id))


def next_number(of: type[BidderQuestion] | type[ExclusionCheck], tender: Tender) -> int:
    """The number that the next row of a tender has."""
    last = db.session.scalar(select(func.max(of.number)).where(of.tender_id == tender.id))
    return (last or 0) + 1
