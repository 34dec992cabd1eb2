"""What somebody looked at about one bidder by its name, and what follows from it (R17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.accounts.models import Provider
from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.evaluation.compliance.operations import write_ruling
from portal.evaluation.compliance.queries import last_ruling, next_number, questions_to
from portal.evaluation.models_compliance import ExclusionCheck
from portal.tenders.models import Tender

NO_EVIDENCE = say("Say what you looked at, and what you found.")
NOT_YET = say("This day hasn’t come yet.")
NO_GROUND = say(
    "Nothing is said above for which a bidder could be excluded. Say what was found, or choose"
    " ‘Nothing was found’."
)
NO_MANDATORY = say(
    "Only a mandatory ground, or being on the list because of one, makes a bidder excluded."
)
HEAR_FIRST = say(
    "The bidder has to be heard first. Choose ‘Something was found’, ask it below, and come back"
    " when it has said everything or its time is over."
)
AFTER_HEARING = ("stays", "excludable", "excluded")


@dataclass(frozen=True)
class Looked:
    """What was looked at about one bidder, and what came of it; `on_list`: 'no', or the kind of
    ground for which it stands on the debarment list."""

    looked_on: date
    on_list: str
    has_mandatory: bool
    has_discretionary: bool
    words: str
    outcome: str


def check_bidder(
    actor: Actor, tender: Tender, provider: Provider, bid: Bid, looked: Looked
) -> ExclusionCheck:
    """Record a look at one bidder; a new look is a new version, and the last one counts.

    An excluded bidder is disregarded, an excludable one is considered, both after hearing them.
    """
    _refuse(looked)
    if looked.outcome in AFTER_HEARING and not was_heard(bid):
        raise Refused(HEAR_FIRST, field="outcome")
    made = ExclusionCheck(
        tender_id=tender.id,
        provider_id=provider.id,
        number=next_number(ExclusionCheck, tender),
        looked_on=looked.looked_on,
        on_list=looked.on_list,
        has_mandatory=looked.has_mandatory,
        has_discretionary=looked.has_discretionary,
        words=looked.words.strip(),
        outcome=looked.outcome,
        checked_by=actor.person_id,
        checked_at=clock.now(),
    )
    db.session.add(made)
    found = {
        name: getattr(looked, name)
        for name in ("on_list", "has_mandatory", "has_discretionary", "outcome")
    }
    told = {"number": made.number, "looked_on": made.looked_on, "words": made.words}
    record("exclusion:checked", actor, tender.id, **told, provider=provider.id, found=found)
    _take_effect(actor, tender, bid, made)
    return made


def was_heard(bid: Bid) -> bool:
    """Whether the bidder was asked about exclusion, and said everything or had its time."""
    asked = questions_to(bid, "exclusion")
    return bool(asked) and all(each.is_heard() for each in asked)


def _refuse(looked: Looked) -> None:
    is_mandatory = looked.has_mandatory or looked.on_list == "mandatory"
    has_ground = is_mandatory or looked.has_discretionary or looked.on_list == "discretionary"
    if looked.looked_on > clock.today():
        raise Refused(NOT_YET, field="looked_on")
    if not looked.words.strip():
        raise Refused(NO_EVIDENCE, field="words")
    if looked.outcome != "none" and not has_ground:
        raise Refused(NO_GROUND, field="outcome")
    if looked.outcome == "excluded" and not is_mandatory:
        raise Refused(NO_MANDATORY, field="outcome")


def _take_effect(actor: Actor, tender: Tender, bid: Bid, check: ExclusionCheck) -> None:
    """The bid is out on the ground that was found, and in again where it isn't found any more."""
    for ground in ("excluded", "excludable"):
        last = last_ruling(bid, ground)
        is_out, was_out = check.outcome == ground, last is not None and last.is_out
        if is_out != was_out:
            write_ruling(actor, tender, bid, ground, is_out=is_out, reason=check.words)
