"""What each index saves a search, and costs a save, in an authority of 2,000 tenders (PostgreSQL).

PYTHONPATH=. python benchmarks/index_speed.py [table …]
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import portal.models  # noqa: F401
from portal.core.database import Base
from tests.postgres import running_cluster

TENDERS, PER_TENDER = 2000, 10
ROWS = {
    "mark": 500,
    "seat_criterion": 100,
    "sheet": 50,
    "answer": 60,
    "moderation": 60,
    "agreed_mark": 120,
    "presence": 60,
    "sign_off": 60,
    "descriptor": 30,
    "share": 24,
    "paragraph": 20,
    "backing": 80,
    "sealed_file": 20,
    "attachment": 20,
    "letter": 5,
    "submission": 6,
    "withdrawal": 1,
    "approval": 1,
    "scale": 2,
    "tie_break": 2,
    "voided": 1,
    "choosing": 2,
    "choosing_result": 2,
    "ballot_box": 1,
    "hours_plan": 2,
    "hours_reason": 1,
    "letter_opening": 5,
    "redaction": 1,
}
"""Rows for a tender: 5 bids, 12 questions, 10 evaluators."""
MEMBERS = 1000
OURS = uuid.UUID(int=1)


def main(names: list[str]) -> None:
    """Fill each table of an authority's that has an index, search with it and without it."""
    with (
        running_cluster(Path(tempfile.mkdtemp())) as cluster,
        psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as db,
    ):
        db.execute("set maintenance_work_mem = '256MB'")
        print("| table | by | rows | found | without | with | a save costs more |")
        print("|---|---|---|---|---|---|---|")
        for table in Base.metadata.sorted_tables:
            wanted = candidates(table)
            if wanted and (not names or table.name in names):
                measure(db, table, wanted)


def candidates(table: sa.Table) -> list[tuple[str, ...]]:
    """The columns by which the table's own indexes are searched."""
    return [
        tuple(column.name for column in index.columns)
        for index in sorted(table.indexes, key=lambda each: str(each.name))
    ]


def measure(db: psycopg.Connection[Any], table: sa.Table, wanted: list[tuple[str, ...]]) -> None:
    """Fill a copy of the table that has its keys alone, and try each index."""
    made = str(CreateTable(table).compile(dialect=DIALECT))
    kept = [
        line
        for line in made.replace("\t", "").splitlines()
        if not re.search(r"FOREIGN KEY|CONSTRAINT ck_|CHECK", line)
    ]
    db.execute(re.sub(r",(\s*\))", r"\1", "\n".join(kept)))
    rows = TENDERS * ROWS.get(table.name, PER_TENDER)
    if "tender_id" not in table.columns:
        rows = MEMBERS * 4
    db.execute(filling(table, 0, rows))
    db.execute(f"analyze {table.name}")
    for number, columns in enumerate(wanted):
        key = ", ".join(columns)
        where = " and ".join(f"{each} = %s" for each in columns)
        found = db.execute(f"select {key} from {table.name} offset {rows // 2} limit 1").fetchone()
        search = f"select * from {table.name} where {where}"
        hits = len(db.execute(search, found).fetchall())
        without, saved = timed(db, search, found), saving(db, table, rows, number * 2)
        db.execute(f"create index tried on {table.name} ({key})")
        db.execute(f"analyze {table.name}")
        with_it, saved_with = timed(db, search, found), saving(db, table, rows, number * 2 + 1)
        db.execute("drop index tried")
        by = ", ".join(each for each in columns if each != "authority_id")
        print(
            f"| {table.name} | {by} | {rows:,} | {hits:,} | {without:.2f} ms | {with_it:.2f} ms |"
            f" {saved_with - saved:.1f} µs |",
            flush=True,
        )
    db.execute(f"drop table {table.name}")


def timed(db: psycopg.Connection[Any], search: str, values: Any) -> float:
    """The median of 15 searches, in milliseconds, as the server measures them."""
    times = []
    for _ in range(15):
        plan = db.execute(f"explain (analyze, format json) {search}", values).fetchone()
        assert plan
        times.append(plan[0][0]["Execution Time"])
    return median(times)


def saving(db: psycopg.Connection[Any], table: sa.Table, rows: int, turn: int) -> float:
    """Microseconds a row, the best of 5 times 10,000 new rows."""
    times = []
    for each in range(5):
        first = rows + (turn * 5 + each) * 10_000
        begun = time.perf_counter()
        db.execute(filling(table, first, 10_000))
        times.append((time.perf_counter() - begun) / 10_000 * 1e6)
    return min(times)


def filling(table: sa.Table, first: int, rows: int) -> str:
    """An INSERT of so many rows, tender by tender."""
    per_tender = ROWS.get(table.name, PER_TENDER)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(value_of(column, per_tender) for column in table.columns)
    return (
        f"insert into {table.name} ({columns}) select {values}"
        f" from generate_series({first}, {first + rows - 1}) n"
    )


def value_of(column: sa.Column[Any], per_tender: int) -> str:
    """What stands in a column of row `n`: its own key, its tender's, or one of a tender's few."""
    if column.name == "authority_id":
        return f"'{OURS}'::uuid"
    kind = column.type.compile(dialect=DIALECT).split()[0].split("(")[0]
    if kind == "UUID":
        if column.name == "id":
            return "gen_random_uuid()"
        if column.name == "tender_id":
            return f"md5('tender' || n / {per_tender})::uuid"
        which = f"n % {MEMBERS}" if column.name in PEOPLE else f"n / {max(1, per_tender // 8)}"
        if column.name in {names[-1] for names in unique_keys(column.table)} - PEOPLE:
            which = "n"
        return f"md5('{column.name}' || {which})::uuid"
    return PLAIN.get(kind, "'words ' || n")


def unique_keys(table: sa.Table) -> list[list[str]]:
    """The columns of each unique key besides the primary one."""
    found = [each for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    return [[column.name for column in each.columns] for each in found]


DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
PLAIN = {
    "INTEGER": "n",
    "BIGINT": "n",
    "NUMERIC": "n",
    "BOOLEAN": "true",
    "JSON": "'{}'::json",
    "BYTEA": "'x'::bytea",
    "DATE": "date '2026-09-01'",
    "TIMESTAMP": "timestamptz '2026-09-01 09:00Z'",
}
PEOPLE = {"member_id", "person_id", "mentor_id", "newcomer_id", "provider_id"}


if __name__ == "__main__":
    main(sys.argv[1:])
