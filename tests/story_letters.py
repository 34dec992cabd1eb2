"""The story's letters: what the lead adds and leaves out, and what is asked about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.outcomes import operations_letters as letters
from portal.outcomes.debrief import operations as debrief
from portal.outcomes.debrief.queries import exchanges_of
from portal.outcomes.material import material_of
from portal.outcomes.queries import own_letter_of
from portal.outcomes.queries_letters import LETTER, debrief_until, passages_of

if TYPE_CHECKING:
    from tests.story import Story


def write_letters(story: Story) -> None:
    """The lead adds to a letter, leaves two passages out, shows one again, and moves the day."""
    lead = story.house.lead.actor
    with story.writing() as tender:
        material = material_of(lead, tender)
        winner = material.winner
        assert winner
        letters.add_words(lead, tender, winner, LETTER, "We look forward to it.", seen=0)
        first = material.criteria[0]
        words = material.records[winner.id, first.id].reason.split()[:2]
        passage = " ".join(words)
        why = "It tells how they work out their prices."
        for each in (passage, words[0]):
            letters.withhold(lead, tender, winner, first.code, each, "commercial", why)
    with story.writing() as tender:
        winner = material_of(lead, tender).winner
        assert winner
        letters.show_again(lead, tender, winner, passages_of(winner, "Q1")[1])
    with story.writing() as tender:
        debrief.ask_until(lead, tender, debrief_until(tender).replace(day=28))


def ask_about_letters(story: Story) -> None:
    """The winner asks twice; the first question is answered."""
    lead, winner = story.house.lead.actor, story.people["winner"].actor
    for words in ("When do we talk about the contract?", "Who reads our plan?"):
        with story.writing() as tender:
            letter = own_letter_of(winner, tender)
            assert letter
            debrief.ask(winner, tender, letter, words)
    with story.writing() as tender:
        letter = own_letter_of(winner, tender)
        assert letter
        asked = exchanges_of(tender, letter)[0].question
        debrief.answer(lead, tender, letter, asked, "In the first week.", is_refused=False)
