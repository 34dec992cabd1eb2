"""The panels of the story's authority: one that writes with its tender, one of parents."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from portal.accounts import links
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.participation.beside import operations as beside
from portal.participation.beside import queries as beside_queries
from portal.participation.panels import consents, forgetting, joining, leaving, queries
from portal.participation.panels import operations as panels
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.operations import Details
from portal.participation.thanks import operations as diary
from portal.participation.thanks import promising
from tests import make, make_panels
from tests.make_panels import MadePanel

if TYPE_CHECKING:
    from tests.story import Story

TURNS_16 = date(2028, 5, 4)


def add_panels(story: Story) -> MadePanel:
    """A panel with two who may act, a child whose adult hasn't said yes, and somebody invited; and
    a parents' panel whose one member takes a break and hasn't accepted its rules yet."""
    house, people = story.house, story.people
    made = make_panels.panel(house, members=2)
    people["panelist"], people["panelist-2"] = made.members
    with make.writing(house.id):
        child_id = make.new_person("child").id
        lead = house.staff["participation_lead"].actor
        panel = db.session.get_one(Panel, (house.id, made.id))
        panels.invite_member(lead, panel, "Invited", None, "Their school.", "TOKEN")
        panels.put_forward(
            people["panelist-2"].actor,
            make_panels.place(made.id, people["panelist-2"]),
            "Nobody talks over others.",
        )
    with make.writing(house.id):
        place = make_panels.place(made.id, people["panelist"])
        panels.write_need(people["panelist"].actor, place, "Large print.")
    child = make_panels.join(house, made.id, child_id, age_band="under_13", turns_16_on=TURNS_16)
    make_panels.helper(house, made.member_ids[0], agrees=False)
    make_panels.asked_to_mentor(house, made.member_ids[0], child)
    parents = make_panels.panel(house, "parent", 1, accepts=False, title="The parents’ panel")
    people["panel-parent"] = parents.members[0]
    with make.writing(house.id):
        parent = parents.members[0]
        panels.pause(parent.actor, make_panels.place(parents.id, parent))
    return made


def all_else_happens(story: Story) -> None:
    """What can happen on a panel, and doesn't in the story."""
    house, lead = story.house, story.people["participation"].actor
    assert story.panel
    panel_id, human = story.panel.id, story.people["panelist-2"]
    with make.writing(house.id):
        panel = db.session.get_one(Panel, (house.id, panel_id))
        panels.change_panel(lead, panel, make_panels.panel_facts(asks_a_year=3))
        forgetting.tidy_codes()
        panels.invite_member(lead, panel, "Not asked", None, "By mistake.", "TOKEN")
        db.session.flush()
        panels.end_invitation(lead, *queries.invited_to(panel_id)[0])
    with make.writing(house.id):
        place = make_panels.place(panel_id, human)
        panels.write_need(human.actor, place, "Breaks.")
        diary.certify(human.actor, place)
        _share_hours(human.actor, place)
        _thank(lead, human.actor, place)
        details = Details(called="Wren", say_name="REN", shows_name=True, tell_by="here")
        panels.change_details(human.actor, place, details)
        panels.pause(human.actor, place)
        panels.come_back(human.actor, place)
        panels.renew_place(lead, place)
        db.session.flush()
        panels.destroy_need(human.actor, place)
        consents.ask_adult(lead, queries.children_of_authority()[0], "Rosa", None, "TOKEN")
        code = panels.make_code_for_words(lead, place, "I met them.", "TOKEN")
    with make.writing(house.id):
        place = make_panels.place(panel_id, human)
        joining.choose_words(links.find_invitation(code), place, make.HASH)
        leaving.leave(human.actor, place)
    with clock.at(datetime(2029, 1, 1, tzinfo=UTC)), make.writing(house.id):
        forgetting.let_birthdays_pass()
    _people_are_beside(story)
    _panels_end(story)


def _people_are_beside(story: Story) -> None:
    house, lead = story.house, story.people["participation"].actor
    assert story.panel
    made = make_panels.panel(house, members=5, title="Another panel")
    make_panels.helper(house, made.member_ids[0])
    make_panels.asked_to_mentor(house, made.member_ids[0], made.member_ids[1])
    for human in made.members:
        make_panels.says_equality(house, made.id, human, {"disability": "yes"})
    with make.writing(house.id):
        mentor = make_panels.place(made.id, made.members[0])
        mentoring = beside_queries.mentorings_of([mentor.id])[0]
        beside.agree_to_mentoring(made.members[0].actor, mentor, mentoring)
        beside.end_all_beside(lead, mentor)


def _panels_end(story: Story) -> None:
    house, lead = story.house, story.people["participation"].actor
    made = make_panels.panel(house, members=2, title="A third panel")
    with make.writing(house.id):
        leaving.end_place(lead, make_panels.place(made.id, made.members[0]), "away", "No answer.")
    with make.writing(house.id):
        leaving.end_panel(lead, db.session.get_one(Panel, (house.id, made.id)), "It is done.")
    with clock.at(datetime(2029, 1, 1, tzinfo=UTC)), make.writing(house.id):
        leaving.remind()


def _share_hours(actor: Actor, place: Member) -> None:
    diary.write_down(place, diary.Hours(clock.today(), "Read the bids", 90))
    db.session.flush()
    diary.share_total(actor, place)
    db.session.flush()
    diary.take_total_back(actor, place)


def _thank(lead: Actor, actor: Actor, place: Member) -> None:
    """The way here is promised, paid, and it came."""
    bus = promising.PromiseFacts("Your bus.", "each time")
    promising.promise_thanks(lead, place.panel, "travel", bus)
    db.session.flush()
    line = promising.promised_to([place.panel_id])[place.panel_id][0]
    promising.note_given(lead, [place], line, clock.today())
    db.session.flush()
    promising.say_it_came(actor, promising.given_to([place.id])[0], has_come=True)
