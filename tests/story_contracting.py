"""What comes between the letters and the contract in the story, and all else that can."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.outcomes.contracting import again, claims, days, entering
from portal.outcomes.contracting.notice import record_award_notice
from portal.outcomes.contracting.queries import standing_of
from tests import make
from tests.story import Story

PUBLISHED = date(2026, 11, 23)
PROCLAIMED = date(2026, 12, 1)
SIGNED = date(2027, 1, 20)


def start_standstill(story: Story) -> None:
    """The notice's date is recorded, and a claim comes in the standstill."""
    lead = story.house.lead.actor
    with story.writing() as tender:
        record_award_notice(lead, tender, PUBLISHED, has_standstill=True)
    loser = story.people["second"].actor.provider_id
    assert loser
    with story.writing() as tender:
        claims.record_claim(lead, tender, loser, PUBLISHED, "They say that they issued a claim.")


def decided_again(story: Story) -> str:
    """What the letters told is opened to be decided again; the name of the event that says so."""
    with story.writing() as tender:
        again.reopen(story.house.lead.actor, tender, "An answer was not read to its end.")
    with make.looking(story.house.id):
        last = select(Event.name).where(Event.log_id == story.id).order_by(Event.number.desc())
        return str(db.session.scalar(last.limit(1)))


def to_the_contract(story: Story) -> None:
    """A day is proclaimed, the claim ends; representations and a further decision; the contract.

    The law knows representations for health care alone, so the tender is one for a while.
    """
    lead = story.house.lead.actor
    with story.writing() as tender:
        days.proclaim(lead, story.house.id, PROCLAIMED, ["SCT"], "A royal wedding", True)
        found = standing_of(tender).challenges[0]
        claims.note_step(lead, tender, found, "ended", PUBLISHED, "They took it back.", "withdrawn")
        _decide_further(story)
    with clock.at(datetime(SIGNED.year, SIGNED.month, SIGNED.day, 9, tzinfo=UTC)):
        with story.writing() as tender:
            entering.enter_contract(lead, tender, SIGNED, SIGNED, date(2030, 1, 19))
        with story.writing() as tender:
            entering.record_contract_notice(lead, tender, SIGNED)


def _decide_further(story: Story) -> None:
    lead, tender = story.house.lead.actor, story.tender()
    usual = tender.regime
    set_committed_value(tender, "regime", "psr")  # the row is frozen, and stays as it is
    loser = story.people["second"].actor.provider_id
    assert loser
    claims.record_claim(lead, tender, loser, PUBLISHED, "Read our answer again.", asks=True)
    for step in ("information", "review"):
        found = standing_of(tender).challenges[-1]
        claims.note_step(lead, tender, found, step, PUBLISHED, "It was done.")
    claims.decide_further(lead, tender, "enter", "The mark stands.")
    set_committed_value(tender, "regime", usual)
