"""Decides on the story's result, and tells the bidders."""

from __future__ import annotations

from portal.bids.queries import bid_by_label
from portal.config import read_config
from portal.core.clock import LONDON
from portal.demo.panel import Panel
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as act
from portal.outcomes import operations_letters as letters
from portal.outcomes.figures import bid_results

REASON = (
    "The bid has the highest total by the published method. Its answers on listening, breaks and"
    " welcome stood out for the young people who marked them; professionals and parents found its"
    " help for families clear and believable. Its figures on results are thinner than we would"
    " like, and we will agree on measures with the provider before the contract starts."
)
APPROVED = (
    "I have read the result, the records of moderation and the reasons. The published method was"
    " followed, the reasons support the marks, and the choice follows from the ranking."
)


def decide(panel: Panel) -> None:
    """The lead chooses the bid that is first, with a reason."""
    with panel.at(panel.on("decision", days=-4)) as tender:
        run = latest_run(tender)
        assert run is not None
        first = bid_by_label(tender, bid_results(run.result)[0].label)
        act.decide(panel.lead, tender, first, REASON)


def tell(panel: Panel) -> None:
    """Approve, reveal, release the letters, and record the award notice."""
    with panel.at(panel.on("decision")) as tender:
        act.approve(panel.house.staff["approver"], tender, APPROVED)
    with panel.at(panel.on("decision", hours=3)) as tender:
        act.reveal(panel.lead, tender)
    with panel.at(panel.on("letters")) as tender:
        letters.read_letters(panel.lead, tender)
    with panel.at(panel.on("letters")) as tender:
        act.release_letters(panel.lead, tender, f"{read_config().base_url}/sign-in")
    published = panel.on("letters", days=1)
    with panel.at(published) as tender:
        act.record_award_notice(
            panel.lead, tender, published.astimezone(LONDON).date(), has_standstill=True
        )
