"""What panels and leads wrote about one tender before its publication, and where each stands."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from portal.participation.panels.models import Member
from portal.record.erasure.text import Text
from portal.specifications.agreeing.queries import every_said, every_worry_answered
from portal.specifications.cowriting.models import (
    Backing,
    Questioned,
    Suggestion,
    SuggestionAnswer,
    Version,
)
from portal.specifications.cowriting.queries import members_by_id, suggestions_of
from portal.specifications.versions.operations import AT_PUBLICATION, AT_ROUND
from portal.specifications.versions.queries import versions_of
from portal.tenders.models import Tender

NUMBERS = ("weight", "minimum")
OF_ITSELF = (AT_PUBLICATION, AT_ROUND)

WRITTEN_TOGETHER = frozenset(
    (
        "suggestion",
        "backing",
        "suggestion_answer",
        "suggestion_questioned",
        "specification_version",
        "panel_sign_off_said",
        "worry_answered",
    )
)
"""Kinds of texts that are there from drafting on, and say nothing of bids or marks."""


def written_together(tender: Tender) -> Iterator[Text]:
    """Suggestions with all that hangs on them, notes of versions, and words on signing off."""
    suggestions = suggestions_of(tender)
    writers = writers_of(suggestions)
    for each in suggestions:
        yield from suggested(each, writers)
    yield from _answers(suggestions)
    for version in versions_of(tender):
        if version.why not in OF_ITSELF:
            yield _of_version(version)
    yield from signing_off(tender)


Writers = Mapping[uuid.UUID, Member]


def writers_of(suggestions: Sequence[Suggestion]) -> Writers:
    """Who wrote them, added to them, or questioned an answer, in one query."""
    ids = {each.member_id for each in suggestions}
    return members_by_id(ids | {one.member_id for each in suggestions for one in each.backings})


def suggested(each: Suggestion, writers: Writers) -> Iterator[Text]:
    """What members wrote about one suggestion: its words, why, what others added, a question."""
    facts: dict[str, Any] = {"number": each.number, "kind": each.kind}
    known: dict[str, Any] = {"facts": facts, "by": writers[each.member_id].person_id}
    number = each.number
    if each.kind not in NUMBERS:
        where = _("Suggestion %(number)s", number=number)
        yield Text("suggestion", each.id, "words", where, each.words, **known, item=0)
    where = _("Why: suggestion %(number)s", number=number)
    yield Text("suggestion", each.id, "reason", where, each.reason, **known, item=1)
    for backing in each.backings:
        yield _added(each, backing, writers)
    if each.questioned:
        yield _questioned(each, each.questioned, writers)


def _added(each: Suggestion, backing: Backing, writers: Writers) -> Text:
    where = _("What somebody added to suggestion %(number)s", number=each.number)
    by = writers[backing.member_id].person_id
    known: dict[str, Any] = {"by": by, "beside": ("number", each.number)}
    return Text("backing", backing.id, "words", where, backing.words, **known)


def _questioned(each: Suggestion, asked: Questioned, writers: Writers) -> Text:
    where = _("What is missing in the answer to suggestion %(number)s", number=each.number)
    by = writers[asked.member_id].person_id
    known: dict[str, Any] = {"facts": {"number": each.number}, "by": by}
    return Text("suggestion_questioned", asked.id, "words", where, asked.words, **known)


def _answers(suggestions: Sequence[Suggestion]) -> Iterator[Text]:
    """Each answer once, however many suggestions it is to; of two alike the earlier one first."""
    numbers: dict[SuggestionAnswer, list[int]] = {}
    for each in suggestions:
        for answered in each.answered:
            numbers.setdefault(answered.answer, []).append(each.number)
    for row in sorted(numbers, key=lambda row: row.answered_at):
        yield from answered_with(row, sorted(numbers[row]))


def answered_with(row: SuggestionAnswer, numbers: list[int]) -> Iterator[Text]:
    """The theme and the reason of one answer."""
    told = ", ".join(map(str, numbers))
    facts = {"numbers": numbers, "outcome": row.outcome, "part": row.part}
    known: dict[str, Any] = {"facts": facts}
    where = _("What suggestions are about, in an answer: %(numbers)s", numbers=told)
    yield Text("suggestion_answer", row.id, "theme", where, row.theme, **known, item=0)
    where = _("The answer to suggestions: %(numbers)s", numbers=told)
    yield Text("suggestion_answer", row.id, "reason", where, row.reason, **known, item=1)


def _of_version(version: Version) -> Text:
    where = _("Why version %(number)s was kept", number=version.number)
    facts = {"number": version.number}
    return Text("specification_version", version.id, "why", where, version.why, facts)


def signing_off(tender: Tender) -> Iterator[Text]:
    """Worries and noes of members, earlier ones too, and what leads wrote in answer to them."""
    for said, asked, member in every_said(tender):
        where = _("A worry or a no of somebody of a panel")
        known: dict[str, Any] = {"facts": {"number": asked.number}, "by": member.person_id}
        yield Text("panel_sign_off_said", said.id, "words", where, said.words, **known)
    for row in every_worry_answered(tender):
        beside = ("said", str(row.said_id))
        where = _("A worry, as the answer to it tells it")
        yield Text("worry_answered", row.id, "worry", where, row.worry, beside=beside, item=0)
        where = _("The answer to a worry")
        yield Text("worry_answered", row.id, "answer", where, row.answer, beside=beside, item=1)
