"""Builders of choosings: hours, a panel that is asked, votes, and what comes of them."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.core import clock
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing.operations import ChoosingFacts
from portal.evaluation.choosing.queries import Standing, numbered, standings_of
from portal.participation.panels.models import Member
from portal.participation.panels.queries import member_by_id, panel_by_id
from portal.specifications.hours import operations as hours
from portal.specifications.hours.queries import hours_of
from portal.specifications.queries import groups_of
from tests import make
from tests.make_panels import MadePanel
from tests.make_writing import Written, publish, tender_of, written
from tests.shelf import shelved

FORWARD, CLOSES = date(2026, 9, 5), date(2026, 9, 8)
VOTING = datetime(2026, 9, 7, 9, tzinfo=UTC)
OVER = datetime(2026, 9, 9, 9, tzinfo=UTC)


def facts(**more: Any) -> ChoosingFacts:
    """A private vote for one seat, with one reserve."""
    usual: dict[str, Any] = {
        "way": "vote",
        "seats": 1,
        "reserves": 1,
        "forward_until": FORWARD,
        "closes_on": CLOSES,
        "is_one_each": True,
    }
    return ChoosingFacts(**(usual | more))


def plan(
    house: make.House, tender_id: uuid.UUID, kind: str = "young", bids: int = 3, cap: int = 6
) -> None:
    """The participation lead works out the hours."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        lead = house.staff[PARTICIPATION].actor
        hours.plan_hours(lead, tender, hours_of(tender)[kind], bids, cap)


def open_for(
    house: make.House, tender_id: uuid.UUID, panel: MadePanel, given: ChoosingFacts
) -> int:
    """The panel is asked to choose for the group of its kind; the choosing's number."""
    with make.writing(house.id):
        tender, found = tender_of(house, tender_id), panel_by_id(panel.id)
        assert found
        group = next(each for each in groups_of(tender) if each.kind == found.kind)
        lead, known = house.staff[PARTICIPATION].actor, standings_of(tender)
        return act.open_choosing(lead, tender, found, group, given, known).number


def forward(
    house: make.House, tender_id: uuid.UUID, panel: MadePanel, who: int, why: str = "", n: int = 1
) -> None:
    """One member would like to."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        actor, member = panel.members[who].actor, member_of(panel, who)
        act.put_forward(actor, tender, numbered(tender, n), member, why)


def vote(house: make.House, tender_id: uuid.UUID, panel: MadePanel, who: int, *whom: int) -> None:
    """One member votes for these; for nobody, they pass."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        chosen = [panel.member_ids[each] for each in whom]
        act.cast_vote(
            panel.members[who].actor,
            tender,
            numbered(tender, 1),
            member_of(panel, who),
            chosen,
            is_pass=not whom,
        )


def count(house: make.House, tender_id: uuid.UUID) -> None:
    """The participation lead counts."""
    with make.writing(house.id):
        tender = tender_of(house, tender_id)
        act.count_votes(house.staff[PARTICIPATION].actor, tender, numbered(tender, 1))


def member_of(panel: MadePanel, who: int) -> Member:
    """A member's row, in the session that is open."""
    found = member_by_id(panel.member_ids[who])
    assert found
    return found


def standing_in(writing: Written, number: int = 1) -> Standing:
    """Where a choosing stands; call it while the authority is open."""
    return numbered(tender_of(writing.house, writing.tender_id), number)


@shelved
def asked(house: make.House, members: int = 4, **more: Any) -> Written:
    """A published tender whose panel is asked, until `FORWARD` and `CLOSES`."""
    made = written(house, members)
    with clock.at(make.START):
        plan(house, made.tender_id)
        publish(made)
        open_for(house, made.tender_id, made.panel, facts(**more))
    return made


@shelved
def voted(house: make.House, members: int = 4) -> Written:
    """Three of them stand; the second has the most votes, the first and third as many."""
    made = asked(house, members, reserves=2)
    with clock.at(make.START):
        for who in range(3):
            forward(house, made.tender_id, made.panel, who)
    with clock.at(VOTING):
        for who, whom in enumerate([(1,), (1,), (0,), (2,)]):
            vote(house, made.tender_id, made.panel, who, *whom)
    return made


@shelved
def counted(house: make.House, members: int = 4) -> Written:
    """The same, and the votes are counted."""
    made = voted(house, members)
    with clock.at(OVER):
        count(house, made.tender_id)
    return made
