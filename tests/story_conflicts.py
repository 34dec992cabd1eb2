"""The story's evaluators promise, and one of them may know whose a bid is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.bids.queries import bid_by_label
from portal.core.database import db
from portal.evaluation.marking.queries import own_sheets
from portal.evaluation.practice import operations as practice
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import later
from portal.evaluation.seats.queries_later import recognitions_of

if TYPE_CHECKING:
    from tests.story import Story


def promise_all(story: Story) -> None:
    """All but one, who came late to it, promise to keep what they read to themselves."""
    for name in ("professional", "voided", "kept-from", "young"):
        actor = story.people[name].actor
        with story.writing() as tender:
            seat = seat_of(actor, tender)
            assert seat
            practice.promise(actor, tender, seat)


def recognise_one(story: Story) -> None:
    """Somebody may know whose a bid is, and marks it all the same."""
    owner = story.people["voided"].actor
    with story.writing() as tender:
        seat = seat_of(owner, tender)
        assert seat
        bid = bid_by_label(tender, own_sheets(tender, seat)[0].label)
        later.recognise(owner, tender, seat, bid, "recognises")
    with story.writing() as tender:
        ((said, decided),) = recognitions_of(tender)
        decider = story.people["participation"].actor
        later.weigh(decider, tender, said, decided, False, "It was a guess, and no more.")


def one_is_kept_out(story: Story) -> None:
    """Everybody is asked again; one says that nothing has changed and is then kept from a bid, and
    nobody waits for the others."""
    owner = story.people["young"].actor
    with story.writing() as tender:
        later.ask_to_renew(story.house.lead.actor, tender)
    with story.writing() as tender:
        seat = seat_of(owner, tender)
        assert seat
        later.say_unchanged(owner, tender, seat)
        db.session.flush()
        later.go_on_without(story.house.lead.actor, tender)
        bid = bid_by_label(tender, own_sheets(tender, seat)[0].label)
        later.recognise(owner, tender, seat, bid, "knows")
    with story.writing() as tender:
        said, decided = recognitions_of(tender)[-1]
        decider = story.people["participation"].actor
        later.weigh(decider, tender, said, decided, True, "They know who wrote it.")
