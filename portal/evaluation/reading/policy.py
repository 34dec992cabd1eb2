"""Who decides on the order of reading, warns before a passage, and reads what evaluators tell."""

from __future__ import annotations

from portal.accounts.models import OFFICER
from portal.bids.desk.policy import DESK_FIRST
from portal.core.authorisation import Actor, NotNow, Verdict, now
from portal.core.words import say
from portal.tenders.models import Tender
from portal.tenders.policy import holds, leads, until
from portal.tenders.stages import is_at_least, is_past, stage_of

NOT_PUBLISHED = say("This comes when the tender is published.")
ORDER_STANDS = say("Marking has started, so the order can’t change any more.")
NOT_OPENED = say("This comes when the bids have been opened.")
MARKING_OVER = say("Marking is closed. Nobody reads an answer for the first time any more.")
NOT_STARTED = say("Marking hasn’t started yet.")
LETTERS_OUT = say("The letters are out, so this stays as it is.")


def may_set_order(actor: Actor, tender: Tender) -> Verdict:
    """The lead decides in which order evaluators read, before marking starts (R14)."""
    if not leads(actor, tender):
        return False
    if tender.published_at is None:
        return NotNow(NOT_PUBLISHED)
    return until(tender, "marking", ORDER_STANDS)


def may_warn(actor: Actor, tender: Tender, waits_for_desk: bool) -> Verdict:
    """The lead, or the desk's officer, warns before a hard passage: before marking, or while
    people mark (P25)."""
    if not (leads(actor, tender) or holds(actor, tender, OFFICER)):
        return False
    if not is_at_least(tender, "opened"):
        return NotNow(NOT_OPENED)
    if waits_for_desk:
        return NotNow(DESK_FIRST)
    return now(stage_of(tender) in ("opened", "marking"), MARKING_OVER)


def may_see_flags(actor: Actor, tender: Tender) -> Verdict:
    """The lead reads what evaluators told them about answers; never who it was (R18)."""
    return leads(actor, tender) and now(is_at_least(tender, "marking"), NOT_STARTED)


def may_answer_flag(actor: Actor, tender: Tender) -> Verdict:
    """The lead answers, or hands words over, until the letters are out (R31)."""
    return may_see_flags(actor, tender) and now(not is_past(tender, "released"), LETTERS_OUT)
