"""What there is to read beside writing together, so that no way leads to an empty page (P10)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select

from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.models_choosing import Choosing
from portal.feedback.models import Telling, TellingDay
from portal.participation.panels.models import Member, Panel
from portal.specifications.agreeing.influence import SAID_ALREADY, state_of
from portal.specifications.agreeing.models import SignOffAsked
from portal.specifications.agreeing.queries_influence import stated_of
from portal.specifications.cowriting.part import Part
from portal.specifications.hours.models import HoursPlan
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least


@dataclass(frozen=True)
class WaysOn:
    """Which pages have something to read for one member: what came of it, how much say they have,
    whether they agree, how long marking takes, who will mark, what was decided."""

    told: bool
    say: bool
    agree: bool
    hours: bool
    choosing: bool
    decided: bool = False

    @property
    def any_before(self) -> bool:
        """Whether anything of how it is decided who does it is there."""
        return self.say or self.agree or self.hours or self.choosing


def ways_on(actor: Actor, tender: Tender, part: Part) -> WaysOn:
    """What is there for a member, in two queries."""
    kind = part.member.panel.kind
    theirs = (
        select(Member.panel_id)
        .join(Panel, Panel.id == Member.panel_id)
        .where(Member.person_id == actor.person_id, Panel.kind == kind, Member.ended_at.is_(None))
    )
    day, telling = TellingDay.tender_id == tender.id, Telling.tender_id == tender.id
    asked = SignOffAsked.tender_id == tender.id, SignOffAsked.panel_id == part.member.panel_id
    plan = HoursPlan.tender_id == tender.id, HoursPlan.kind == kind
    choosing = Choosing.tender_id == tender.id, Choosing.panel_id.in_(theirs)
    found = db.session.execute(
        select(
            exists().where(day) | exists().where(telling),
            exists().where(*asked),
            exists().where(*plan),
            exists().where(*choosing),
        )
    ).one()
    cells = [cell for (_step, of), cell in stated_of(tender).items() if of == kind]
    says = any(state_of(each) in SAID_ALREADY for each in cells)
    told, is_asked, is_planned, chooses = map(bool, found)
    is_out = is_at_least(tender, "released")
    return WaysOn(told, says, is_asked, is_planned, chooses, is_out)
