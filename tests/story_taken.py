"""What is taken away, taken out and given up, and isn't in the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.accounts.forgotten import ask_for_link
from portal.audit.journal import record
from portal.bids.queries import bid_by_label
from portal.core.database import db
from portal.evaluation.choosing.queries import numbered
from portal.evaluation.pack.operations import note_taken
from portal.evaluation.progress.stopping import decide_stop, say_stop
from portal.evaluation.queries import seat_of
from portal.evaluation.reading.kinds import Place
from portal.evaluation.reading.operations import answer_flag, warn_before
from portal.evaluation.reading.queries import flags_of
from portal.lifting.operations_panels import lift_line, lift_opinion
from portal.lifting.queries import Words
from portal.lifting.queries_panels import lines_of
from portal.participation.training.models import Opinion
from tests import make

if TYPE_CHECKING:
    from tests.story import Story


def all_is_taken(story: Story) -> None:
    """A workbook, words of two kinds, a password; and an evaluator who stops."""
    young, lead = story.people["young"].actor, story.house.lead.actor
    with story.writing() as tender:
        note_taken(young, tender)
        standing = numbered(tender, 1)
        candidate, words = lines_of(standing)[0]
        lift_line(story.people["panelist"].actor, tender, standing, candidate, words)
    with make.writing(story.house.id):
        opinion = db.session.scalars(select(Opinion)).first()
        assert opinion
        said = Words("What somebody wrote", opinion.words, opinion.person_id)
        lift_opinion(story.people["participation"].actor, opinion, said)
    for is_stop in (True, False, True):
        with story.writing() as tender:
            seat = seat_of(young, tender)
            assert seat
            say_stop(young, tender, seat, is_stop=is_stop)
    with story.writing() as tender:
        seat = seat_of(young, tender)
        assert seat
        decide_stop(lead, tender, seat, "void", "said")
    with make.writing():
        ask_for_link("nobody@a.example", "link", "token")


def reads_on(story: Story) -> None:
    """What a lead says about reading: an order, a warning, an answer."""
    lead, tender = story.house.lead.actor, story.tender()
    found, label, question = flags_of(tender)[0]
    answer_flag(lead, tender, found, "It means a plan.")
    bid = bid_by_label(tender, label)
    warn_before(lead, tender, bid, question, Place(), "It tells of a death.", [Place()])
    record("marking:order-set", lead, tender.id, order="question")
