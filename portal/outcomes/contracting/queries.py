"""Reads of what stands between the letters and the contract, in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.core.authorisation import there
from portal.core.database import db
from portal.outcomes.contracting.models import (
    REPRESENTATION,
    Claim,
    ClaimStep,
    Contract,
    ContractNotice,
    FurtherDecision,
    StandstillMove,
)
from portal.outcomes.contracting.standing import Challenge, Standing
from portal.outcomes.models import AwardNotice, Decision
from portal.tenders.models import Tender
from portal.tenders.stages import is_again


def standing_of(tender: Tender) -> Standing:
    """All that stands between one tender's letters and its contract."""
    return standings_of([tender])[tender.id]


def standings_of(tenders: Sequence[Tender]) -> dict[uuid.UUID, Standing]:
    """The same for several tenders of the open authority; always as many queries."""
    ids = [tender.id for tender in tenders]
    notices = _by_tender(AwardNotice, ids, AwardNotice.version.desc())
    moves = _by_tender(StandstillMove, ids, StandstillMove.moved_at)
    further = _by_tender(FurtherDecision, ids, FurtherDecision.version.desc())
    claims = _by_tender(Claim, ids, Claim.number)
    steps = _steps(ids)
    contracts = _by_tender(Contract, ids, Contract.id)
    told = _by_tender(ContractNotice, ids, ContractNotice.version.desc())
    chosen = _chosen(ids)
    return {
        tender.id: Standing(
            regime=tender.regime,
            has_winner=chosen.get(tender.id) is not None,
            notices=notices[tender.id],
            moves=moves[tender.id],
            challenges=[
                _challenge(each, steps[each.id], further[tender.id], tender)
                for each in claims[tender.id]
            ],
            further=further[tender.id],
            contract=next(iter(contracts[tender.id]), None),
            reopened_at=tender.reopened_at,
            is_again=is_again(tender),
            contract_notices=told[tender.id],
        )
        for tender in tenders
    }


def _by_tender(model: Any, ids: Sequence[uuid.UUID], order: Any) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in db.session.scalars(select(model).where(model.tender_id.in_(ids)).order_by(order)):
        found[row.tender_id].append(row)
    return found


def _steps(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[ClaimStep]]:
    found: dict[uuid.UUID, list[ClaimStep]] = defaultdict(list)
    wanted = select(ClaimStep).where(ClaimStep.tender_id.in_(ids)).order_by(ClaimStep.number)
    for step in db.session.scalars(wanted):
        found[step.claim_id].append(step)
    return found


def _chosen(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID | None]:
    """The bid that the last decision chose, by tender."""
    wanted = select(Decision.tender_id, Decision.bid_id).where(Decision.tender_id.in_(ids))
    rows = db.session.execute(wanted.order_by(Decision.version))
    return dict(rows.all())


def _is_decided(claim: Claim, further: Sequence[FurtherDecision]) -> bool:
    return claim.kind == REPRESENTATION and any(
        each.made_at >= claim.recorded_at for each in further
    )


def _challenge(
    claim: Claim, steps: list[ClaimStep], further: Sequence[FurtherDecision], tender: Tender
) -> Challenge:
    return Challenge(claim, tuple(steps), _is_decided(claim, further), _is_met(claim, tender))


def _is_met(claim: Claim, tender: Tender) -> bool:
    return tender.reopened_at is not None and claim.recorded_at <= tender.reopened_at


def challenge_by_number(standing: Standing, number: int) -> Challenge:
    """One claim or representation of a tender, or a 404."""
    found = (each for each in standing.challenges if each.claim.number == number)
    return there(next(found, None))
