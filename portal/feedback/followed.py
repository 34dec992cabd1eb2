"""A member's words to the end: answer, part, question to bidders, award, promise (P20).

Nothing of a bidder before the letters are out and the award is public; no name of a person ever.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from portal.core import clock
from portal.core.formats import day, named, with_names
from portal.feedback.models import Promise
from portal.feedback.queries import promises_of, tellings_of
from portal.feedback.shown import ShownPromise, promises_shown
from portal.outcomes.queries import award_notice_of, bidders_by_bid, last_decision
from portal.specifications.cowriting.shown import Shown
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from portal.tenders.stages import ENDED, is_again, is_at_least, stage_of


@dataclass(frozen=True)
class Followed:
    """A suggestion and what followed from it, as sentences; empty where it hasn't come so far."""

    shown: Shown
    asked: str = ""
    award: str = ""
    line: int | None = None
    promises: list[ShownPromise] = field(default_factory=list)


def to_the_end(tender: Tender, suggestions: Sequence[Shown]) -> list[Followed]:
    """Each suggestion with its thread; always the same number of queries."""
    questions = {each.id: f"{each.code} {each.title}" for each in criteria_of(tender)}
    told, promises = tellings_of(tender), promises_of(tender)
    lines = {each.drawn_from: each for each in told[0].lines} if told else {}
    award, is_out = award_words(tender), tender.published_at is not None
    found = []
    for each in suggestions:
        answer = each.row.answer
        line = lines.get(answer.id) if answer else None
        part_id = answer.part_id if answer and is_out else None
        went = answer is not None and answer.part is not None
        found.append(
            Followed(
                each,
                _asked(tender, questions.get(part_id) if part_id else None),
                award if went else "",
                line.number if line else None,
                _of(line.key, promises) if line else [],
            )
        )
    return found


def _of(key: uuid.UUID, promises: Sequence[Promise]) -> list[ShownPromise]:
    return promises_shown([each for each in promises if each.key == key])


def _asked(tender: Tender, question: str | None) -> str:
    if question is None:
        return ""
    if stage_of(tender) == "open":
        return gettext("All who bid answer it now: %(question)s", question=question)
    return gettext("All who bid had to answer it: %(question)s", question=question)


def award_words(tender: Tender) -> str:
    """What came of it all; who won only when the award notice is public (R20)."""
    if not is_at_least(tender, "open"):
        return ""
    if stage_of(tender) == ENDED:
        return gettext("It ended without a contract: nobody was chosen.")
    if not is_at_least(tender, "released"):
        return gettext("It isn’t decided yet who will do it.")
    if is_again(tender):
        return gettext("It was decided, and now it is decided again. Soon you can read more.")
    decision, _word = last_decision(tender)
    notice = award_notice_of(tender)
    if decision is None or decision.bid_id is None:
        return gettext("It is decided: nobody was chosen.")
    if notice is None or notice.published_on > clock.today():
        return gettext("We know who will do it. Soon you can read who that is.")
    return with_names(
        gettext("%(name)s will do it. You can read that since %(day)s."),
        name=named(bidders_by_bid(tender)[decision.bid_id].name),
        day=day(notice.published_on),
    )
