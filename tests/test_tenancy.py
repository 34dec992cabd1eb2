"""No page of one authority shows a row of another: one door, the net, and the database itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import exists, func, select, text, union_all, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, aliased

from portal.accounts.models import Authority
from portal.core.database import Base, db
from portal.core.errors import NoTenant
from portal.core.tenancy import TenantOwned, open_tenant, tenant
from portal.specifications.models import Section
from portal.tenders.models import Tender
from tests import make


@pytest.fixture
def two_houses(app: Flask) -> tuple[make.House, make.House]:
    """Two authorities with a tender of one section each, titled by the authority."""
    houses = (
        make.house("ambleford", "procurement_lead"),
        make.house("northmere", "procurement_lead"),
    )
    for house in houses:
        tender_id = make.tender(house, title=house.slug)
        with tenant(house.id):
            row = Section(tender_id=tender_id, position=1, title=house.slug)
            db.session.add(row)
            db.session.commit()
    return houses


def shapes() -> Iterator[tuple[str, Callable[[Session], int], int]]:
    """Shapes of a query; each tells how many rows it found, and how many are the tenant's."""
    other = aliased(Section)
    inner = select(Section.title).subquery()
    cte = select(Section.title.label("title")).cte()
    theirs = exists().where(Section.title == "northmere")
    yield "entity", lambda s: len(s.scalars(select(Section)).all()), 1
    yield "column", lambda s: len(s.execute(select(Section.title)).all()), 1
    counted = select(func.count()).select_from(Section)
    yield "count from", lambda s: s.scalar(counted) or 0, 1
    yield "count column", lambda s: s.scalar(select(func.count(Section.id))) or 0, 1
    yield "alias", lambda s: len(s.scalars(select(other)).all()), 1
    yield "subquery", lambda s: len(s.execute(select(inner)).all()), 1
    yield "count of subquery", lambda s: s.scalar(select(func.count()).select_from(inner)) or 0, 1
    yield "cte", lambda s: len(s.execute(select(cte.c.title)).all()), 1
    scalar = select(func.count(Section.id)).scalar_subquery()
    yield "scalar subquery", lambda s: s.scalar(select(scalar)) or 0, 1
    yield "exists", lambda s: int(s.scalar(select(theirs)) or 0), 0
    where = select(Authority).where(theirs)
    yield "authority where exists", lambda s: len(s.scalars(where).all()), 0
    union = union_all(select(Section.title), select(Section.title))
    yield "union all", lambda s: len(s.execute(union).all()), 2
    joined = select(Authority.name, Section.title).join(
        Section, Section.authority_id == Authority.id
    )
    yield "join from the directory", lambda s: len(s.execute(joined).all()), 1
    yield "query.count", lambda s: s.query(Section).count(), 1
    on_tender = select(Tender.title, Section.title).join(Section, Section.tender_id == Tender.id)
    yield "join of two", lambda s: len(s.execute(on_tender).all()), 1


def test_each_shape_of_query_finds_the_open_authority_alone(
    two_houses: tuple[make.House, make.House],
) -> None:
    for name, find, mine in shapes():
        with tenant(two_houses[0].id):
            assert find(db.session()) == mine, name
        with pytest.raises(NoTenant):
            find(db.session())


def test_a_statement_that_is_written_once_finds_what_each_authority_owns(
    two_houses: tuple[make.House, make.House],
) -> None:
    once = select(Section)
    for house in (*two_houses, *two_houses):
        with tenant(house.id):
            assert [each.title for each in db.session.scalars(once)] == [house.slug]


def test_a_bulk_update_reaches_the_open_authority_alone(
    two_houses: tuple[make.House, make.House],
) -> None:
    with tenant(two_houses[0].id):
        loaded = db.session.scalars(select(Section)).one()
        changed: Any = db.session.execute(update(Section).values(title="changed"))
        assert changed.rowcount == 1
        assert loaded.title == "changed"


def test_one_authority_per_session(two_houses: tuple[make.House, make.House]) -> None:
    ours, theirs = two_houses
    with tenant(ours.id), pytest.raises(NoTenant):
        open_tenant(theirs.id)


def test_a_child_cannot_hang_on_another_authoritys_parent(
    two_houses: tuple[make.House, make.House],
) -> None:
    ours, theirs = two_houses
    with tenant(theirs.id):
        their_tender = db.session.scalars(select(Tender.id)).one()
    with tenant(ours.id):
        db.session.add(Section(tender_id=their_tender, position=2, title="x"))
        with pytest.raises(IntegrityError):
            db.session.commit()


def test_a_row_of_another_authority_cannot_be_added(
    two_houses: tuple[make.House, make.House],
) -> None:
    ours, theirs = two_houses
    with tenant(ours.id):
        db.session.add(
            Section(authority_id=theirs.id, tender_id=uuid.uuid4(), position=2, title="x")
        )
        with pytest.raises(NoTenant):
            db.session.flush()


def test_row_level_security_hides_rows_from_plain_sql(
    app: Flask, two_houses: tuple[make.House, make.House]
) -> None:
    if db.engine.dialect.name != "postgresql":
        return  # SQLite has no row-level security: the net and the composite keys stand alone
    count = text("select count(*) from section")
    assert db.session.execute(count).scalar_one() == 0
    with tenant(two_houses[0].id):
        assert db.session.execute(count).scalar_one() == 1
        with pytest.raises(DBAPIError):
            db.session.execute(
                text("update section set authority_id = :other"), {"other": two_houses[1].id}
            )


def test_every_owned_table_has_a_wall_in_the_database(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        return
    walled = set(db.session.scalars(text("select tablename from pg_policies")))
    owned = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, TenantOwned)
    }
    assert owned <= walled
    assert "bid_entry" in walled


def test_another_authoritys_tender_is_a_404_under_either_path(quick_app: Flask) -> None:
    ours, theirs = make.house("ambleford"), make.house("northmere")
    tender_id = make.tender(theirs)
    client = make.client_of(quick_app, ours.lead)
    for slug in ("ambleford", "northmere", "nowhere"):
        assert client.get(f"/{slug}/tenders/{tender_id}/").status_code == 404
