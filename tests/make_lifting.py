"""Builders of tenders in which somebody wrote what should go to the safeguarding lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from portal.accounts.models import SAFEGUARDING
from portal.core.database import db
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from tests import make, make_safety
from tests.make_bids import label_of
from tests.make_evaluation import MARKING, Marking, mark_all, marking_tender
from tests.make_moderation import Panel, recorded
from tests.shelf import shelved

MARKER, BEFORE = "marmalade-lighthouse", "gooseberry-tunnel"
DISCLOSED = f"He locks us in the {MARKER}."
FIRST = f"It began in the {BEFORE}."


def open_store(house: make.House) -> make.House:
    """A safeguarding lead who can open the store."""
    lead = make.staff(house, SAFEGUARDING)
    make_safety.fit_lock(house, lead)
    return replace(house, staff=house.staff | {SAFEGUARDING: lead})


@shelved
def marking_with_store(house: make.House) -> Marking:
    """Two young people and a professional mark one bid; nothing is marked yet."""
    return marking_tender(open_store(house), bids=1, professional=1, young=2)


@shelved
def told_in_marking(house: make.House) -> Marking:
    """Everything is marked; the first young person's reasons for Q1 tell, the last and the one
    before. Nothing is sent."""
    made = marking_with_store(house)
    for human in made.everybody:
        mark_all(made, human, send=False)
    young = made.evaluators["young"][0]
    with made.writing() as tender:
        seat = seat_of(young.actor, tender)
        assert seat
        own = own_sheets(tender, seat)[0]
        for words in (FIRST, DISCLOSED):
            listening = own.criteria[0]
            marking.record_mark(young.actor, tender, own.sheet, listening, Decimal(2), words)
            db.session.flush()
    return made


@shelved
def told_in_moderation(house: make.House) -> Panel:
    """The same in moderation; the record of Q1 tells it once more."""
    made = told_in_marking(house)
    for human in made.everybody:
        with made.writing() as tender:
            seat = seat_of(human.actor, tender)
            assert seat
            for own in own_sheets(tender, seat):
                marking.send_sheet(human.actor, tender, own.sheet)
    with made.writing(MARKING + timedelta(days=1)) as tender:
        marking.close_marking(house.lead.actor, tender)
    label = label_of(house, made.id, made.bidders[0])
    panel = Panel(made.house, made.id, made.bidders, [label], made.evaluators)
    with panel.writing():
        for item in items_of(panel.tender()):
            tells = item.criterion.code == "Q1"
            against = f"No dates. {DISCLOSED}" if tells else "No dates."
            recorded(panel, item.bid, item.criterion, 2, points_against=against)
    return panel
