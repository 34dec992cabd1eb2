"""`flask texts`: what translators need."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.core import texts
from portal.core.language import catalogue_of
from portal.core.look import WELSH

group = AppGroup("texts", help="The texts of the portal, and their translations.")


def install(app: Flask) -> None:
    """Hang the commands on the app."""
    app.cli.add_command(group)


@group.command("update")
def update() -> None:
    """Bring the Welsh catalogue up to date with the texts of the source."""
    came, went = texts.update(catalogue_of(WELSH), WELSH)
    click.echo(f"{came} texts are new, {went} are gone.")


@group.command("state")
def state() -> None:
    """How much of the Welsh catalogue is there, and how much of it was checked by a speaker."""
    every = [each for each in texts.read(catalogue_of(WELSH), WELSH) if each.id]
    said = [each for each in every if each.string and any(each.string)]
    drafts = sum(each.fuzzy for each in said)
    click.echo(
        f"{len(every)} texts: {len(said) - drafts} checked, {drafts} in draft,"
        f" {len(every) - len(said)} in English alone."
    )
