"""flask safety …: what is still unopened past the promised time; a holder who is gone."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.accounts.queries import authorities, person_by_account
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.safety import operations as act
from portal.safety import queries as ask

safety = AppGroup("safety", help="The safety store; nothing in it can be read from here.")


def install(app: Flask) -> None:
    """Hang the commands on the app."""
    app.cli.add_command(safety)


@safety.command("remind")
def remind() -> None:
    """Mail the holders again where something waits unopened past the promised time; daily."""
    for authority_id in [each.id for each in authorities()]:
        with tenant(authority_id), transaction():
            act.remind(authority_id)


@safety.command("gone")
@click.argument("authority")
@click.argument("account")
def gone(authority: str, account: str) -> None:
    """Say that a holder can't come back to open the store, such as one who died.

    Their role can be ended then and a new lock made; their copy stays, so nothing is lost by it.
    """
    person = person_by_account(account)
    place = next((each.id for each in authorities() if each.slug == authority), None)
    if person is None or place is None:
        raise click.ClickException("There is no such authority, or no such person.")
    person_id = person.id
    with tenant(place), transaction():
        access = ask.access_of(ask.store_of(place).key, person_id)
        if access is None:
            raise click.ClickException("This person can't open the store.")
        act.note_forgotten(access)
    click.echo("Their role can be ended now, under People.")
