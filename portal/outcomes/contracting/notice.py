"""The day of the award notice, and the standstill that it starts (R20, R23, R24)."""

from __future__ import annotations

from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.outcomes.contracting.calendar import calendar_here
from portal.outcomes.contracting.open_data import publish_award
from portal.outcomes.models import AwardNotice
from portal.outcomes.policy import AGAIN
from portal.outcomes.queries import award_notices_of
from portal.outcomes.standstill import is_mandatory, standstill_ends_on
from portal.tenders.models import Tender
from portal.tenders.operations import tell_award
from portal.tenders.stages import is_again, stage_of

ENTERED = say("The contract is entered, so this can’t change any more.")


def record_award_notice(
    actor: Actor, tender: Tender, published_on: date, has_standstill: bool
) -> AwardNotice:
    """The day of the award notice, after the letters, and the standstill it starts (R20, R23)."""
    if stage_of(tender) != "released":
        raise Refused(AGAIN if is_again(tender) else ENTERED)
    refuse_day(tender, published_on)
    has_standstill = has_standstill or is_mandatory(tender.regime, published_on)
    ends_on = _last_day(tender, published_on) if has_standstill else None
    notice = AwardNotice(
        tender_id=tender.id,
        version=len(award_notices_of(tender)) + 1,
        published_on=published_on,
        has_standstill=has_standstill,
        standstill_ends_on=ends_on,
        recorded_by=actor.person_id,
        recorded_at=clock.now(),
    )
    db.session.add(notice)
    tell_award(tender, published_on)
    record(
        "notice:recorded",
        actor,
        tender.id,
        version=notice.version,
        published_on=published_on,
        standstill_ends_on=ends_on,
        is_voluntary=has_standstill and not is_mandatory(tender.regime, published_on),
    )
    publish_award(tender, notice.published_on, ends_on)
    return notice


def _last_day(tender: Tender, published_on: date) -> date | None:
    return standstill_ends_on(tender.regime, published_on, calendar_here())


def refuse_day(tender: Tender, published_on: date) -> None:
    """A notice is neither in the future nor older than the letters."""
    assert tender.released_at is not None, "policy: after the release"
    if published_on > clock.today():
        raise Refused(say("This day hasn’t come yet."), field="published_on")
    if published_on < tender.released_at.astimezone(clock.LONDON).date():
        raise Refused(
            say("The notice follows the letters, so it can’t be older than they are."),
            field="published_on",
        )
