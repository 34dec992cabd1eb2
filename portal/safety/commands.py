"""flask safety …: what is still unopened past the promised time."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from portal.accounts.queries import authorities
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.safety import operations as act

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
