"""2,000 tenders, 20,000 bids and a million marks, copied in SQL from one tender that is whole.

Triggers are off while it is filled, as nowhere else. Each copied row has its own id, made from the
first one's and the number of the copy; whatever names it is changed the same way.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
import sqlalchemy as sa

from portal.core.database import Base

MORE_EVALUATORS, PEOPLE_IN_TURN, PROVIDERS_IN_TURN = 12, 100, 20
EVENTS = 60
"""So many events of each copied log are enough for its first page."""

IN_TURN, IN_MARKING, IN_BIDDING = 20, 1, 2
"""Of twenty copies one is being marked and one bid for; all others are over."""


@dataclass
class Copier:
    """Copies rows within one database; `names`: people and providers, who take turns."""

    db: psycopg.Connection[Any]
    tables: dict[str, str]
    salt: str
    turns: dict[str, tuple[set[uuid.UUID], int]] = field(default_factory=dict)

    def copy(self, first: int, last: int) -> None:
        """The copies numbered from `first` to `last`."""
        ids = set(self._all("id", self.tables))
        for name, where in self.tables.items():
            table = Base.metadata.tables[name]
            values = ", ".join(self._value(name, where, each, ids) for each in table.columns)
            columns = ", ".join(f'"{each.name}"' for each in table.columns)
            self.db.execute(
                f'insert into "{name}" ({columns}) select {values} from "{name}" t,'
                f" generate_series({first}, {last}) n where {where}"
            )

    def _all(self, column: str, tables: Iterable[str]) -> list[uuid.UUID]:
        return [
            row[0]
            for name in tables
            if column in Base.metadata.tables[name].columns
            for row in self.db.execute(
                f'select distinct "{column}" from "{name}" t where {self.tables[name]}'
            )
        ]

    def _value(self, name: str, where: str, column: sa.Column[Any], ids: set[uuid.UUID]) -> str:
        at = f't."{column.name}"'
        if column.name == "title" and name in ("tender", "notice"):
            return f"{at} || ' ' || n"
        if not isinstance(column.type, sa.Uuid):
            return at
        found = self.db.execute(f'select distinct {at} from "{name}" t where {where}').fetchall()
        told = {row[0] for row in found} - {None}
        for wanted, turn in (*self.turns.values(), (ids, 0)):
            if told and told <= wanted:
                number = f"(n % {turn})" if turn else "n"
                return copied(at, self.salt, number)
        if mixed := told & ids:
            listed = ", ".join(f"'{each}'" for each in mixed)
            return f"case when {at} in ({listed}) then {copied(at, self.salt, 'n')} else {at} end"
        return at


def copied(at: str, salt: str, number: str) -> str:
    """The id of a copy."""
    return f"md5({at}::text || '{salt}' || {number})::uuid"


def fill(url: str, tender_id: uuid.UUID, tenders: range, evaluators: Sequence[uuid.UUID]) -> None:
    """Copy one tender so often, each with more evaluators than the first one had."""
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("set session_replication_role = replica")
        if tenders.start == 1:
            _more_evaluators(db, tender_id, evaluators)
        _copy_tender(db, tender_id, tenders)
        db.execute("vacuum analyze")


def _more_evaluators(db: Any, tender_id: uuid.UUID, people: Sequence[uuid.UUID]) -> None:
    listed = ", ".join(f"'{each}'" for each in people)
    seats = f"(select id from seat where tender_id = '{tender_id}' and person_id in ({listed}))"
    tables = dict.fromkeys(("seat_criterion", "sheet", "declaration"), f"t.seat_id in {seats}")
    tables["seat"] = f"t.id in {seats}"
    tables["mark"] = f"t.sheet_id in (select id from sheet where seat_id in {seats})"
    tables["role"] = f"t.tender_id = '{tender_id}' and t.person_id in ({listed})"
    everybody = {uuid.UUID(str(each)) for each in people}
    copier = Copier(db, tables, "more", {"people": (everybody, MORE_EVALUATORS + 1)})
    _copy_people(db, "person", everybody, "more", range(1, MORE_EVALUATORS + 1))
    copier.copy(1, MORE_EVALUATORS)


def _copy_people(db: Any, table: str, ids: set[uuid.UUID], salt: str, turns: range) -> None:
    """Copies of people or providers; what must be each one's own has the number of its copy."""
    columns = Base.metadata.tables[table].columns
    own = {"email", "sign_in_name", "identifier"}
    values = [
        copied("t.id", salt, "n")
        if each.name == "id"
        else f"t.\"{each.name}\" || '{salt}' || n"
        if each.name in own
        else f't."{each.name}"'
        for each in columns
    ]
    names = ", ".join(f'"{each.name}"' for each in columns)
    listed = ", ".join(f"'{each}'" for each in ids)
    db.execute(
        f"insert into {table} ({names}) select {', '.join(values)} from {table} t,"
        f" generate_series({turns.start}, {turns.stop - 1}) n where t.id in ({listed})"
    )


def _copy_tender(db: Any, tender_id: uuid.UUID, tenders: range) -> None:
    wanted = f"(select person_id from seat where tender_id = '{tender_id}')"
    people = {row[0] for row in db.execute(f"select id from person where id in {wanted}")}
    bidders = f"select provider_id from bid_entry where tender_id = '{tender_id}'"
    providers = {row[0] for row in db.execute(bidders)}
    if tenders.start == 1:
        _copy_people(db, "person", people, "tender", range(PEOPLE_IN_TURN))
        _copy_people(db, "provider", providers, "tender", range(PROVIDERS_IN_TURN))
    turns = {"people": (people, PEOPLE_IN_TURN), "providers": (providers, PROVIDERS_IN_TURN)}
    Copier(db, tables_of(tender_id), "tender", turns).copy(tenders.start, tenders.stop - 1)
    _set_stages(db, tender_id, tenders)


def tables_of(tender_id: uuid.UUID) -> dict[str, str]:
    """Every table that has rows of a tender, and which they are."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in ("tender", "notice", "log", "notice_award"):
            found[table.name] = f"t.id = '{tender_id}'"
        elif table.name == "event":
            found[table.name] = f"t.log_id = '{tender_id}' and t.number <= {EVENTS}"
        elif table.name == "pseudonym":
            found[table.name] = f"t.log_id = '{tender_id}'"
        elif "tender_id" in table.columns and table.name != "invitation":
            found[table.name] = f"t.tender_id = '{tender_id}'"
    return found


def _set_stages(db: Any, tender_id: uuid.UUID, tenders: range) -> None:
    later = "deadline_at = now() + interval '30 days'"
    for turn, stage, more in (
        (IN_MARKING, "marking", ""),
        (IN_BIDDING, "open", f", opened_at = null, {later}"),
    ):
        number = copied(f"'{tender_id}'", "tender", "n")
        numbers = f"generate_series({tenders.start}, {tenders.stop - 1}) n"
        ids = f"select {number} from {numbers} where n % {IN_TURN} = {turn}"
        db.execute(
            f"update tender set stage = '{stage}', released_at = null, revealed_at = null{more}"
            f" where id in ({ids})"
        )
        db.execute(f"delete from notice_award where id in ({ids})")
        if stage == "open":
            db.execute(f"update notice set {later} where id in ({ids})")
