"""`flask backup` and `flask restore`."""

from __future__ import annotations

from pathlib import Path

import click
from alembic import command
from alembic.config import Config as Alembic
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask, current_app
from sqlalchemy import Connection, create_engine

from portal.audit.commands import DIFFERENT, does_everything_hold
from portal.backup.operations import back_up, is_empty
from portal.backup.operations import restore as put_in_place
from portal.backup.problems import Stopped, plainly
from portal.config import Config
from portal.core.database import db, prepare_engine
from portal.record.erasure.commands import say_repeated
from portal.record.erasure.repeating import fill_notebook

KEEP_IT = (
    "It holds names, bids, marks and the signing keys: encrypt it, and keep it from other people."
)

APART = (
    "The key for drafts of bids isn't in it: keep EVENHAND_DRAFT_KEY_FILE apart, or drafts are lost"
    " with this machine."
)

UNASKED = (
    "The database that is replaced couldn't be asked who was erased in it; what the data folder and"
    " the backup know goes again."
)
NOT_AGAIN = (
    "It is restored, but what was erased since isn't erased again. Before you start the portal, say"
    " flask --app wsgi erasure replay."
)


def install(app: Flask) -> None:
    """Hang the commands on the app."""
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the database, the keys and the settings into FILE, while the portal runs."""
    config: Config = current_app.extensions["evenhand"]
    try:
        back_up(db.engine, config.data, file, fill_notebook)
    except Stopped as stopped:
        raise click.ClickException(str(stopped)) from None
    click.echo(f"{file} is written. {KEEP_IT}\n{APART}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--over", is_flag=True, help="Lose what is there now.")
def restore(file: Path, over: bool) -> None:
    """Put what FILE holds in place; stop the portal first. Then the whole log is checked."""
    config: Config = current_app.extensions["evenhand"]
    if over:
        _ask_what_is_replaced()
    try:
        manifest = put_in_place(file, db.engine, config.data, over, _knows, _bring_up)
    except Stopped as stopped:
        raise click.ClickException(str(stopped)) from None
    click.echo(f"{file} is restored, as everything was at {manifest.made_at}.")
    _erase_again()
    if not does_everything_hold():
        raise SystemExit(DIFFERENT)


def _ask_what_is_replaced() -> None:
    """The database that goes may know of erasures that no notebook has."""
    try:
        with plainly():
            if not is_empty(db.engine):
                fill_notebook()
    except Stopped as stopped:
        click.echo(f"{UNASKED} {stopped}", err=True)


def _erase_again() -> None:
    try:
        with plainly():
            say_repeated()
    except Stopped as stopped:
        click.echo(f"{NOT_AGAIN} {stopped}", err=True)
        raise SystemExit(DIFFERENT) from None


def _knows(revision: str) -> bool:
    """Whether this version of the portal has the migration that an archive stands at."""
    try:
        ScriptDirectory.from_config(_alembic()).get_revision(revision)
    except CommandError:
        return False
    return True


def _bring_up(where: Connection | str, revision: str) -> None:
    if isinstance(where, str):
        engine = create_engine(where)
        prepare_engine(engine)
        with engine.connect() as connection:
            _bring_up(connection, revision)
        engine.dispose()
        return
    config = _alembic()
    config.attributes["connection"] = where
    command.upgrade(config, revision)


def _alembic() -> Alembic:
    found: Alembic = current_app.extensions["migrate"].migrate.get_config()
    return found
