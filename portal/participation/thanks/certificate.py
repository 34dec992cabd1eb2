"""The certificate of taking part in a panel."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, ngettext

from portal.accounts.models import Role
from portal.core import clock
from portal.core.documents import Block, Document, Facts, Paragraph
from portal.core.formats import day
from portal.participation.certificate import certificate
from portal.participation.panels.models import Member


def certificate_of(
    member: Member, name: str, authority: str, hours: str | None, staff: Sequence[Role]
) -> Document:
    """Who took part in what, since when, and the hours if they chose so; signed by the lead."""
    ended = member.ended_at or clock.now()
    facts = [
        (gettext("From"), day(member.joined_at)),
        (gettext("Until"), day(ended)),
        *([(gettext("Hours, by their own diary"), hours)] if hours else []),
    ]
    took_part = gettext(
        "took part in “%(panel)s” of %(authority)s.",
        panel=member.panel.title,
        authority=authority,
    )
    says: list[Block] = [Paragraph(took_part), Facts(facts), Paragraph(gettext("Thank you."))]
    return certificate(gettext("Certificate of taking part"), name, says, staff)


def time_in_words(minutes: int) -> str:
    """Hours and minutes, such as '2 hours 30 minutes'."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(num)d hour", "%(num)d hours", hours)] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(num)d minute", "%(num)d minutes", rest))
    return " ".join(parts)
