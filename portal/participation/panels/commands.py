"""flask panels birthdays: what has had its day is forgotten; for a timer, once a day."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.accounts.queries import authorities
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.participation.panels.forgetting import (
    destroy_old_needs,
    let_birthdays_pass,
    tidy_codes,
)
from portal.participation.panels.leaving import end_old_places, remind

panels = AppGroup("panels", help="Panels of young people, and of parents and carers.")


def install(app: Flask) -> None:
    """Hang the command on the app."""
    app.cli.add_command(panels)


@panels.command("birthdays")
def birthdays() -> None:
    """Birthdays, codes and terms that have had their day; who has a month left is told."""
    older = codes = told = over = needs = 0
    for house in [authority.id for authority in authorities()]:
        with tenant(house), transaction():
            older += let_birthdays_pass()
            codes += tidy_codes()
            needs += destroy_old_needs()
            over += end_old_places()
            told += remind()
    click.echo(
        f"Turned 16: {older}. Old codes gone: {codes}. Needs destroyed: {needs}."
        f" Terms over: {over}. Reminded: {told}."
    )
