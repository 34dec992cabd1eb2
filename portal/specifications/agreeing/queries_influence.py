"""Reads of how much say each group has, and who understood it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.accounts.queries import people_by_id
from portal.core.database import db
from portal.participation.panels.models import PANEL_KINDS, Member
from portal.participation.panels.policy import may_act
from portal.participation.panels.queries import members_of_panels
from portal.specifications.agreeing.influence import Cell, Stated, statement_of
from portal.specifications.agreeing.models import Influence, Understood
from portal.specifications.cowriting.queries import rounds_of
from portal.specifications.method import content_sha256
from portal.specifications.queries import draft_of
from portal.tenders.models import Tender
from scoring.disclosure import shown_counts


def stated_of(tender: Tender) -> dict[Cell, Influence]:
    """What was said last of each step and group."""
    wanted = select(Influence).where(Influence.tender_id == tender.id)
    rows = db.session.scalars(wanted.order_by(Influence.version))
    return {(each.step, each.kind): each for each in rows}


def statements_of(tender: Tender) -> list[dict[str, Any]]:
    """What is said of each group's influence, as it is published."""
    draft, stated = draft_of(tender), stated_of(tender)
    return [statement_of(draft, stated, kind) for kind in PANEL_KINDS]


def digest_of(statement: dict[str, Any]) -> str:
    """The SHA-256 of a statement: who understood it is asked again when it changes."""
    return content_sha256(statement)


def has_understood(tender: Tender, member: Member, digest: str) -> bool:
    """Whether a member has said that they understood just this."""
    wanted = select(Understood.id).where(
        Understood.tender_id == tender.id,
        Understood.member_id == member.id,
        Understood.digest == digest,
    )
    return db.session.scalar(wanted) is not None


def approvers_of(stated: Stated) -> dict[Cell, str]:
    """Who approved that a group is left out of a step: an office, so it has a name (P1.9)."""
    approved = {cell: row.approved_by for cell, row in stated.items() if row.approved_by}
    people = people_by_id(list(approved.values()))
    return {cell: people[person_id].name for cell, person_id in approved.items() if person_id}


@dataclass(frozen=True)
class Understanding:
    """How many members have said that they understood, of those who may act now."""

    said: int
    members: int

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is missing."""
        return self.said >= self.members

    def shown(self, least: int) -> tuple[int, int] | None:
        """The same as outsiders may see it; where a number is small, nothing (R19)."""
        said, missing, members = shown_counts([self.said, self.members - self.said], least)
        if self.members < least or said is None or missing is None or members is None:
            return None
        return said, members


def understanding_of(tender: Tender) -> dict[str, Understanding]:
    """By kind of panel that writes with a tender, how many understood what is said now (P15)."""
    panels = {each.panel_id: each.panel.kind for each in rounds_of(tender)}
    digests = {each["kind"]: digest_of(each) for each in statements_of(tender)}
    rows = db.session.execute(
        select(Understood.member_id, Understood.digest).where(Understood.tender_id == tender.id)
    )
    said = {(row.member_id, row.digest) for row in rows}
    acting = [each for each in members_of_panels(list(panels)) if may_act(each)]
    found = {}
    for kind in dict.fromkeys(panels.values()):
        theirs = [each for each in acting if panels[each.panel_id] == kind]
        number = sum((each.id, digests[kind]) in said for each in theirs)
        found[kind] = Understanding(number, len(theirs))
    return found
