"""Everything that a workbook for bids from elsewhere says, checked whole; with one fault nothing
of it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from portal.accounts.operations import ProviderFacts
from portal.bids.content import Content
from portal.bids.importing.cells import (
    ZONES,
    Cell,
    Problem,
    Table,
    moment_in,
    yes_or_no,
)

LONGEST = {"name": 200, "address": 1000, "website": 300, "identifier": 60}
MOST_SAID = 500


@dataclass(frozen=True)
class Opening:
    """What the other system's own record says of its opening."""

    opened_at: datetime
    opened_by: tuple[str, str]
    received: int


@dataclass(frozen=True)
class Brought:
    """One bid as the workbook has it; of one that isn't taken, nothing but why is read."""

    key: str
    provider: ProviderFacts
    contact: str
    reference: str
    received_at: datetime
    is_taken: bool
    why_not: str
    changed: str
    content: Content = field(default_factory=dict)
    files: Sequence[tuple[str, str]] = ()
    """For each file the code of its question, and its name in the zip; in their order there."""


@dataclass(frozen=True)
class Reading:
    """What was read; where there are problems the rest may be unfinished."""

    opening: Opening | None
    bids: Sequence[Brought]
    problems: Sequence[Problem]

    @property
    def taken(self) -> list[Brought]:
        """The bids that count."""
        return [bid for bid in self.bids if bid.is_taken]

    @property
    def refused(self) -> list[Brought]:
        """Those that were received and don't: late ones, and those that were taken back there."""
        return [bid for bid in self.bids if not bid.is_taken]


@dataclass(frozen=True)
class Times:
    """The deadline, and the moment of the check: nothing was opened before the one, or after the
    other (R29)."""

    deadline: datetime
    now: datetime


def read_opening(
    table: Table, bids: int, times: Times, problems: list[Problem]
) -> tuple[Opening | None, str]:
    """The record of the opening there, and the time zone of the workbook."""
    at, zone_cell, first, second, received = (row[0] for row in table.values())
    zone, before = zone_cell.words.upper(), len(problems)
    if zone not in ZONES:
        problems.append(Problem(zone_cell.where, gettext("Write UK or UTC.")))
        zone = "UK"
    opened_at = moment_in(at, zone)
    problems += [Problem(at.where, said) for said in _wrong_opening(opened_at, times)]
    for cell in (first, second):
        if not cell.words or len(cell.words) > MOST_SAID:
            problems.append(Problem(cell.where, gettext("Write who opened the bids there.")))
    if first.words and first.words.casefold() == second.words.casefold():
        said = gettext("Write two different people. If one opened them alone, say who watched.")
        problems.append(Problem(second.where, said))
    if received.words != str(bids):
        said = gettext(
            "Write how many bids were received there. This workbook has rows for %(num)s: if that"
            " isn’t the number, take one with as many rows.",
            num=bids,
        )
        problems.append(Problem(received.where, said))
    if len(problems) > before or isinstance(opened_at, str):
        return None, zone
    return Opening(opened_at, (first.words, second.words), bids), zone


def _wrong_opening(found: datetime | str, times: Times) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif found < times.deadline:
        yield gettext(
            "This is before the deadline, so it can’t be right. Check the time and its zone."
        )
    elif found > times.now:
        yield gettext("This moment hasn’t come yet. Check the day and the time.")


def read_bid(key: str, cells: Sequence[Cell], zone: str, times: Times) -> Brought | list[Problem]:
    """The row of one bid: whose it is, when it came, whether it is taken."""
    name, address, email, website, number, contact, reference, came, taken, why, changed, *more = (
        cells
    )
    received_at, is_taken = moment_in(came, zone), yes_or_no(taken)
    wrong = [
        *_wrong_names(name, address, website, number, is_asked=is_taken is not False),
        *_wrong_email(email, is_asked=is_taken is not False),
        *_too_long((contact, reference, why, changed)),
        *_wrong_coming(came, received_at, taken, is_taken, why, times),
        *(_wrong_charter(more[0]) if is_taken and more else ()),
    ]
    if not reference.words:
        said = gettext("Write the reference that the bid has there.")
        wrong.append(Problem(reference.where, said))
    if wrong or isinstance(received_at, str) or is_taken is None:
        return wrong
    facts = ProviderFacts(
        name.words, address.words, email.words.casefold(), website.words, number.words.upper()
    )
    who, why_not = contact.words or name.words, "" if is_taken else why.words
    there = (reference.words, received_at, is_taken, why_not, changed.words)
    return Brought(key, facts, who, *there)


def _wrong_charter(cell: Cell) -> Iterator[Problem]:
    """Every bid that is taken accepts the participation charter (P17)."""
    if not yes_or_no(cell):
        said = gettext(
            "Write yes. A bid that doesn’t accept the charter can’t be taken: write ‘no’ under ‘Is"
            " it taken?’ then."
        )
        yield Problem(cell.where, said)


def _wrong_names(
    name: Cell, address: Cell, website: Cell, number: Cell, *, is_asked: bool
) -> Iterator[Problem]:
    asked = {
        "name": (name, gettext("Write the name of the organisation.")),
        "address": (address, gettext("Write its postal address. Its letter needs it.")),
        "identifier": (number, gettext("Write its charity or company number.")),
    }
    for slug, (cell, said) in asked.items():
        if not cell.words and (is_asked or slug == "name"):
            yield Problem(cell.where, said)
    for slug, cell in {
        **{slug: cell for slug, (cell, _) in asked.items()},
        "website": website,
    }.items():
        if len(cell.words) > LONGEST[slug]:
            yield Problem(
                cell.where, gettext("Make it shorter: %(num)s letters at most.", num=LONGEST[slug])
            )


def _wrong_email(cell: Cell, *, is_asked: bool) -> Iterator[Problem]:
    if not cell.words and not is_asked:
        return
    try:
        validate_email(cell.words, check_deliverability=False)
    except EmailNotValidError:
        yield Problem(cell.where, gettext("Enter an email address, like name@example.com"))


def _too_long(cells: Sequence[Cell]) -> Iterator[Problem]:
    for cell in cells:
        if len(cell.words) > MOST_SAID:
            yield Problem(
                cell.where, gettext("Make it shorter: %(num)s letters at most.", num=MOST_SAID)
            )


def _wrong_coming(
    came: Cell,
    received_at: datetime | str,
    taken: Cell,
    is_taken: bool | None,
    why: Cell,
    times: Times,
) -> Iterator[Problem]:
    """A bid that came after the deadline isn't taken, here as there (R29)."""
    if isinstance(received_at, str):
        yield Problem(came.where, received_at)
    elif received_at > times.now:
        said = gettext("This moment hasn’t come yet. Check the day and the time.")
        yield Problem(came.where, said)
    elif is_taken and received_at >= times.deadline:
        said = gettext("It came after the deadline, so it can’t be taken. Write ‘no’, and why.")
        yield Problem(taken.where, said)
    if is_taken is None:
        yield Problem(taken.where, gettext("Write yes or no."))
    elif not is_taken and not why.words:
        yield Problem(why.where, gettext("Write why this bid isn’t taken."))


def same_twice(bids: Sequence[Brought], rows: Table) -> Iterator[Problem]:
    """One organisation has one bid, and one reference is of one bid."""
    numbers = Counter(bid.provider.identifier for bid in bids if bid.is_taken)
    references = Counter(bid.reference for bid in bids)
    for bid in bids:
        if bid.is_taken and numbers[bid.provider.identifier] > 1:
            said = gettext("Two bids are from this organisation. One of them can be taken.")
            yield Problem(rows[bid.key][4].where, said)
        if references[bid.reference] > 1:
            said = gettext("Two bids have this reference. Write the one of each.")
            yield Problem(rows[bid.key][6].where, said)


def told_of(bid: Brought) -> dict[str, Any]:
    """All of a bid as plain values, for the hash of what is shown before it counts."""
    return {
        "key": bid.key,
        "provider": vars(bid.provider),
        "contact": bid.contact,
        "reference": bid.reference,
        "received_at": bid.received_at.isoformat(),
        "is_taken": bid.is_taken,
        "why_not": bid.why_not,
        "changed": bid.changed,
        "content": bid.content,
        "files": [list(each) for each in bid.files],
    }


Facts = Mapping[str, Mapping[str, Any]]
"""The files that were brought: by name what each is."""
