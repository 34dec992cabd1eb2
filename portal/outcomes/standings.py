"""The order of bids that a decision rests on: the run that stands, and who is first in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.evaluation.runs.queries import RunMade, TieDecided, runs_of, tie_decision_of
from portal.evaluation.runs.remembered import read_run, views
from portal.outcomes.figures import BidResult, results_in
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Standing:
    """A run, its bids in their order, those that share first place, and the word on that tie."""

    run: RunMade
    bids: Sequence[BidResult]
    tie: TieDecided | None

    @property
    def tied(self) -> list[BidResult]:
        """The bids that share first place; none where one is first alone (R8)."""
        first = [each for each in self.bids if each.rank == 1]
        return first if len(first) > 1 else []

    @property
    def first(self) -> str | None:
        """The label of the bid that stands first; none where a tie waits, or no bid is ranked."""
        if self.tied:
            return self.tie.label if self.tie else None
        return next((each.label for each in self.bids if each.rank == 1), None)

    def of(self, label: str) -> BidResult | None:
        """One bid's figures."""
        return next((each for each in self.bids if each.label == label), None)


def standing_of(tender: Tender) -> Standing | None:
    """What the run that stands says; none before there is a run."""
    runs = runs_of(tender)
    if not runs:
        return None
    bids = views.get((runs[0].id, runs[0].digest, "bids"), lambda: _bids(runs[0]))
    tied = sum(each.rank == 1 for each in bids) > 1
    return Standing(runs[0], bids, tie_decision_of(tender) if tied else None)


def _bids(run: RunMade) -> list[BidResult]:
    return results_in(read_run(run).document)
