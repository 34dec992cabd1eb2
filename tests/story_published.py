"""What else can happen to a published tender: some of it in the story, the rest on its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.published.amendments.operations import Amended, amend, confirm_bid
from portal.published.briefing.operations import Briefing, hold_briefing, sign_up
from portal.published.clarifications import operations as questions
from portal.published.clarifications.operations import Reply
from portal.published.clarifications.queries import numbered
from portal.published.ending.operations import end_tender
from portal.record.erasure.published import take_out
from portal.tenders.documents.operations import add_document
from portal.tenders.models import Tender
from portal.tenders.openers import changing
from tests import make, make_bids, make_openers
from tests.story_setting_up import paper

if TYPE_CHECKING:
    from tests.story import Story


def amend_it(story: Story) -> None:
    """Before any bid comes, a paragraph is written anew."""
    with story.writing() as tender:
        assert tender.deadline_at
        days = (tender.deadline_at, tender.marking_ends_on, tender.decision_on, tender.starts_on)
        texts = {(0, 0): ("We need help for forty carers.", "Help for forty of you.")}
        facts = Amended("The number was missing.", False, *days, texts)
        amend(story.house.lead.actor, tender, facts)
    with story.writing() as tender:
        add_document(story.house.lead.actor, tender, "Figures", paper("Three"))


def brief_providers(story: Story) -> None:
    """There is a briefing, and one provider comes."""
    at = make_bids.BEFORE + timedelta(days=2)
    with story.writing() as tender:
        facts = Briefing(at, at, "The youth centre", "Everybody may come.")
        hold_briefing(story.house.lead.actor, tender, facts)
    with story.writing() as tender:
        sign_up(story.people["second"].actor, tender, 2)


def ask_about_it(story: Story) -> None:
    """A provider asks twice; one answer goes out to all, the other question waits for ever."""
    asker, lead = story.people["second"].actor, story.house.lead.actor
    for words in ("How many young people come?", "Where is the house?"):
        with story.writing() as tender:
            questions.ask(asker, tender, words, asks_for_one=False)
    with story.writing() as tender:
        reply = Reply("How many young people come?", "About forty.")
        questions.write_answer(lead, tender, numbered(tender, 1), reply)
    with story.writing() as tender:
        questions.release_answers(lead, tender)


def all_happens_after_publication(house: make.House) -> None:
    """An officer is replaced; the time for questions is set, one comes late; the tender is amended,
    a bid stands, words are taken out, and it ends without a contract."""
    tender_id = make_bids.published(house)[1]
    (bidder,) = make_bids.submitted_bids(tender_id, 1)
    until = make_bids.BEFORE + timedelta(days=1)
    asker = make.provider()
    with clock.at(make_bids.BEFORE):
        make_openers.begin_change(house, tender_id)
        with _writing(house, tender_id) as tender:
            changing.stop(house.lead.actor, tender)
        make_openers.begin_change(house, tender_id)
        make_openers.lend(house, tender_id)
        make_openers.renew(house, tender_id, make.staff(house, "approver").actor)
    with clock.at(make_bids.BEFORE), _writing(house, tender_id) as tender:
        questions.set_question_time(house.lead.actor, tender, until)
    with clock.at(until):
        with pytest.raises(Refused) as refused, _writing(house, tender_id) as tender:
            questions.ask(asker.actor, tender, "Too late?", asks_for_one=False)
        assert refused.value.record
        with make.writing(house.id):
            refused.value.record()
    with clock.at(until), _writing(house, tender_id) as tender:
        amend(house.lead.actor, tender, _later(tender))
    with clock.at(until), _writing(house, tender_id) as tender:
        confirm_bid(bidder.actor, tender)
    with clock.at(until), _writing(house, tender_id) as tender:
        take_out(house.lead.actor, tender, [tender.description], "secret")
    with clock.at(until), _writing(house, tender_id) as tender:
        end_tender(house.lead.actor, tender, "cancelled", "The money was taken back.")


def _later(tender: Tender) -> Amended:
    """The same tender with two days more for bids."""
    assert tender.deadline_at
    days = (tender.marking_ends_on, tender.decision_on, tender.starts_on)
    return Amended("They asked for time.", False, tender.deadline_at + timedelta(days=2), *days)


@contextmanager
def _writing(house: make.House, tender_id: uuid.UUID) -> Iterator[Tender]:
    with make.writing(house.id):
        yield db.session.get_one(Tender, (house.id, tender_id))
