"""What the panels of an authority hold about one of their members, for that member alone (P5)."""

from __future__ import annotations

import uuid
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.database import db
from portal.core.formats import day
from portal.core.tenancy import open_tenant
from portal.core.words import say
from portal.evaluation.choosing.queries import words_of
from portal.participation.equality.queries import rows_of
from portal.participation.equality.questions import QUESTIONS, UNSAID
from portal.participation.panels.ages import age_band_of
from portal.participation.panels.models import Consent, Member
from portal.participation.panels.queries import need_of
from portal.record.about_me.parts import choosing_words, mentoring_words

PURPOSES = {
    "taking_part": say("taking part"),
    "photographs": say("photographs"),
    "told_afterwards": say("being told afterwards"),
    "helper": say("a helper"),
}
AGES = {
    "under_13": say("under 13"),
    "13_to_15": say("13 to 15"),
    "16_to_17": say("16 or 17"),
    "18_to_24": say("18 to 24"),
}
WAYS = {
    "here": say("a message on this website"),
    "email": say("by email"),
    "letter": say("by letter"),
    "call": say("by a phone call"),
    "meeting": say("in person"),
    "poster": say("by a poster"),
    "recording": say("by a recording"),
    "easy_read": say("in easy read"),
}


def places_in(house: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A person's places on panels of one authority, in a session of its own."""
    db.session.remove()
    open_tenant(house)
    members = db.session.scalars(
        select(Member)
        .where(Member.person_id == person_id)
        .options(
            joinedload(Member.panel), selectinload(Member.consents), selectinload(Member.helpers)
        )
        .order_by(Member.joined_at, Member.id)
    ).all()
    found = [{"title": each.panel.title, "lines": _lines(each)} for each in members]
    db.session.remove()
    return found


def _lines(member: Member) -> list[dict[str, str]]:
    need = need_of(member.id)
    told = {
        gettext("Since"): day(member.joined_at),
        gettext("Until"): day(member.ended_at or member.term_ends_on),
        gettext("How to say your name"): member.say_name,
        gettext("Whom you speak for"): member.represents,
        gettext("Your age"): gettext(AGES[band]) if (band := age_band_of(member)) else "",
        gettext("You turn 16 on"): day(member.turns_16_on) if member.turns_16_on else "",
        gettext("Why you were invited"): member.why_invited,
        gettext("How you want to be told"): gettext(WAYS[member.tell_by]),
        gettext("What you need"): need.words if need else "",
        gettext("Why you would like to mark"): " · ".join(words_of(member.id)),
        gettext("When your panel chose who marks"): choosing_words(member.id),
        gettext("Peer mentors"): mentoring_words(member.id),
        gettext("Your helper"): " · ".join(f"{each.name} ({each.who})" for each in member.helpers),
        gettext("Why your place ended"): member.end_reason,
        gettext("What you said about yourself"): _about_yourself(member),
        gettext("What was agreed"): " · ".join(_said(each) for each in member.consents),
    }
    return [{"key": key, "value": value} for key, value in told.items() if value]


def _about_yourself(member: Member) -> str:
    """Their answers to equality questions, which nobody else reads."""
    rows = rows_of(member.person_id, member.panel.kind)
    words = [(QUESTIONS[slug], row.answer) for slug, row in rows.items() if row.answer != UNSAID]
    return " · ".join(
        f"{gettext(question.text)} {gettext(question.answers[answer])}"
        for question, answer in words
    )


def _said(consent: Consent) -> str:
    facts = {
        "day": day(consent.at),
        "purpose": gettext(PURPOSES[consent.purpose]),
        "said": gettext("yes") if consent.is_given else gettext("no"),
    }
    words = gettext("%(day)s, %(purpose)s: %(said)s") % facts
    return f"{words} ({consent.adult})" if consent.adult else words
