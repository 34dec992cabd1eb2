"""Marking opened again out of moderation, so that somebody steps in where a group has nobody left
for a bid and the published rule waits for one (R16)."""

from __future__ import annotations

from sqlalchemy import exists, select

from portal.audit.journal import record
from portal.audit.models import Event
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.marking.policy import SOMEBODY_LEFT
from portal.evaluation.models_room import TalkSession
from portal.evaluation.seats.short import short_of
from portal.tenders.models import Tender
from portal.tenders.stages import move, stage_of

REOPENED = "marking:reopened"
SITS = say("A session is open. End it first: then nobody talks while somebody marks.")


def is_stuck(tender: Tender) -> bool:
    """Whether moderation can't go on: a group has nobody left for a bid, and the rule waits."""
    return stage_of(tender) == "moderating" and bool(short_of(tender))


def reopen_marking(actor: Actor, tender: Tender) -> None:
    """Open marking again for who steps in: every mark and record stays as it is (R15).

    Sheets that were sent stay locked. What somebody new marks is talked about and recorded again.
    """
    short = short_of(tender)
    if not short:
        raise Refused(SOMEBODY_LEFT)
    if _sits(tender):
        raise Refused(SITS)
    move(tender, "reopen_marking")
    groups = sorted({group.slug for group, _criterion in short})
    criteria = sorted({criterion.code for _group, criterion in short})
    record("marking:reopened", actor, tender.id, groups=groups, criteria=criteria)


def is_open_again(tender: Tender) -> bool:
    """Whether people mark though the panel had begun to talk."""
    if stage_of(tender) != "marking":
        return False
    told = exists().where(Event.log_id == tender.id, Event.name == REOPENED)
    return bool(db.session.scalar(select(told)))


def _sits(tender: Tender) -> bool:
    is_open = TalkSession.opened_at.is_not(None), TalkSession.ended_at.is_(None)
    found = exists().where(TalkSession.tender_id == tender.id, *is_open)
    return bool(db.session.scalar(select(found)))
