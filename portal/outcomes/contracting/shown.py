"""How a standing reads on pages: what stands against the contract, and how days were counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext

from portal.core import clock
from portal.core.formats import day
from portal.outcomes.contracting.calendar import calendar_here
from portal.outcomes.contracting.forms import ENDINGS, STEPS
from portal.outcomes.contracting.models import CLAIM, REVIEW
from portal.outcomes.contracting.standing import Challenge, Obstacle, Standing
from portal.outcomes.counting import counted_rows


def obstacle_words(standing: Standing) -> list[str]:
    """What stands against the contract today, each as a sentence."""
    return [words_of(each) for each in standing.obstacles(clock.today())]


def words_of(each: Obstacle) -> str:
    """One of them as its sentence."""
    return gettext(each.words, number=each.number, day=day(each.day) if each.day else "")


def counts_of(standing: Standing) -> list[dict[str, Any]]:
    """Each standstill with its last day and how that was counted, day by day (R23, R24)."""
    found = []
    if standing.notice and standing.ends_on:
        facts = (standing.notice.published_on, standing.regime, standing.ends_on)
        found.append(_count(gettext("Standstill after the award notice"), *facts))
    if standing.last_further and standing.further_ends_on:
        begun = standing.last_further.told_on
        facts = (begun, f"{standing.regime}_further", standing.further_ends_on)
        found.append(_count(gettext("Standstill after the further decision"), *facts))
    return found


def _count(title: str, begun: date, rule: str, ends_on: date) -> dict[str, Any]:
    rows = counted_rows(begun, rule, ends_on, calendar_here())
    return {"title": title, "ends_on": ends_on, "rows": rows}


def move_lines(standing: Standing) -> list[str]:
    """Each time that a proclaimed day moved a last day (R25)."""
    return [
        gettext(
            "On %(at)s the last day moved from %(was)s to %(now)s, since a day was proclaimed.",
            at=day(each.moved_at),
            was=day(each.was_on),
            now=day(each.ends_on),
        )
        for each in standing.moves
    ]


def kind_words(challenge: Challenge) -> str:
    """What it is, with its number: 'Claim 1'."""
    number = challenge.claim.number
    if challenge.claim.kind == CLAIM:
        return gettext("Claim %(number)s", number=number)
    return gettext("Representation %(number)s", number=number)


def state_words(challenge: Challenge) -> str:
    """How it stands, in a few words."""
    if challenge.end is not None and challenge.end.how:
        return str(ENDINGS[challenge.end.how])
    if challenge.is_decided:
        return gettext("A further decision was made")
    if not challenge.claim.is_in_time:
        return gettext("It came outside of the standstill, so it doesn’t stop the contract")
    return gettext("Open: it stops the contract")


def step_rows(challenge: Challenge) -> list[dict[str, Any]]:
    """What was done about it, in order; a review stays with the authority until it decides."""
    return [
        {
            "what": ENDINGS[step.how] if step.how else STEPS[step.step],
            "on": step.done_on,
            "words": step.words,
            "is_told": step.step != REVIEW,
        }
        for step in challenge.steps
    ]
