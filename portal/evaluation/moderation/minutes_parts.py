"""Parts of the minutes that speak of people: never a name, and small groups as R19 allows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext, ngettext
from sqlalchemy import select

from portal.core.database import db
from portal.core.documents import Block, Facts, Heading, Paragraph, Points, Table
from portal.core.formats import exact, moment
from portal.evaluation.models import Moderation
from portal.evaluation.models_room import Attendance, TalkSession
from portal.evaluation.moderation.checks import Moderated
from portal.evaluation.moderation.panel import Panel
from portal.evaluation.moderation.queries import Given
from portal.specifications.models import Group
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender


def attendance(tender: Tender, sessions: Sequence[TalkSession], panel: Panel) -> list[Block]:
    """Each session that was held, when, how many were there and of which groups (R13)."""
    held = [each for each in sessions if each.opened_at is not None]
    if not held:
        return []
    rows = db.session.execute(
        select(Attendance.session_id, Attendance.seat_id).where(Attendance.tender_id == tender.id)
    ).all()
    groups = groups_of(tender)
    there: dict[uuid.UUID, list[uuid.UUID]] = {}
    for session_id, seat_id in rows:
        there.setdefault(session_id, []).append(seat_id)
    body = [
        [
            gettext("Session %(number)s", number=each.number),
            moment(each.starts_at),
            _people(there.get(each.id, []), panel, groups),
        ]
        for each in held
    ]
    head = [gettext("Session"), gettext("When"), gettext("Who was there")]
    return [Heading(2, gettext("Sessions")), Table(head, body)]


def groups_there(record: Moderation, moderated: Moderated) -> str:
    """How many were there when it was recorded, and of which groups."""
    seats = [each.seat_id for each in record.present]
    return _people(seats, moderated.panel, moderated.groups)


def _people(seats: Sequence[uuid.UUID], panel: Panel, groups: Sequence[Group]) -> str:
    """A number and the groups: how many of each would tell of small ones (R19)."""
    if not seats:
        return gettext("Nobody said so")
    people = ngettext("%(num)d person", "%(num)d people", len(seats))
    of = {panel.seats[each].group_id for each in seats if each in panel.seats}
    titles = [group.title for group in groups if group.id in of]
    return gettext("%(people)s (%(groups)s)", people=people, groups=", ".join(titles))


def first_marks(
    moderated: Moderated, given: Sequence[Given], record: Moderation, least: int
) -> list[Block]:
    """The first marks beside the agreed one (R15): of `least` people or more their mean, and how
    many changed theirs; of fewer people nothing, which the minutes say once (R19)."""
    agreed = {each.group_id: each.mark for each in record.agreed}
    pairs = []
    for group in moderated.groups:
        theirs = [each for each in given if each.seat.group_id == group.id]
        pairs.append((group.title, _of_group(theirs, agreed.get(group.id), least)))
    told = [(title, said) for title, said in pairs if said]
    return [Heading(3, gettext("First marks")), Facts(told)] if told else []


def _of_group(theirs: Sequence[Given], agreed: Decimal | None, least: int) -> str:
    """The mean of a group's first marks, how far the agreed one lies from it, and who changed."""
    if not theirs:
        return gettext("None counts")
    first = [(each.first or each.mark).mark for each in theirs]
    marks = [mark for mark in first if mark is not None]
    if len(marks) < least:
        return ""
    mean = Fraction(sum(marks)) / len(marks)
    said = [gettext("%(n)s marks, %(mean)s on average", n=len(marks), mean=_rounded(mean))]
    if agreed is not None:
        said.append(_beside(Fraction(agreed) - mean))
    return "; ".join([*said, _changed(theirs, least)])


def _rounded(number: Fraction) -> str:
    """Rounded once, half up, to two decimals (R6)."""
    cents = int(abs(number) * 100 + Fraction(1, 2))
    return exact(Decimal(cents) / 100)


def _beside(difference: Fraction) -> str:
    if not difference:
        return gettext("the agreed mark is the same")
    if difference > 0:
        return gettext("the agreed mark is %(n)s higher", n=_rounded(difference))
    return gettext("the agreed mark is %(n)s lower", n=_rounded(difference))


def _changed(theirs: Sequence[Given], least: int) -> str:
    """Nought is shown; one to less than `least` are not (R19)."""
    changed = sum(each.first is not None for each in theirs)
    if changed == 0:
        return gettext("nobody changed theirs")
    if changed < least:
        return gettext("some changed theirs, fewer than %(least)s", least=least)
    return gettext("%(n)s changed theirs", n=changed)


def one_by_one(texts: Sequence[str]) -> list[Block]:
    """Words of several people, in an order that tells nothing of who said which."""
    if len(texts) == 1:
        return [Paragraph(texts[0])]
    return [Points(sorted(texts))]
