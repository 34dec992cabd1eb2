"""Seats for many people at once, on several tenders: each row of a workbook is checked before
anybody has one (P14, R10)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from portal.accounts.forms import SIGN_IN_NAME
from portal.accounts.links import WayIn
from portal.accounts.many import people_by_account
from portal.accounts.models import Person
from portal.core.authorisation import Actor
from portal.core.errors import Refused
from portal.core.workbooks.lists import Cells, Problem, are_plain, rows_of, words_in
from portal.core.workbooks.reading import Book
from portal.evaluation.seats.newcomers import UNKNOWN, seat_account
from portal.evaluation.seats.operations import why_no_seat
from portal.evaluation.seats.queries import criteria_marked_by
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, groups_of
from portal.tenders.models import Tender

MOST = 300
LONGEST_NAME = 200
COLUMNS = "ABCDE"


class Row(NamedTuple):
    """Somebody to seat: the row of the workbook, the tender's reference, what they sign in with,
    their name, the group by its title, and the codes of the criteria, or none for all."""

    number: int
    tender: str
    account: str
    name: str
    group: str
    codes: str

    @property
    def who(self) -> str:
        """What a page calls them."""
        return self.name or self.account


class Checked(NamedTuple):
    """What a workbook says: whom to seat, and what is wrong."""

    rows: Sequence[Row]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Seatable:
    """A tender on which seats can be given now, with who marks what in it."""

    tender: Tender
    groups: Sequence[Group]
    criteria: Sequence[Criterion]

    def group(self, title: str) -> Group | None:
        """The group of this title."""
        wanted = title.casefold()
        return next((each for each in self.groups if each.title.casefold() == wanted), None)

    def criteria_for(self, group: Group, codes: str) -> list[Criterion]:
        """The criteria of these codes that the group marks; all that it marks without any; none
        where one of the codes isn't among them."""
        marked = {each.code.casefold(): each for each in criteria_marked_by(group, self.criteria)}
        wanted = re.findall(r"[^\s,;]+", codes.casefold())
        if not set(wanted) <= set(marked):
            return []
        return [marked[code] for code in dict.fromkeys(wanted)] or [*marked.values()]


def seatable(tenders: Sequence[Tender]) -> dict[str, list[Seatable]]:
    """These tenders by their reference."""
    found: dict[str, list[Seatable]] = {}
    for each in tenders:
        whole = Seatable(each, groups_of(each), criteria_of(each))
        found.setdefault(each.reference.casefold(), []).append(whole)
    return found


def checked(book: Book, tenders: Sequence[Tender]) -> Checked:
    """Each row of a workbook, judged."""
    lines = rows_of(book, COLUMNS)
    if len(lines) > MOST:
        said = gettext("There are more than %(most)s people. Make two workbooks of it.", most=MOST)
        return Checked((), [Problem(lines[MOST][0], "", said)])
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in lines:
        row = Row(number, *words_in(cells, COLUMNS))
        if wrong := _unreadable(row, cells):
            problems.append(Problem(number, row.who, wrong))
        else:
            rows.append(row)
    return sorted_out(rows, problems, tenders)


def _unreadable(row: Row, cells: Cells) -> str | None:
    if not are_plain(cells):
        return gettext("One of its cells isn’t plain words. Type the words themselves.")
    if len(row.name) > LONGEST_NAME:
        return gettext("Shorten the name to 200 letters or fewer.")
    if "@" not in row.account:
        is_name = re.fullmatch(SIGN_IN_NAME, row.account)
        return None if is_name else gettext("Enter an email address or a sign-in name")
    try:
        validate_email(row.account, check_deliverability=False)
    except EmailNotValidError:
        return gettext("Enter an email address, like name@example.com")
    return None


def sorted_out(rows: list[Row], problems: list[Problem], tenders: Sequence[Tender]) -> Checked:
    """Who can't be seated as the row says, or is named twice for one tender, is a problem."""
    known = people_by_account([row.account for row in rows])
    by_reference = seatable(tenders)
    first: dict[tuple[str, str], Row] = {}
    good, wrong = [], [*problems]
    for row in rows:
        place = row.tender.casefold(), row.account.casefold()
        if place in first:
            why: str | None = gettext("Row %(row)s says the same.", row=first[place].number)
        else:
            why = _against(row, by_reference, known.get(place[1]))
        first.setdefault(place, row)
        if why:
            wrong.append(Problem(row.number, row.who, why))
        else:
            good.append(row)
    return Checked(good, sorted(wrong))


def _against(
    row: Row, tenders: Mapping[str, Sequence[Seatable]], person: Person | None
) -> str | None:
    """Why a row can't be followed."""
    found = tenders.get(row.tender.casefold(), ())
    if len(found) != 1:
        return (
            gettext("Several tenders have this reference. Seat people on their own pages.")
            if found
            else gettext("No tender of yours on which seats can be given now has this reference.")
        )
    group = found[0].group(row.group)
    if group is None:
        titles = ", ".join(each.title for each in found[0].groups)
        return gettext("This tender has no such group. Its groups: %(groups)s.", groups=titles)
    if not found[0].criteria_for(group, row.codes):
        codes = ", ".join(each.code for each in found[0].criteria_for(group, ""))
        return gettext("Choose from the criteria that this group marks: %(codes)s.", codes=codes)
    if person is None:
        return None if row.name else gettext(UNKNOWN)
    why = why_no_seat(found[0].tender, person)
    return gettext(why) if why else None


def seat_many(
    actor: Actor, tenders: Sequence[Tender], rows: Sequence[Row], link: str
) -> list[tuple[Row, WayIn | None]]:
    """Seat everybody in these rows, or nobody; each with their link, where somebody is new."""
    by_reference = seatable(tenders)
    given = []
    for row in rows:
        [whole] = by_reference[row.tender.casefold()]
        group = whole.group(row.group)
        assert group, "checked"
        chosen = whole.criteria_for(group, row.codes)
        try:
            way_in = seat_account(actor, whole.tender, row.account, row.name, link, group, chosen)
        except Refused as refused:
            who = {"row": row.number, "why": gettext(refused.message)}
            raise Refused(gettext("Row %(row)s: %(why)s", **who)) from None
        given.append((row, way_in))
    return given
