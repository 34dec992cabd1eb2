"""The minutes of moderation, written by what was recorded: a full and fair summary (R13)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import get_locale, gettext, ngettext

from portal.accounts.models import EVALUATOR
from portal.core.authorisation import Actor
from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Points
from portal.core.formats import day, exact
from portal.evaluation.models import Moderation
from portal.evaluation.models_room import GroupTalk, Laid, TalkSession
from portal.evaluation.moderation.checks import Moderated
from portal.evaluation.moderation.minutes_parts import (
    attendance,
    first_marks,
    groups_there,
    one_by_one,
)
from portal.evaluation.moderation.pages import overruled_in
from portal.evaluation.moderation.panel import Panel, panel_of
from portal.evaluation.moderation.queries import (
    Given,
    Item,
    Key,
    all_given,
    items_of,
    moderated_each,
)
from portal.evaluation.moderation.reopened import told_at
from portal.evaluation.moderation.sitting import key_of, laid_in, sessions_of, talks_of
from portal.tenders.models import Tender
from portal.tenders.policy import holds


@dataclass(frozen=True)
class _Read:
    """All that minutes are made of, read once."""

    panel: Panel
    given: dict[Key, list[Given]]
    talks: dict[tuple[uuid.UUID, uuid.UUID, uuid.UUID], GroupTalk]
    laid: Sequence[Laid]
    sessions: dict[uuid.UUID, TalkSession]
    told_at: datetime | None
    """Since when people may know whose bid is whose; none where nothing was agreed after that."""
    least: int


def minutes_of(tender: Tender) -> list[Block]:
    """The whole minutes as blocks, for the record, the report and the archive: no names, and of
    small groups no first marks (R18, R19)."""
    return _blocks(tender, items_of(tender))


def minutes_for(actor: Actor, tender: Tender) -> Document:
    """The minutes as a document; an evaluator's tell of what they take part in alone (R16)."""
    items, panel = items_of(tender), panel_of(tender)
    if holds(actor, tender, EVALUATOR):
        items = [each for each in items if panel.is_theirs(actor, each.bid, each.criterion)]
    title = gettext("Minutes of moderation: %(title)s", title=tender.title)
    return Document(title, str(get_locale() or "en"), _blocks(tender, items))


def _blocks(tender: Tender, items: Sequence[Item]) -> list[Block]:
    read = _read(tender)
    recorded = [each for each in items if each.record is not None]
    blocks = _opening(tender, len(recorded), len(items))
    if read.told_at:
        blocks.append(_again(tender, read.told_at))
    blocks += attendance(tender, list(read.sessions.values()), read.panel)
    for item, moderated in moderated_each(tender, recorded, read.panel):
        blocks += _item(item, moderated, read)
    left = [each for each in items if each.record is None]
    if left:
        blocks.append(Heading(2, gettext("Not recorded yet")))
        blocks.append(Points([_title(each) for each in left]))
    return blocks


def _opening(tender: Tender, recorded: int, answers: int) -> list[Block]:
    """Which tender these are of, whom they are for, and how far they go."""
    return [
        Facts([(gettext("Tender"), tender.title), (gettext("Reference"), tender.reference)]),
        Paragraph(
            gettext(
                "These minutes are written by the record itself, as it stands. They are for the"
                " panel, the approver and the auditor: bidders read the agreed reasons in their"
                " letters."
            )
        ),
        Paragraph(
            gettext(
                "%(n)s of %(all)s answers are recorded. Each was judged against the published"
                " scale, one bid and one question at a time. First marks stand here as a mean where"
                " %(least)s people or more of a group gave them; the record keeps every one.",
                least=tender.least_shown,
                n=recorded,
                all=answers,
            )
        ),
    ]


def _again(tender: Tender, told_at: datetime) -> Block:
    """That letters were out and moderation was opened again: nobody was blind any more (R13)."""
    assert tender.reopened_at is not None, "it was opened again"
    facts = {"told": day(told_at), "day": day(tender.reopened_at)}
    return Paragraph(
        gettext(
            "Letters were out on %(told)s, and moderation was opened again, the last time on"
            " %(day)s. Who agreed anything after the letters may have known whose bid it was: it"
            " stands beside each such record.",
            **facts,
        )
    )


def _read(tender: Tender) -> _Read:
    given: dict[Key, list[Given]] = {}
    for each in all_given(tender):
        given.setdefault((each.bid_id, each.mark.criterion_id), []).append(each)
    sessions = {each.id: each for each in sessions_of(tender)}
    panel, talks, laid = panel_of(tender), talks_of(tender), laid_in(tender)
    return _Read(panel, given, talks, laid, sessions, told_at(tender), tender.least_shown)


def _title(item: Item) -> str:
    return gettext(
        "Bid %(label)s: %(code)s %(title)s",
        label=item.bid.label,
        code=item.criterion.code,
        title=item.criterion.title,
    )


def _item(item: Item, moderated: Moderated, read: _Read) -> list[Block]:
    """One bid on one criterion: everything that R13 asks for."""
    record = item.record
    assert record is not None
    given = read.given.get(key_of(item), [])
    blocks: list[Block] = [Heading(2, _title(item)), Facts(_facts(item, moderated, record, read))]
    blocks += _first_said(item, moderated, read)
    blocks += first_marks(moderated, given, record, read.least)
    blocks += _said(record)
    if overruled := overruled_in(record):
        blocks += _overruled(overruled)
    if record.dissents:
        blocks.append(Heading(3, gettext("Who doesn’t agree, and why")))
        blocks += one_by_one([each.words for each in record.dissents])
    return blocks


def _facts(
    item: Item, moderated: Moderated, record: Moderation, read: _Read
) -> list[tuple[str, str]]:
    """The agreed marks, when it was recorded, who was there and who signed."""
    means = {each.mark: each.name for each in item.criterion.scale.descriptors}
    titles = {group.id: group.title for group in moderated.groups}
    agreed = {each.group_id: each.mark for each in record.agreed}
    facts = [
        (
            gettext("Agreed mark: %(group)s", group=titles[group.id])
            if len(moderated.groups) > 1
            else gettext("Agreed mark"),
            f"{exact(agreed[group.id])} {means.get(agreed[group.id], '')}".strip(),
        )
        for group in moderated.groups
        if group.id in agreed
    ]
    if not facts:
        facts.append((gettext("Agreed mark"), gettext("None: the marks of each stand")))
    when = gettext("%(day)s, version %(n)s", day=day(record.recorded_at), n=record.version)
    facts.append((gettext("Recorded on"), when))
    if read.told_at and record.recorded_at > read.told_at:
        facts.append((gettext("Not blind"), gettext("The letters had told whose bid is whose")))
    facts.append((gettext("Talked about in"), _where(item, record, read)))
    facts.append((gettext("Present"), groups_there(record, moderated)))
    facts.append((gettext("Signed"), _signed(item, record, read)))
    return facts


def _signed(item: Item, record: Moderation, read: _Read) -> str:
    signed = gettext(
        "%(n)s of %(all)s who were there", n=len(record.sign_offs), all=len(record.present)
    )
    parts = [signed]
    if record.dissents:
        num = len(record.dissents)
        parts.append(ngettext("%(num)d doesn’t agree", "%(num)d don’t agree", num))
    if item.is_overtaken(read.panel):
        parts.append(gettext("this is to be recorded again"))
    return "; ".join(parts)


def _where(item: Item, record: Moderation, read: _Read) -> str:
    """The session on whose table it lay last before it was recorded, and whose round came first."""
    there = [
        each
        for each in read.laid
        if (each.bid_id, each.criterion_id) == key_of(item) and each.laid_at <= record.recorded_at
    ]
    if not there:
        return gettext("No planned session")
    session = read.sessions[there[-1].session_id]
    return gettext(
        "Session %(number)s on %(day)s", number=session.number, day=day(session.starts_at)
    )


def _first_said(item: Item, moderated: Moderated, read: _Read) -> list[Block]:
    """What a group said before all talked; of a group of one it would be one person’s (R19)."""
    blocks: list[Block] = []
    sitting = [seat.group_id for seat in moderated.panel.on(item.criterion)]
    for group in moderated.groups:
        talk = read.talks.get((*key_of(item), group.id))
        if talk and sitting.count(group.id) > 1:
            title = gettext("What ‘%(group)s’ said among themselves first", group=group.title)
            blocks += [Heading(3, title), Paragraph(talk.words)]
    return blocks


def _said(record: Moderation) -> list[Block]:
    """Both sides, how they were brought together, why this mark, and why not the next one up."""
    parts = [
        (gettext("Points for"), record.points_for),
        (gettext("Points against"), record.points_against),
        (gettext("How different views were brought together"), record.reconciled),
        (gettext("The agreed reason"), record.reason),
        (gettext("What a higher mark needed"), record.next_mark),
    ]
    blocks: list[Block] = []
    for title, text in parts:
        if text.strip():
            blocks += [Heading(3, title), Paragraph(text)]
    return blocks


def _overruled(found: dict[str, Any]) -> list[Block]:
    return [
        Heading(3, gettext("Warned of, and kept")),
        Points(found["warnings"]),
        Paragraph(found["reason"]),
    ]
