"""Kinds of thanks in words."""

from __future__ import annotations

from flask_babel import gettext

from portal.core.formats import day
from portal.core.words import say
from portal.participation.thanks.models import PromisedThanks

NAMES = {
    "certificate": say("A certificate"),
    "reference": say("A reference: a letter that says what you did"),
    "hours": say("Hours that count, for school or for an award"),
    "travel": say("Your way here is paid"),
    "childcare": say("Somebody looks after your children, or we pay for it"),
    "voucher": say("A voucher, or money"),
    "other": say("Something else"),
}


def when(promise: PromisedThanks) -> str:
    """When or how often it comes, in one line."""
    by = gettext("by %(day)s", day=day(promise.due_on)) if promise.due_on else ""
    return ", ".join(filter(None, [promise.often, by]))


def line_of(promise: PromisedThanks) -> str:
    """What is promised, and when, in one sentence."""
    return f"{promise.words} ({when(promise)})"
