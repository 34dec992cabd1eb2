"""The panels of the story's authority: one that writes with its tender, one of parents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.core.database import db
from portal.participation.panels import operations as panels
from portal.participation.panels.models import Panel
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
    make_panels.join(house, made.id, child_id, age_band="under_13", turns_16_on=TURNS_16)
    parents = make_panels.panel(house, "parent", 1, accepts=False, title="The parents’ panel")
    people["panel-parent"] = parents.members[0]
    with make.writing(house.id):
        parent = parents.members[0]
        panels.pause(parent.actor, make_panels.place(parents.id, parent))
    return made
