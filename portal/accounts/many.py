"""Many invitations at once: the rows of a workbook, each checked before anybody is invited."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from sqlalchemy import func, or_, select

from portal.accounts.links import invite
from portal.accounts.models import DECIDES, EVALUATOR, OFFICER, Authority, Person
from portal.accounts.operations import KNOWS_AND_DECIDES, SITS
from portal.accounts.queries import roles_by_email
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.workbooks.lists import Cells, Problem, are_plain, rows_of, words_in
from portal.core.workbooks.reading import Book

MOST = 500
LONGEST_NAME = 200


class Row(NamedTuple):
    """Somebody to invite: the row of the workbook, their name, e-mail and role."""

    number: int
    name: str
    email: str
    role: str


class Checked(NamedTuple):
    """What a workbook says: whom to invite, who is here or invited already, what is wrong."""

    rows: Sequence[Row]
    here: Sequence[Row]
    problems: Sequence[Problem]


def checked(book: Book, authority: Authority, roles: Mapping[str, str]) -> Checked:
    """Each row of a workbook, judged; `roles`: the words that may stand there, and their roles."""
    lines = rows_of(book, "ABC")
    if len(lines) > MOST:
        said = gettext("There are more than %(most)s people. Make two workbooks of it.", most=MOST)
        return Checked((), (), [Problem(lines[MOST][0], "", said)])
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in lines:
        row = Row(number, *words_in(cells, "ABC"))
        wrong = _wrong(row, cells, roles)
        problems += [Problem(number, row.name, wrong)] if wrong else []
        if not wrong:
            rows.append(row._replace(role=roles[row.role.casefold()], email=row.email.casefold()))
    return sorted_out(rows, problems, authority.id)


def _wrong(row: Row, cells: Cells, roles: Mapping[str, str]) -> str | None:
    if not are_plain(cells):
        return gettext("One of its cells isn’t plain words. Type the words themselves.")
    if not row.name or len(row.name) > LONGEST_NAME:
        return gettext("Enter the person’s name, with 200 letters or fewer.")
    try:
        validate_email(row.email, check_deliverability=False)
    except EmailNotValidError:
        return gettext("Enter an email address, like name@example.com")
    if row.role.casefold() not in roles:
        return gettext("Choose what this person does from the list in the cell.")
    return None


def sorted_out(rows: list[Row], problems: list[Problem], authority_id: uuid.UUID) -> Checked:
    """Who is named twice or can't have the role is a problem; who has it is left as they are."""
    known = roles_by_email([row.email for row in rows], authority_id)
    new: dict[tuple[str, str], Row] = {}
    here: list[Row] = []
    for row in rows:
        who = row.email, row.role
        has = known.get(row.email, frozenset()) | {role for mail, role in new if mail == row.email}
        if row.role in known.get(row.email, ()):
            here.append(row)
        elif who in new:
            said = gettext("Row %(row)s says the same.", row=new[who].number)
            problems.append(Problem(row.number, row.name, said))
        elif why := _against(row.role, has):
            problems.append(Problem(row.number, row.name, gettext(why)))
        else:
            new[who] = row
    return Checked([*new.values()], here, sorted(problems))


def _against(role: str, has: Set[str]) -> str | None:
    """Why somebody with these roles, or invited to them, can't have this one too (R10)."""
    if EVALUATOR in has:
        return SITS
    if (role == OFFICER and has & {*DECIDES}) or (role in DECIDES and OFFICER in has):
        return KNOWS_AND_DECIDES
    return None


def people_by_account(accounts: Sequence[str]) -> dict[str, Person]:
    """Who signs in with each of these e-mails or names, by it in small letters."""
    wanted = {each.strip().casefold() for each in accounts}
    email, name = func.lower(Person.email), func.lower(Person.sign_in_name)
    rows = db.session.execute(
        select(email, name, Person).where(or_(email.in_(wanted), name.in_(wanted)))
    )
    return {key: person for *keys, person in rows for key in keys if key in wanted}


def invite_many(actor: Actor, authority: Authority, rows: Sequence[Row], link: str) -> int:
    """Invite everybody in these rows by mail, or nobody: how many. `link` as `invite` wants it."""
    for row in rows:
        invite(actor, authority, row.name, row.email, row.role, link)
    return len(rows)
