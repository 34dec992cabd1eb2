"""Panels, places on them, consents and terms."""

from __future__ import annotations

from flask import Flask

from portal.accounts.models import PANEL
from portal.participation.panels import queries as ask
from portal.participation.panels.policy import may_act
from tests import make, make_panels


def test_members_of_a_made_panel_may_act(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    with make.looking(house.id):
        assert [bool(may_act(each)) for each in ask.members_of_panel(made.id)] == [True, True]
        assert made.members[0].actor.role == PANEL
        assert made.members[0].actor.title == "young_panel_member"
