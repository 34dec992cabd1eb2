"""The story's files and desk: what the winner brought, and how the officer takes names out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts.models import OFFICER
from portal.bids import operations as bidding
from portal.bids.desk import operations as desk
from portal.bids.desk.models import CleanPage
from portal.bids.desk.queries import clean_pages, desk_of, findings_of
from portal.bids.desk.release import shown_of
from portal.bids.models import Bid
from portal.bids.queries import bids_of, origins_of
from portal.core.database import db
from tests import make
from tests.make_desk import begin
from tests.make_dirty import dirty_pdf, dirty_png
from tests.make_files import first_question

if TYPE_CHECKING:
    from tests.story import Story

NAME = "Quillfeather Winner Trust"
TELLS = f"We are {NAME}."


def add_officer(story: Story) -> None:
    """Somebody is named for the desk."""
    story.people["officer"] = make.staff(story.house, OFFICER)


def bring_files(story: Story, *whose: str) -> None:
    """The winner's answer brings a document and a drawing along, full of its name; a latecomer's
    draft has a file too."""
    files = [("Quillfeather plan.pdf", dirty_pdf("quillfeather", NAME))]
    files += [("quillfeather.png", dirty_png("quillfeather"))]
    for who in whose:
        for name, content in files if who == "winner" else files[1:]:
            with story.writing() as tender:
                actor, question = story.people[who].actor, first_question(tender)
                bidding.add_file(actor, tender, question, name, content)


def begin_at_desk(story: Story) -> None:
    """The officer is half-way: findings are left in one bid, one is to be read, one isn't begun."""
    actor = story.people["officer"].actor
    with story.writing() as tender:
        first, second = _bid_of(story, "winner"), _bid_of(story, "second")
        begin(actor, tender, first)
        begin(actor, tender, second)
        desk.deal(actor, tender, first, findings_of(first)[0], "redacted")
        desk.take_out_the_rest(actor, tender, second)


def go_through_desk(story: Story) -> None:
    """Every bid is read, and the evaluators may have them."""
    actor = story.people["officer"].actor
    with story.writing() as tender:
        begin(actor, tender, _bid_of(story, "failed"))
        first = _bid_of(story, "winner")
        found = desk.find_words(actor, tender, first, "Our answer to Q2")[0]
        db.session.flush()
        desk.deal(actor, tender, first, found, "stands", "ordinary")
        desk.cover_area(actor, tender, first, _last_page(first), [0, 0, 100, 100])
        db.session.flush()
        for bid in bids_of(tender):
            desk.take_out_the_rest(actor, tender, bid)
            db.session.flush()
            desk.say_read(actor, tender, bid)
            db.session.flush()
        assert not desk_of(tender).left
        desk.release(actor, tender, shown_of(tender))


def _last_page(bid: Bid) -> CleanPage:
    return clean_pages(bid)[-1]


def _bid_of(story: Story, name: str) -> Bid:
    origins = origins_of(story.tender())
    provider_id = story.people[name].actor.provider_id
    found = (bid for bid in bids_of(story.tender()) if origins[bid.id].provider_id == provider_id)
    return next(found)
