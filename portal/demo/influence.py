"""What young people, and parents and carers, can do with a tender that no panel here wrote."""

from __future__ import annotations

from portal.accounts.queries import people_by_id
from portal.demo.people import House
from portal.specifications.agreeing.influence import CELLS
from portal.specifications.agreeing.operations import go_without, name_coproduction_lead
from portal.specifications.agreeing.operations_influence import InfluenceFacts, state_influence
from portal.specifications.agreeing.queries import coproduction_lead_of
from portal.specifications.agreeing.queries_influence import stated_of
from portal.specifications.cowriting.queries import rounds_of
from portal.tenders.models import Tender

BEFORE = (
    "The groups that wrote this text met before panels were kept here. Their yes is in the minutes"
    " of their last meeting."
)
STEPS = {
    "plan": InfluenceFacts(
        "consulted",
        "We asked you at open days and in a poll what should be bought.",
        "That there is a new contract: the old one ends.",
    ),
    "write": InfluenceFacts(
        "shared", "You wrote the text with us, and said what bidders are asked.", "The budget."
    ),
    "mark": InfluenceFacts(
        "shared", "People of your group mark the bids.", "Price is worked out, not marked."
    ),
    "decide": InfluenceFacts(
        "informed",
        "The marks decide who is first. An officer signs, and you are told why.",
        "Who signs: it is public money.",
    ),
    "review": InfluenceFacts("consulted", "Twice a year you tell us how it goes.", ""),
}


def say_influence(house: House, tender: Tender) -> None:
    """Say what isn't said yet: each group's part, who leads, and why no panel agreed (P1, P26)."""
    lead, stated = house.staff["procurement_lead"], stated_of(tender)
    for cell in CELLS.values():
        if cell not in stated:
            state_influence(lead, tender, cell, STEPS[cell[0]])
    if coproduction_lead_of(tender) is None:
        person_id = house.staff["participation_lead"].person_id
        assert person_id
        name_coproduction_lead(lead, tender, people_by_id([person_id])[person_id])
    if not rounds_of(tender):
        go_without(lead, tender, BEFORE)
