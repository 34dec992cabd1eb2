"""Reads of how much say each group has, and who understood it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from portal.core.database import db
from portal.participation.panels.models import PANEL_KINDS, Member
from portal.specifications.agreeing.influence import Cell, statement_of
from portal.specifications.agreeing.models import Influence, Understood
from portal.specifications.method import content_sha256
from portal.specifications.queries import draft_of
from portal.tenders.models import Tender


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
