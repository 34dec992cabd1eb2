"""Whose turn it is: what each page of a tender waits for, and in which words that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.authorisation import Actor
from portal.evaluation.choosing.policy import may_open_choosing
from portal.evaluation.marking.policy import may_close_marking
from portal.evaluation.moderation.policy import may_moderate
from portal.evaluation.progress.policy import may_give_time
from portal.evaluation.seats.policy import (
    may_confirm_gate,
    may_decide_conflict,
    may_give_seat,
)
from portal.outcomes.policy import (
    may_release,
)
from portal.overview.queries import Course, Part
from portal.tenders.models import Tender
from portal.tenders.policy import leads, may_draft
from portal.tenders.stages import stage_of


@dataclass(frozen=True)
class Due:
    """What is to be done, and whether it is the reader's turn; else it says whom it waits for."""

    words: str
    is_yours: bool = False
    is_done: bool = False
    is_aside: bool = False
    """Good to know beside the work, and never what comes next."""
    place: Mapping[str, str] = field(default_factory=dict)
    """What the address of its page needs besides the tender."""


@dataclass(frozen=True)
class Work:
    """A tender as one actor has to do with it: `course` for staff, `part` for an evaluator."""

    actor: Actor
    tender: Tender
    course: Course = field(default_factory=Course)
    part: Part | None = None

    @property
    def stage(self) -> str:
        """The stage by the clock."""
        return stage_of(self.tender)


Asks = Callable[[Work], Due | None]


def yours(words: str) -> Due:
    """It waits for the reader."""
    return Due(words, is_yours=True)


def done(words: str | None = None) -> Due:
    """The reader's part is done."""
    return Due(words or gettext("Done"), is_done=True)


def own_marks(work: Work) -> Due | None:
    """An evaluator marks until everything is sent."""
    part = work.part
    if work.stage != "marking" or part is None:
        return None
    if part.is_voided and part.seat.beside_id:
        return done(gettext("You don’t mark here any more"))
    if part.is_voided:
        return done(gettext("Your marks don’t count any more"))
    if not part.sheets and part.seat.after_start:
        return Due(gettext("First say if you know a bidder. Then you get the bids"))
    if not part.sheets:
        return done(gettext("There is no bid for you to mark"))
    if part.left:
        words = ngettext(
            "%(left)d of %(num)d bid left",
            "%(left)d of %(num)d bids left",
            part.sheets,
            left=part.left,
        )
        return yours(words)
    return done(gettext("All sent: thank you"))


def declaration(work: Work) -> Due | None:
    """An evaluator says before marking whether they know a bidder (R16)."""
    if work.part is None or work.part.is_voided:
        return None
    is_late = work.stage == "marking" and work.part.seat.after_start
    if work.stage != "opened" and not is_late:
        return None
    if work.part.has_declared:
        return done(gettext("Your answers are in: thank you"))
    return yours(gettext("Two questions to answer"))


def flags(work: Work) -> Due | None:
    """The lead answers what evaluators tell while they mark."""
    if work.stage != "marking":
        return None
    waiting = work.course.flags
    if not waiting:
        return None
    return yours(ngettext("%(num)d waits for an answer", "%(num)d wait for an answer", waiting))


def checks(work: Work) -> Due | None:
    """How many bidders nobody has looked at for exclusion: a warning that stops nothing (R17)."""
    left = work.course.unchecked
    if not left:
        return None
    words = ngettext("%(num)d bidder not looked at", "%(num)d bidders not looked at", left)
    return Due(words, is_aside=True)


def signatures(work: Work) -> Due | None:
    """An evaluator signs what was written down when they were there (R13)."""
    if work.stage != "moderating" or work.part is None or work.part.is_voided:
        return None
    waiting = work.part.to_sign
    if not waiting:
        return done(gettext("Nothing to sign now"))
    return yours(ngettext("%(num)d record to sign", "%(num)d records to sign", waiting))


def facts(work: Work) -> Due | None:
    """A tender needs a deadline before it can be published."""
    if not may_draft(work.actor, work.tender):
        return None
    return done() if work.tender.deadline_at else yours(gettext("Set the dates"))


def draft(work: Work) -> Due | None:
    """The lead writes until the tender is published."""
    return yours(gettext("Write the specification")) if _drafts(work) else None


def publication(work: Work) -> Due | None:
    """The lead publishes what is complete."""
    return yours(gettext("See what is missing, then publish")) if _drafts(work) else None


def _drafts(work: Work) -> bool:
    return bool(may_draft(work.actor, work.tender))


def panel(work: Work) -> Due | None:
    """The lead gives seats before marking."""
    if not may_give_seat(work.actor, work.tender) or work.stage == "opened":
        return None
    if work.course.seats:
        return None
    return yours(gettext("Give people their seats"))


def choosing(work: Work) -> Due | None:
    """The participation lead counts the votes, or notes what the panel agreed on (P14)."""
    if not work.course.is_chosen or not may_open_choosing(work.actor, work.tender):
        return None
    return yours(gettext("See whom the panel has chosen"))


def desk(work: Work) -> Due | None:
    """The officer reads every bid before marking, and lets the evaluators have them."""
    if work.stage != "opened" or not work.course.bids:
        return None
    if work.course.is_released_by_desk:
        return done()
    return yours(gettext("Read the bids, and let the evaluators have them"))


def gates(work: Work) -> Due | None:
    """The lead confirms each pass/fail question before marking (R5)."""
    if not may_confirm_gate(work.actor, work.tender, work.course.waits_for_desk):
        return None
    return yours(gettext("Confirm pass or fail")) if work.course.unconfirmed else done()


def interests(work: Work) -> Due | None:
    """The participation lead decides on declared interests (R16)."""
    if not may_decide_conflict(work.actor, work.tender):
        return None
    if number := work.course.undecided:
        words = ngettext(
            "%(num)d declared interest to decide", "%(num)d declared interests to decide", number
        )
        return yours(words)
    return _answers(work) or done()


def start(work: Work) -> Due | None:
    """The lead starts the marking when nobody else is waited for."""
    if work.stage != "opened":
        return None
    if work.course.unconfirmed:
        return Due(gettext("After pass or fail"))
    if waiting := _answers(work):
        return waiting
    if work.course.undecided:
        return Due(gettext("Waiting for the participation lead"))
    if work.course.waits_for_desk:
        return Due(gettext("Waiting for the desk"))
    return yours(gettext("Start the marking"))


def _answers(work: Work) -> Due | None:
    """Who has not yet said whether they know a bidder, as a number alone."""
    number = work.course.undeclared
    if not number:
        return None
    return Due(
        ngettext(
            "Waiting for %(num)d person to answer", "Waiting for %(num)d people to answer", number
        )
    )


def progress(work: Work) -> Due | None:
    """The lead decides on who stops, and closes marking when everybody has sent theirs."""
    if work.stage != "marking":
        return None
    stopping = work.course.stopping
    if stopping and may_give_time(work.actor, work.tender):
        return yours(
            ngettext(
                "%(num)d person says that they stop: decide what becomes of their marks",
                "%(num)d people say that they stop: decide what becomes of their marks",
                stopping,
            )
        )
    sent, seats = work.course.people_sent, work.course.seats
    if sent == seats and may_close_marking(work.actor, work.tender):
        return yours(gettext("Close the marking"))
    is_late = work.course.ends_on is not None and work.course.ends_on < clock.today()
    if is_late and may_give_time(work.actor, work.tender):
        return yours(gettext("The last day for marks is over: see who needs more time"))
    return Due(
        ngettext(
            "%(sent)d of %(num)d person has sent marks",
            "%(sent)d of %(num)d people have sent marks",
            seats,
            sent=sent,
        )
    )


def moderation(work: Work) -> Due | None:
    """The lead writes each record, waits for the signatures, and closes moderation (R13)."""
    if not may_moderate(work.actor, work.tender):
        return None
    if number := work.course.unrecorded:
        return yours(ngettext("%(num)d record to write", "%(num)d records to write", number))
    if number := work.course.unsigned:
        return Due(
            ngettext("Waiting for %(num)d signature", "Waiting for %(num)d signatures", number)
        )
    return yours(gettext("Close the moderation"))


def letters(work: Work) -> Due | None:
    """The lead reads every letter and sends them all at one moment (R20)."""
    if may_release(work.actor, work.tender):
        return yours(gettext("Read and send the letters"))
    waiting = work.course.letter_questions
    if waiting and leads(work.actor, work.tender):
        return yours(
            ngettext(
                "%(num)d question about a letter to answer",
                "%(num)d questions about letters to answer",
                waiting,
            )
        )
    return None


def nothing(_work: Work) -> Due | None:
    """A page to read; nobody waits for it."""
    return None
