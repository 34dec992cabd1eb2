"""A tender ends without a contract, and all who bid are told at one moment."""

from __future__ import annotations

from portal.audit.journal import record
from portal.bids.importing.operations import throw_away
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.published.news import tell_all
from portal.published.queries import interested_in
from portal.tenders.models import ABANDONED, CANCELLED, WITHDRAWN, NoticeEnd, Tender
from portal.tenders.open_data import publish_end
from portal.tenders.queries import notice_of
from portal.tenders.stages import ENDED, WRONG_STAGE, is_at_least, reached, stage_of

NOT_SO = say("The tender can’t end like this at the stage where it is. Load the page again.")


def ways_to_end(tender: Tender) -> tuple[str, ...]:
    """How the tender can end where it stands now; none before publication and after the contract.

    A notice can be withdrawn while bids may still come. After the letters it is abandoned.
    """
    stage = reached(tender)
    if stage in ("drafting", "contract"):
        return ()
    if stage == "open":
        return (CANCELLED, WITHDRAWN)
    return (ABANDONED,) if is_at_least(tender, "released") else (CANCELLED,)


def end_tender(actor: Actor, tender: Tender, kind: str, reason: str) -> None:
    """End a published tender without a contract; its notice says so and why from now on.

    Nothing of it moves any more: bids that were not opened stay closed for ever (R29), and who
    could read something may read it still. Everybody who is bidding or has bid gets the same mail
    at the same moment.
    """
    if stage_of(tender) == ENDED:
        raise Refused(WRONG_STAGE)
    if kind not in ways_to_end(tender):
        raise Refused(NOT_SO, field="kind")
    tender.ended_at = clock.now()
    record("tender:ended", actor, tender.id, kind=kind, reason=reason)
    found = notice_of(tender.id)
    if found is not None:
        end = NoticeEnd(id=tender.id, kind=kind, reason=reason, ended_at=tender.ended_at)
        db.session.add(end)
        publish_end(found, end)
    throw_away(tender)  # what waited to be brought from another system
    tell_all(tender, interested_in(tender))
