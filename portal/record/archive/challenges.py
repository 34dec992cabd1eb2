"""What happened between letters and contract, as a document for people (R24–R26)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.accounts.queries import providers_by_id
from portal.core.documents import Block, Document, Facts, Heading, Paragraph, Table
from portal.core.formats import day
from portal.outcomes.contracting.forms import FURTHER
from portal.outcomes.contracting.shown import (
    counts_of,
    kind_words,
    move_lines,
    state_words,
    step_rows,
)
from portal.outcomes.contracting.standing import Challenge, Standing


def standstill_document(standing: Standing) -> Document:
    """Standstill and how it was counted, claims and representations, and the contract."""
    return Document("Standstill and contract", "en", list(_blocks(standing)))


def _blocks(standing: Standing) -> Iterator[Block]:
    for notice in standing.notices:
        words = f"Award notice of {day(notice.published_on)}, version {notice.version}."
        yield Paragraph(words)
    for count in counts_of(standing):
        yield Heading(2, count["title"])
        yield Paragraph(f"Last day: {day(count['ends_on'])}.")
        if count["rows"]:
            yield Table(["Day", "Working day", "Why it doesn’t count"], count["rows"])
    yield from (Paragraph(words) for words in move_lines(standing))
    names = providers_by_id([each.claim.provider_id for each in standing.challenges])
    for each in standing.challenges:
        yield from _challenge(each, names[each.claim.provider_id].name)
    for decision in standing.further:
        yield Heading(2, f"Further decision of {day(decision.told_on)}")
        yield Paragraph(str(FURTHER[decision.outcome]))
        yield Paragraph(decision.reason)
    if made := standing.contract:
        yield Heading(2, "Contract")
        runs = f"{day(made.starts_on)} to {day(made.ends_on)}"
        yield Facts([("Entered on", day(made.signed_on)), ("Runs", runs)])
    for told in standing.contract_notices:
        yield Paragraph(f"Notice about the contract: {day(told.published_on)}.")


def _challenge(each: Challenge, name: str) -> Iterator[Block]:
    yield Heading(2, kind_words(each))
    came = day(each.claim.notified_on)
    yield Facts([("From", name), ("Came on", came), ("How it stands", state_words(each))])
    yield Paragraph(each.claim.words)
    for step in step_rows(each):
        yield Heading(3, f"{step['what']}, {day(step['on'])}")
        yield Paragraph(step["words"])
