"""All that the letters of one tender are made of, read in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.accounts.models import Authority, Person, Provider
from portal.bids.models import Bid
from portal.bids.queries import bids_of, prices_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models import GateConfirmation, Moderation
from portal.evaluation.models_compliance import BidRuling
from portal.evaluation.moderation.queries import records_of
from portal.evaluation.queries import confirmations_of, disregarded_of
from portal.evaluation.runs.queries import TieDecided, latest_run, tie_decision_of
from portal.outcomes.figures import BidResult, bid_results
from portal.outcomes.models import Decision
from portal.outcomes.models_letters import LetterAddition, WithheldPassage
from portal.outcomes.naming import Names, names_of
from portal.outcomes.queries import Again, again_of, bidders_by_bid, last_decision
from portal.outcomes.queries_letters import additions_of, debrief_until, withheld_of
from portal.specifications.models import Criterion, Gate, Group, Heading, MethodSettings
from portal.specifications.queries import (
    criteria_of,
    gates_of,
    groups_of,
    headings_of,
    settings_of,
)
from portal.tenders.models import Tender

Key = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Material:
    """Stored facts alone: a letter says nothing that isn't in here (R21)."""

    tender: Tender
    authority: Authority
    signer: str
    day: date
    decision: Decision
    bids: Sequence[Bid]
    bidders: Mapping[uuid.UUID, Provider]
    standings: Mapping[str, BidResult]
    prices: Mapping[uuid.UUID, Decimal]
    headings: Sequence[Heading]
    criteria: Sequence[Criterion]
    groups: Sequence[Group]
    gates: Sequence[Gate]
    settings: MethodSettings
    records: Mapping[Key, Moderation]
    confirmations: Mapping[Key, GateConfirmation]
    rulings: Mapping[uuid.UUID, Sequence[BidRuling]]
    tie: TieDecided | None
    additions: Mapping[tuple[uuid.UUID, str], LetterAddition]
    withheld: Sequence[WithheldPassage]
    ask_until: date
    names: Names
    again: Again | None = None
    """Why these letters replace earlier ones; none for the first ones."""

    @property
    def issue(self) -> int:
        """Which letters these are: the first ones, or later ones."""
        return self.again.issue + 1 if self.again else 1

    def is_known_when(self, at: datetime) -> bool:
        """Whether those who agreed something then knew whose bid is whose (R10, R13)."""
        return self.again is not None and at > self.again.first_told_at

    @property
    def winner(self) -> Bid | None:
        """The bid that was chosen, if one was."""
        return next((bid for bid in self.bids if bid.id == self.decision.bid_id), None)


def material_of(actor: Actor, tender: Tender) -> Material:
    """The material of a tender whose decision is approved, as the actor would sign it today."""
    run, (decision, _word) = latest_run(tender), last_decision(tender)
    assert run is not None, "close_moderation makes one"
    assert decision is not None, "an approved tender has one"
    bidders = bidders_by_bid(tender)
    return Material(
        tender=tender,
        authority=db.session.get_one(Authority, tender.authority_id),
        signer=db.session.get_one(Person, actor.person_id).name,
        day=clock.today(),
        decision=decision,
        bids=bids_of(tender),
        bidders=bidders,
        standings={each.label: each for each in bid_results(run.result)},
        prices=prices_of(tender),
        headings=headings_of(tender),
        criteria=criteria_of(tender),
        groups=groups_of(tender),
        gates=gates_of(tender),
        settings=settings_of(tender),
        records=records_of(tender),
        confirmations=confirmations_of(tender),
        rulings=disregarded_of(tender),
        tie=tie_decision_of(tender),
        additions=additions_of(tender),
        withheld=withheld_of(tender),
        ask_until=debrief_until(tender),
        names=names_of(tender, bidders),
        again=again_of(tender),
    )
