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
        "Your answer on breaks speaks of ‘the hub’ and of ‘the centre’. Are these the same place?",
        "Yes, they are one building. We call it the hub; its owner calls it the centre.",
    ),
    "hazel": (
        "low_price",
        "Your price is the lowest by far. Show us that you can pay staff, training and supervision"
        " from it for three years: hours and pay by role, overheads, and what you assume.",
        "Two of the four workers are paid until 2029 by a grant that is signed, and which we named"
        " in our costs. We pay no rent for the rooms. Pay follows the national scale with a rise of"
        " 3 per cent each year. The figures by role are: coordinator 37 hours, four workers 30"
        " hours each, supervision every fortnight.",
    ),
}
KEPT = (
    "It showed the signed grant, the pay by role and the free rooms. With these the price covers"
    " the whole service for three years, so the bid stays in."
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
    with panel.at(at + timedelta(hours=20)) as tender:
        bid = bid_of_provider(tender, providers["hazel"].provider_id)
        assert bid
        act.rule(panel.lead, tender, bid, "low_price", is_out=False, reason=KEPT)
