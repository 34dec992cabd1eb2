"""Builders of sign-off: a panel is asked, its members say, the lead answers."""

from __future__ import annotations

import uuid
from datetime import date

from portal.accounts.queries import people_by_id
from portal.core.database import db
from portal.participation.panels.models import PANEL_KINDS
from portal.participation.panels.queries import member_by_id
from portal.specifications.agreeing import operations as act
from portal.specifications.agreeing import queries as ask
from portal.specifications.agreeing.fingerprints import asked_about
from portal.specifications.agreeing.influence import CELLS
from portal.specifications.agreeing.operations_influence import InfluenceFacts
from portal.specifications.agreeing.operations_influence import state_influence as state
from portal.specifications.hours import operations as hours_act
from portal.specifications.hours.queries import hours_of
from portal.tenders.models import Tender
from tests import make
from tests.make_panels import MadePanel

CLOSES = date(2026, 9, 20)


def tender_of(house: make.House, tender_id: uuid.UUID) -> Tender:
    """The tender's row; call it while the authority is open."""
    return db.session.get_one(Tender, (house.id, tender_id))


def ask_panel(
    house: make.House, tender_id: uuid.UUID, panel_id: uuid.UUID, closes_on: date = CLOSES
) -> None:
    """The participation lead asks a panel whether it agrees."""
    lead = house.staff["participation_lead"].actor
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        standing = ask.agreement_of(tender, panel_id)
        act.ask_to_agree(lead, tender, standing, asked_about(tender), closes_on)


def say(
    house: make.House, tender_id: uuid.UUID, made: MadePanel, place: int, said: str, words: str = ""
) -> None:
    """One member says something; a worry and a no need words."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        member = member_by_id(made.member_ids[place])
        assert member
        standing = ask.agreement_of(tender, made.id)
        words = words or ("The last bus is too early." if said in ("worry", "no") else "")
        act.say_to_agreement(made.members[place].actor, tender, standing, member, said, words)


def say_all(house: make.House, tender_id: uuid.UUID, made: MadePanel, every: str) -> None:
    """What the members say, one after the other, as words with blanks between: 'yes worry pass'."""
    for place, said in enumerate(every.split()):
        say(house, tender_id, made, place, said)


def answer_all(house: make.House, tender_id: uuid.UUID, panel_id: uuid.UUID) -> None:
    """The lead answers every worry and no, in words of their own."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        standing = ask.agreement_of(tender, panel_id)
        every = standing.unanswered
        told = ("How to get home", "A taxi is paid for.")
        act.answer_worries(house.lead.actor, tender, standing, every, *told)


def name_lead(house: make.House, tender_id: uuid.UUID) -> None:
    """The procurement lead leads the writing together too (P26)."""
    with make.writing(house.id):
        (lead,) = people_by_id([house.lead.actor.person_id]).values()
        act.name_coproduction_lead(house.lead.actor, tender_of(house, tender_id), lead)


def explained(house: make.House, tender_id: uuid.UUID) -> None:
    """A tender that no panel writes with, and all that is said of that before it is published."""
    name_lead(house, tender_id)
    state_influence(house, tender_id)
    plan_hours(house, tender_id)
    with make.writing(house.id):
        act.go_without(house.lead.actor, tender_of(house, tender_id), "There is no panel yet.")


def agreed(house: make.House, tender_id: uuid.UUID, made: MadePanel) -> None:
    """Somebody leads, a panel was asked, and everybody said yes."""
    name_lead(house, tender_id)
    plan_hours(house, tender_id)
    ask_panel(house, tender_id, made.id)
    say_all(house, tender_id, made, " ".join(["yes"] * len(made.members)))


def plan_hours(house: make.House, tender_id: uuid.UUID) -> None:
    """The hours of reading and marking of every group are worked out (P14)."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        for hours in hours_of(tender).values():
            lead = house.staff["participation_lead"].actor
            hours_act.plan_hours(lead, tender, hours, 3, 6)


def state_influence(house: make.House, tender_id: uuid.UUID, *kinds: str, but: str = "") -> None:
    """Each group shares decisions at every step, but for one, of which nothing is said."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        for code, cell in CELLS.items():
            if cell[1] in (kinds or PANEL_KINDS) and code != but:
                facts = InfluenceFacts("shared", "You write the questions with us.", "The budget.")
                state(house.lead.actor, tender, cell, facts)
