"""What waits between the letters and the contract, and by when (R20, R24, R25)."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from portal.core import clock
from portal.core.formats import day, late_words
from portal.outcomes.contracting.entering import deadline_of
from portal.outcomes.contracting.models import CLAIM
from portal.outcomes.contracting.policy import (
    may_enter_contract,
    may_record_claim,
    may_record_contract_notice,
)
from portal.outcomes.policy import may_record_award_notice
from portal.overview.due import Due, Work, done, yours


def award_notice(work: Work) -> Due | None:
    """The lead publishes the award notice after the letters: the contract waits for it (R20)."""
    standing = work.course.standing
    if standing is None:
        return None
    if standing.notice is None and may_record_award_notice(work.actor, work.tender):
        return yours(gettext("Publish the award notice, and enter its day"))
    if standing.runs(clock.today()):
        return Due(gettext("Standstill until the end of %(day)s", day=day(standing.last_day)))
    return done() if standing.notice else None


def claims(work: Work) -> Due | None:
    """The lead works on what came against the decision until it is over (R24, R25)."""
    standing = work.course.standing
    if standing is None or not may_record_claim(work.actor, work.tender):
        return None
    waiting = sum(each.stops for each in standing.challenges)
    if not waiting:
        return None
    if any(each.stops and each.claim.kind == CLAIM for each in standing.challenges):
        words = ngettext(
            "%(num)d claim stops the contract",
            "%(num)d claims stop the contract",
            waiting,
        )
    else:
        words = ngettext(
            "%(num)d representation waits for a decision",
            "%(num)d representations wait for a decision",
            waiting,
        )
    return yours(words)


def contract(work: Work) -> Due | None:
    """The lead enters the contract once nothing stands against it, then its notice by its day."""
    standing = work.course.standing
    if standing is None:
        return None
    if standing.contract is None:
        is_free = not standing.obstacles(clock.today())
        can = is_free and may_enter_contract(work.actor, work.tender)
        return yours(gettext("Enter the day of the contract")) if can else None
    if standing.contract_notices or not may_record_contract_notice(work.actor, work.tender):
        return done() if standing.contract_notices else None
    last = deadline_of(work.tender.regime, standing.contract.signed_on)
    by = last.after(standing.contract.signed_on)
    if by is None:
        return yours(gettext("Publish the notice about the contract as soon as you can"))
    words = gettext("Publish the notice about the contract by %(day)s", day=day(by))
    late = (clock.today() - by).days
    return yours(f"{words}: {late_words(late).lower()}" if late > 0 else words)
