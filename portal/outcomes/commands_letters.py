"""`flask letters files`: make the PDFs that somebody waits for; the page starts it by itself."""

from __future__ import annotations

import uuid

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal.config import Config
from portal.outcomes.letter_files import SHARES, make_all, make_share

letters = AppGroup("letters", help="Outcome letters.")


def install(app: Flask) -> None:
    """Hang the command on the app."""
    app.cli.add_command(letters)


@letters.command("files")
@click.option("--share", type=click.IntRange(0, SHARES - 1), help="The page holds its lock.")
def files(share: int | None) -> None:
    """Make every letter as a PDF that is wanted and not there yet; ended half-way, run it again."""
    config: Config = current_app.extensions["evenhand"]
    made = make_all(config.data, _method_at) if share is None else make_share(_method_at, share)
    click.echo(f"Letters made: {made}.")


def _method_at(tender_id: uuid.UUID) -> str:
    """Where everybody reads the full method; no request is there to make an address of."""
    config: Config = current_app.extensions["evenhand"]
    return f"{config.base_url.rstrip('/')}/notices/{tender_id}"
