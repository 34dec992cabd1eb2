"""The demo's young people choose who marks for them, by a vote (P14)."""

from __future__ import annotations

from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.core.database import db
from portal.demo.panel import Panel
from portal.demo.together import Together
from portal.evaluation.choosing import operations as act
from portal.evaluation.choosing.operations import ChoosingFacts
from portal.evaluation.choosing.placing import give_seats
from portal.evaluation.choosing.queries import Standing, numbered, standings_of
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender

YOUNG = "young"


def choose(together: Together, panel: Panel) -> None:
    """People put themselves forward, everybody votes or passes, and who was chosen is seated."""
    told, lead = together.story.chosen, together.house.staff[PARTICIPATION]
    with together.at(told["opened"]) as tender:
        _open(together, tender, told)
    for each in told["forward"]:
        with together.at(each["at"]) as tender:
            actor, member = _who(together, each)
            act.put_forward(actor, tender, _standing(tender), member, each.get("why", ""))
    for each in told["votes"]:
        with together.at(each["at"]) as tender:
            actor, member = _who(together, each)
            chosen = [together.panels.members[key] for key in each["chosen"]]
            act.cast_vote(actor, tender, _standing(tender), member, chosen, is_pass=not chosen)
    with together.at(told["counted"]) as tender:
        act.count_votes(lead, tender, _standing(tender))
    with together.at(told["seated"]) as tender:
        give_seats(lead, tender, _standing(tender))
        db.session.flush()
        seated = [each.member.person_id for each in _standing(tender).places if each.seat_id]
    panel.people |= {f"y{number}": person for number, person in enumerate(seated, 1)}


def _open(together: Together, tender: Tender, told: dict[str, Any]) -> None:
    group = next(each for each in groups_of(tender) if each.kind == YOUNG)
    facts = ChoosingFacts(
        way="vote",
        seats=told["seats"],
        reserves=told["reserves"],
        forward_until=together.day(told["forward_until"]),
        closes_on=together.day(told["closes_on"]),
        is_one_each=True,
    )
    lead, row = together.house.staff[PARTICIPATION], together.panels.panel(YOUNG)
    act.open_choosing(lead, tender, row, group, facts, standings_of(tender))


def _who(together: Together, each: dict[str, Any]) -> Any:
    return together.panels.actors[each["who"]], together.panels.member(each["who"])


def _standing(tender: Tender) -> Standing:
    return numbered(tender, 1)
