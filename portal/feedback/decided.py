"""What was decided, and what made the difference, as those who took part read it (P20, R19).

Combined marks alone. Who is kept from a bid learns nothing of it before everybody may.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import and_, or_, select

from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core import clock
from portal.core.database import db
from portal.core.formats import day, exact, named, with_names
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.models_conflicts import KeptOut
from portal.evaluation.runs.queries import latest_run
from portal.outcomes.figures import BidResult, Scored, bid_results
from portal.outcomes.queries import award_notice_of, bidders_by_bid, last_decision
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_again

MOST = 3


@dataclass(frozen=True)
class Difference:
    """A question on which the winner leads most: its title, and the mark that all agreed on."""

    title: str
    mark: str
    available: str
    words: str


@dataclass(frozen=True)
class Decided:
    """What the page tells: the decision in a sentence, the differences, and what comes next."""

    decision: str | Markup
    next: list[str]
    differences: list[Difference] = field(default_factory=list)
    why_none: str = ""
    is_public: bool = False


def decided_for(tender: Tender, seat: Seat | None = None) -> Decided:
    """What somebody who took part may read; `seat` for whoever marks, or marked."""
    if is_again(tender):
        return _again(tender)
    decision, _word = last_decision(tender)
    notice = award_notice_of(tender)
    is_public = notice is not None and notice.published_on <= clock.today()
    steps = _next(tender, notice.standstill_ends_on if notice else None)
    if decision is None or decision.bid_id is None:
        return Decided(gettext("No bid was chosen."), [], why_none=gettext("Nobody will do it."))
    kept = set() if seat is None else _kept_from(seat, tender)
    if not is_public and (seat is None or decision.bid_id in kept):
        sentence = gettext("One bid is chosen. Soon everybody can read whose it is.")
        return Decided(sentence, steps, _differences(tender, decision.bid_id, kept))
    sentence = with_names(
        gettext("We chose the bid of %(name)s."),
        name=named(bidders_by_bid(tender)[decision.bid_id].name),
    )
    differences = _differences(tender, decision.bid_id, kept)
    return Decided(sentence, steps, differences, is_public=is_public)


def _again(tender: Tender) -> Decided:
    """What was told doesn't stand: nothing of the new decision before the new letters are out."""
    assert tender.reopened_at is not None, "it is being decided again"
    sentence = gettext("We told you who we chose. Now we look at that again, since %(day)s.")
    steps = [
        gettext("Something has to be put right first. Your marks and words are kept."),
        gettext("Then we decide again. All who sent a bid get a new letter, and you hear it too."),
    ]
    return Decided(sentence % {"day": day(tender.reopened_at)}, steps)


def _next(tender: Tender, ends_on: date | None) -> list[str]:
    steps = [gettext("All who sent a bid have a letter. It tells them why.")]
    if ends_on:
        until = gettext("We wait until %(day)s before we sign. Others can ask us why until then.")
        steps.append(until % {"day": day(ends_on)})
    else:
        steps.append(gettext("Others can ask us why for some days. Then we sign the contract."))
    if tender.starts_on:
        steps.append(gettext("It starts on %(day)s.", day=day(tender.starts_on)))
    return steps


def _differences(tender: Tender, winner_id: uuid.UUID, kept: set[uuid.UUID]) -> list[Difference]:
    """The questions on which the winner is furthest ahead of the next best bid, the widest first.

    For who is kept from the winner's bid there are none; a bid that they are kept from isn't
    counted in.
    """
    run = latest_run(tender)
    if run is None or winner_id in kept:
        return []
    labels = {bid.id: bid.label for bid in bids_of(tender)}
    shown = {labels[bid_id] for bid_id in labels.keys() - kept}
    results = {each.label: each for each in bid_results(run.result) if each.label in shown}
    winner = results[labels[winner_id]]
    others = [each for each in results.values() if each.is_ranked and each is not winner]
    leads = [
        (lead, criterion)
        for criterion in criteria_of(tender)
        if (lead := _lead(winner, others, criterion)) > 0
    ]
    widest = sorted(leads, key=lambda each: -each[0])[:MOST]
    return [_told(criterion, winner) for _lead_of, criterion in widest]


def _lead(winner: BidResult, others: Sequence[BidResult], criterion: Criterion) -> Decimal:
    points = [_points(each.criteria, criterion) for each in others]
    return _points(winner.criteria, criterion) - max(points) if points else Decimal(0)


def _points(scored: Mapping[str, Scored], criterion: Criterion) -> Decimal:
    found = scored.get(criterion.code)
    return Decimal(found.points) if found and found.points else Decimal(0)


def _told(criterion: Criterion, winner: BidResult) -> Difference:
    scale, mark = criterion.scale, winner.criteria[criterion.code].mark
    words = {each.mark: each.name for each in scale.descriptors}
    return Difference(
        criterion.plain_title or criterion.title,
        exact(Decimal(mark)),
        exact(scale.highest),
        words.get(Decimal(mark), ""),
    )


def _kept_from(seat: Seat, tender: Tender) -> set[uuid.UUID]:
    """The bids that somebody who marks never had, or is kept from since (R16)."""
    out = select(KeptOut.id).where(KeptOut.seat_id == seat.sheets_seat_id, KeptOut.bid_id == Bid.id)
    wanted = (
        select(Bid.id)
        .outerjoin(Sheet, and_(Sheet.seat_id == seat.sheets_seat_id, Sheet.bid_id == Bid.id))
        .where(Bid.tender_id == tender.id, or_(Sheet.id.is_(None), out.exists()))
    )
    return set(db.session.scalars(wanted))
