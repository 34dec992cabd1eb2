"""Builders of 'You said, we did': lines, a version, promises, questions and replies."""

from __future__ import annotations

import uuid
from datetime import date

from portal.accounts.models import APPROVER, PARTICIPATION
from portal.accounts.queries import people_by_id
from portal.core import clock
from portal.core.authorisation import Actor
from portal.feedback import operations as act
from portal.feedback import operations_after as after
from portal.feedback import queries as ask_for
from portal.feedback.asker import Asker
from portal.feedback.facts import LineFacts, StepFacts, VersionFacts
from portal.participation.panels import consents
from portal.participation.panels import operations as panels
from portal.participation.panels.operations import Details
from portal.participation.panels.queries import member_by_id
from portal.specifications.cowriting.queries import part_of
from tests import make
from tests.make_writing import Written, publish, tender_of, written
from tests.shelf import shelved

PAGE = "https://evenhand.example/notices/x/you-said-we-did"
DAY = date(2026, 9, 25)
EXPECTED = date(2027, 4, 1)
LINE = LineFacts(
    "young",
    "Clubs end too early.",
    "adapted",
    "Bidders have to say how they are open after six.",
    "Not every day: there isn’t the money for it.",
    "Q1 Listening",
    "One club is open until eight.",
    EXPECTED,
)


def lead_of(made: Written) -> Actor:
    """The participation lead."""
    return made.house.staff[PARTICIPATION].actor


def agree_to_be_told(made: Written, *members: int, by: str = "here") -> None:
    """Members say yes to being told afterwards, and in which way."""
    for place in members:
        with make.writing(made.house.id):
            member = member_by_id(made.panel.member_ids[place])
            assert member
            actor = made.panel.members[place].actor
            details = Details(member.person.name, member.say_name, member.shows_name, by)
            panels.change_details(actor, member, details)
            consents.note_consents(actor, member, consents.OWN, {"told_afterwards": True})


def promise_day(made: Written, day: date = DAY, reason: str = "") -> None:
    """Everybody is told by this day."""
    with make.writing(made.house.id):
        act.promise_day(lead_of(made), tender_of(made.house, made.tender_id), day, reason)


def add_line(made: Written, facts: LineFacts = LINE) -> uuid.UUID:
    """A line of the lead's own; its key."""
    with make.writing(made.house.id):
        return act.add_line(tender_of(made.house, made.tender_id), facts).id


def draft(made: Written) -> int:
    """Lines from the answers."""
    with make.writing(made.house.id):
        return act.draft_lines(tender_of(made.house, made.tender_id))


def tell(made: Written, why: str = "", days: int = 14) -> None:
    """A version is published; the approver replies to questions within so many days."""
    decider = made.house.staff[APPROVER].actor.person_id
    assert decider
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        act.publish_telling(lead_of(made), tender, VersionFacts(why, decider, days), PAGE)


def ask(made: Written, who: int = 0, number: int = 1, words: str = "When exactly?") -> None:
    """A member questions a line of the newest version."""
    human = made.panel.members[who]
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        part = part_of(human.actor, tender)
        telling = ask_for.tellings_of(tender)[0]
        decider = people_by_id([telling.decider_id])[telling.decider_id]
        assert part
        line = telling.lines[number - 1]
        after.ask(Asker(human.actor, part.member), tender, telling, line, decider, words)


def reply(made: Written, number: int = 1, words: str = "From April on.") -> None:
    """The approver replies."""
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        found = ask_for.question_of(tender, number)
        asker = member_by_id(found.member_id) if found.member_id else None
        after.reply(made.house.staff[APPROVER].actor, tender, found, asker, words)


def note(
    made: Written, state: str, words: str = "It stands in part 3.", day: date | None = None
) -> None:
    """The lead notes how the first promise stands."""
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        found = ask_for.promise_of(tender, 1)
        after.note_promise(made.house.lead.actor, tender, found, StepFacts(state, words, day))


def tick_off(made: Written, place: int, day: date) -> None:
    """The lead notes that a member was told."""
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        telling = ask_for.tellings_of(tender)[0]
        wanted = made.panel.member_ids[place]
        way = next(each for each in ask_for.ways_of(telling) if each.member_id == wanted)
        act.note_told(lead_of(made), tender, telling, way, day)


@shelved
def told(house: make.House, members: int = 3) -> Written:
    """A published tender whose panel was told; the first member by a call, the others by a page."""
    made = written(house, members)
    with clock.at(make.START):
        for who in range(members):
            made.suggest(who)
        made.answer(*range(1, members + 1))
        agree_to_be_told(made, *range(1, members))
        agree_to_be_told(made, 0, by="call")
        publish(made)
        promise_day(made)
        add_line(made)
        tell(made)
    return made
