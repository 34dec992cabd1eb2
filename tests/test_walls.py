"""Walls in PostgreSQL, read from its own catalogue: no table of an authority stands outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from portal.core.database import Base
from portal.core.tenancy import WALLS
from tests.conftest import TEMPLATE
from tests.postgres import APP, OWNER, Cluster

DIRECTORY = {"notice", "role", "invitation"}
"""Tables that name an authority or a provider, and are read by people of several of them."""

Catalogue = psycopg.Connection[Any]


@pytest.fixture
def catalogue(cluster: Cluster) -> Iterator[Catalogue]:
    """A connection as the role that the portal has, to a migrated database."""
    with cluster.copy(TEMPLATE) as copy, psycopg.connect(copy.app_url) as connection:
        yield connection


def owners() -> dict[str, tuple[str, str]]:
    """What each walled table has of its owner: the column, and the setting that opens it."""
    return {
        mapper.class_.__tablename__: wall
        for mapper in Base.registry.mappers
        for kind, wall in WALLS.items()
        if issubclass(mapper.class_, kind)
    }


def test_every_owned_table_stands_behind_its_wall(catalogue: Catalogue) -> None:
    rows = catalogue.execute(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polcmd::text,"
        " p.polpermissive, pg_get_expr(p.polqual, p.polrelid),"
        " pg_get_expr(p.polwithcheck, p.polrelid), p.polroles::oid[]"
        " from pg_class c left join pg_policy p on p.polrelid = c.oid"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
    ).fetchall()
    walled = {row[0]: row[1:] for row in rows if row[1]}
    assert len(walled) == sum(row[1] for row in rows), "a table has two policies: one could open it"
    assert set(walled) == set(owners())
    for table, (column, setting) in owners().items():
        mine = f"({column} = (NULLIF(current_setting('{setting}'::text, true), ''::text))::uuid)"
        assert walled[table] == (True, True, "*", True, mine, mine, [0]), table


def test_what_names_an_owner_and_has_no_wall_is_the_directory(catalogue: Catalogue) -> None:
    columns = [column for column, _setting in WALLS.values()]
    named = catalogue.execute(
        "select distinct table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = any(%s)",
        (columns,),
    ).fetchall()
    assert {table for (table,) in named} - set(owners()) == DIRECTORY


def test_the_portals_role_can_take_no_wall_down(catalogue: Catalogue) -> None:
    role = catalogue.execute(
        "select rolsuper, rolbypassrls, rolcreaterole, pg_has_role(oid, %s, 'member')"
        " from pg_roles where rolname = current_user and rolname = %s",
        (OWNER, APP),
    ).fetchone()
    assert role == (False, False, False, False)
    rights = catalogue.execute(
        "select distinct privilege_type from information_schema.role_table_grants"
        " where grantee = current_user and table_schema = 'public'"
    ).fetchall()
    assert {right for (right,) in rights} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    for statement in (
        "alter table mark disable row level security",
        "drop policy wall on mark",
        "alter table mark disable trigger all",
        "truncate mark",
        "set session_replication_role = replica",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), catalogue.transaction():
            catalogue.execute(statement.encode())


def test_no_view_or_function_passes_by_the_walls(catalogue: Catalogue) -> None:
    views = catalogue.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('v', 'm', 'f')"
    ).fetchall()
    definers = catalogue.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    ).fetchall()
    assert (views, definers) == ([], [])
