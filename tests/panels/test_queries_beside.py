"""Who is beside whom, who said what, who learned what: the same queries for six as for nine."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.participation.thanks import operations as hours
from portal.participation.thanks import promising
from portal.participation.training import operations as training
from portal.participation.training.courses import step_slugs
from portal.participation.training.operations import OpinionFacts
from portal.participation.training.queries import waiting_words
from tests import make
from tests import make_panels as people
from tests.make_panels import MadePanel
from tests.statements import statements_at

pytestmark = pytest.mark.journey

COURSE = "introduction"
OF_LEAD = (
    "panels/{panel}",
    "panels/{panel}/members/{member}",
    "panels/{panel}/members/{newest}/helper",
    "panels/{panel}/members/{newest}/mentor",
    "panels/{panel}/thanks",
    "panels/{panel}/thanks/given",
    "panels/equality",
    "training",
    "training/introduction/opinions",
    "training/introduction/group",
    "training/introduction/group/hello",
    "training/introduction/attendance",
    "words",
    "words/asked",
)
OF_MEMBER = (
    "panel/{panel}/mentor",
    "panel/{panel}/helper",
    "panel/{panel}/about-us",
    "panel/{panel}/about-us/gender",
    "panel/{panel}/hours",
    "panel/{panel}/certificate",
    "panel/{panel}/thanks",
    "training/introduction",
    "training/introduction/steps/hello",
    "training/introduction/finished",
    "training/introduction/certificate",
    "words",
    "words/ask",
)


def test_pages_of_taking_part_ask_as_often_for_nine_as_for_six(quick_app: Flask) -> None:
    few, many = (_counts(quick_app, members) for members in (6, 9))
    assert few == many


def _counts(app: Flask, members: int) -> dict[str, int]:
    house = make.house(f"council-{members}")
    made = people.panel(house, members=members)
    _fill(house, made)
    names = {"panel": made.id, "member": made.member_ids[0], "newest": made.member_ids[-1]}
    counts = {}
    for who, pages in ((house.staff[PARTICIPATION], OF_LEAD), (made.members[0], OF_MEMBER)):
        client = make.client_of(app, who)
        for page in pages:
            path = f"/{house.slug}/{page.format(**names)}"
            client.get(path)  # what the first visit to a page compiles or remembers
            counts[page] = statements_at(client, path)
    return counts


def _fill(house: make.House, made: MadePanel) -> None:
    """All but the newest have a helper, and the first looks after them; everybody learned,
    answered, asked for a word, shared hours and got what was promised; half of the words are
    explained."""
    lead = house.staff[PARTICIPATION].actor
    for member_id in made.member_ids[:-1]:
        people.helper(house, member_id)
    for newcomer in made.member_ids[1:-1]:
        people.asked_to_mentor(house, made.member_ids[0], newcomer)
    with make.writing(house.id):
        bus = promising.PromiseFacts("Your bus.", "each time")
        places = [people.place(made.id, human) for human in made.members]
        promising.promise_thanks(lead, places[0].panel, "travel", bus)
        promised = promising.promised_to([made.id])[made.id][0]
        promising.note_given(lead, places, promised, clock.today())
        training.note_group(lead, [each.person_id for each in places], COURSE, step_slugs(COURSE))
    for human in made.members:
        people.says_equality(house, made.id, human, {"gender": "other", "language": "welsh"})
        with make.writing(house.id):
            _take_part(made, human)
    with make.writing(house.id):
        for asked in [each[0] for each in waiting_words()][::2]:
            training.explain_word(lead, asked, asked.word, "What it means.")


def _take_part(made: MadePanel, human: make.Human) -> None:
    place = people.place(made.id, human)
    training.evaluate(human.actor, COURSE, OpinionFacts("yes", "fully", "Good."))
    training.ask_word(human.actor, f"word of {human.account}", "cowriting")
    hours.write_down(place, hours.Hours(clock.today(), "Read", 30))
    hours.share_total(human.actor, place)
