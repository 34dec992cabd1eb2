"""The last steps of the story: decide, approve, reveal, release."""

from __future__ import annotations

from portal.outcomes import operations as outcomes
from portal.outcomes import operations_letters as letters
from tests.story import Story, bid_of
from tests.story_contracting import start_standstill
from tests.story_deciding import ask_once, order_approver, speak_up
from tests.story_letters import ask_about_letters, write_letters


def decide(story: Story) -> None:
    """The lead decides, the approver sends it back once, the lead decides again."""
    lead, approver = story.house.lead.actor, story.people["approver"].actor
    speak_up(story)
    order_approver(story)
    with story.writing() as tender:
        outcomes.decide(lead, tender, None, "A slip of the pen.")
    with story.writing() as tender:
        outcomes.send_back(approver, tender, "The ranking says something else.")
    with story.writing() as tender:
        outcomes.decide(lead, tender, bid_of(story, "winner"), "It has the best score.")
    ask_once(story)


def approve(story: Story) -> None:
    """The approver approves."""
    with story.writing() as tender:
        outcomes.approve(story.people["approver"].actor, tender, "It follows from the record.")


def reveal(story: Story) -> None:
    """The lead learns which provider each bid is from."""
    with story.writing() as tender:
        outcomes.reveal(story.house.lead.actor, tender)
    write_letters(story)


def release(story: Story) -> None:
    """All letters go out; the notice's date is recorded."""
    with story.writing() as tender:
        letters.read_letters(story.house.lead.actor, tender)
    with story.writing() as tender:
        outcomes.release_letters(story.house.lead.actor, tender)
    start_standstill(story)
    ask_about_letters(story)
