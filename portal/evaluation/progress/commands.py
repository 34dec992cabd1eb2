"""flask reminders send: kind reminders of marks; for a timer, every half hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal.accounts.queries import authorities
from portal.config import Config
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.evaluation.progress.reminding import remind_markers
from portal.tenders.models import Tender

reminders = AppGroup("reminders", help="E-mails to those who asked to be reminded.")


def install(app: Flask, *others: Callable[[str], int]) -> None:
    """Hang the command on the app; `others` write further mails that somebody chose."""
    app.cli.add_command(reminders)
    app.extensions["other reminders"] = others


@reminders.command("send")
def send() -> None:
    """Put the reminders that are due now into the outbox; run it as often as you like."""
    went = 0
    for house, slug in [(each.id, each.slug) for each in authorities()]:
        with tenant(house), transaction():
            went += remind_markers(partial(_page, slug))
    went += sum(others(_base_url()) for others in current_app.extensions["other reminders"])
    click.echo(f"Reminders: {went}.")


def _page(slug: str, tender: Tender) -> str:
    """Where they are switched off; no request is there to make an address of."""
    return f"{_base_url()}/{slug}/tenders/{tender.id}/reminders"


def _base_url() -> str:
    config: Config = current_app.extensions["evenhand"]
    return config.base_url.rstrip("/")
