"""What the people of the story learn, and a word that one of them asks about."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from portal.participation.training import operations as training
from portal.participation.training.courses import step_slugs
from portal.participation.training.operations import OpinionFacts
from portal.participation.training.queries import waiting_words
from tests import make

if TYPE_CHECKING:
    from tests.story import Story


def ask_word(story: Story, word: str = "gateway") -> None:
    """A member of a panel marks a word as unclear."""
    with make.writing(story.house.id):
        training.ask_word(story.people["panelist"].actor, word, "cowriting")


def word_that_waits() -> uuid.UUID:
    """The word that waits, in the authority that is open."""
    return waiting_words()[0][0].id


def all_is_learned(story: Story) -> None:
    """What can happen with training and words, and doesn't in the story."""
    actor, lead = story.people["panelist-2"].actor, story.people["participation"].actor
    assert actor.person_id
    with make.writing(story.house.id):
        training.note_group(lead, [actor.person_id], "introduction", step_slugs("introduction"))
        training.evaluate(actor, "introduction", OpinionFacts("yes", "a_little", "More breaks."))
        training.say_willing(actor, is_willing=True)
        training.explain_word(lead, waiting_words()[0][0], "gateway", "A look at a plan.")
    ask_word(story, "a friend’s name")
    with make.writing(story.house.id):
        training.put_aside(lead, waiting_words()[0][0])
