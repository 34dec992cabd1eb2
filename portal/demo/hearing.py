"""The lead asks two bidders before the panel talks: one price is explained and stays in (R11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from portal.bids.queries import bid_of_provider, bidders_of
from portal.core.authorisation import Actor
from portal.demo.panel import Panel
from portal.evaluation.compliance import operations as act
from portal.evaluation.compliance.exclusions import Looked, check_bidder
from portal.evaluation.compliance.queries import own_questions

LOOKED = (
    "Debarment list, Companies House and the Charity Commission’s register: the bidder, its"
    " trustees or directors, and those it means to subcontract to. No ground was found."
)
ASKED = {
    "cedar": (
        "clarification",
        "Your answer on breaks says that whoever misses two booked sessions goes on the reserve"
        " list for the rest of the term. Is a session missed when it is cancelled 24 hours before?",
        "No. A session that is cancelled 24 hours before or earlier isn’t missed. Later than that"
        " it is, unless the service manager accepts the circumstances.",
    ),
    "hazel": (
        "low_price",
        "Your price is the lowest by far. Show us that you can pay staff, training and supervision"
        " from it for three years: hours and pay by role, overheads, and what you assume.",
        "Two of the three support workers are paid for all three years by a grant that is signed,"
        " and the funder agrees that they work here. We pay no rent for the office. Pay follows the"
        " national scale with a rise of 3 per cent each year. The hours are: service manager 18.5,"
        " three support workers 37 each, administrator 20; supervision every six weeks, training"
        " ten days a year for each.",
    ),
}
KEPT = (
    "It told us of the signed grant, the hours and pay by role and the free office, and these fit"
    " the team in its bid. With them the price covers the whole service for three years, so the bid"
    " stays in."
)


def look_at_names(panel: Panel) -> None:
    """Soon after the opening the lead looks at each bidder by its name (R17)."""
    at = panel.on("opening", days=3)
    with panel.at(at) as tender:
        looked = Looked(at.date(), "no", False, False, LOOKED, "none")
        for provider in bidders_of(tender):
            bid = bid_of_provider(tender, provider.id)
            assert bid
            check_bidder(panel.lead, tender, provider, bid, looked)


def hear(panel: Panel, providers: Mapping[str, Actor]) -> None:
    """Both bidders answer within their time, and the lead decides on the price."""
    at = panel.on("marking", hours=1)
    for bidder, (purpose, words, said) in ASKED.items():
        actor = providers[bidder]
        with panel.at(at) as tender:
            bid = bid_of_provider(tender, actor.provider_id)
            assert bid
            asked = act.Question(purpose, words, at + timedelta(days=5))
            act.ask_bidder(panel.lead, tender, bid, asked)
        with panel.at(at + timedelta(hours=4)) as tender:
            question = own_questions(actor, tender)[0]
            act.answer_question(actor, tender, question, said, is_last=True)
    with panel.at(at + timedelta(hours=24)) as tender:
        bid = bid_of_provider(tender, providers["hazel"].provider_id)
        assert bid
        act.rule(panel.lead, tender, bid, "low_price", is_out=False, reason=KEPT)
