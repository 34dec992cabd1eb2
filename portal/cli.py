"""The flask commands that every installation has."""

from __future__ import annotations

import time
import uuid

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal.accounts.operations import add_operator, create_person
from portal.accounts.passwords import LEAST, hash_password
from portal.accounts.queries import authorities
from portal.audit import commands as audit
from portal.backup import commands as backup
from portal.config import Config
from portal.core import mail, text_commands
from portal.core.errors import Refused
from portal.core.transaction import reading_only, transaction
from portal.evaluation.progress import commands as progress
from portal.evaluation.runs.queries import recomputed
from portal.outcomes import commands as outcomes
from portal.outcomes import commands_letters
from portal.overview.digests import send_digests
from portal.participation.panels import commands as panels
from portal.record.bundle import commands as bundle  # noqa: F401  it adds `audit export`
from portal.record.checks import CHECKS, missing_logs
from portal.record.erasure import commands as erasure
from portal.record.receipts import commands as receipts  # noqa: F401  it adds `audit check`
from portal.safety import commands as safety

operators = AppGroup("operators", help="People who run the installation.")
mails = AppGroup("mail", help="The outbox.")
runs = AppGroup("runs", help="Scoring runs.")
DIFFERENT = 4


def install(app: Flask) -> None:
    """Hang the commands on the app."""
    app.cli.add_command(operators)
    app.cli.add_command(mails)
    app.cli.add_command(runs)
    outcomes.install(app)
    commands_letters.install(app)
    audit.install(app, _owners, CHECKS, missing_logs)
    backup.install(app)
    safety.install(app)
    erasure.install(app)
    panels.install(app)
    progress.install(app, send_digests)
    text_commands.install(app)


def _owners() -> list[tuple[str, uuid.UUID]]:
    """Whose logs there are: every authority, by name."""
    return [(each.slug, each.id) for each in authorities()]


@operators.command("add")
@click.argument("email")
@click.argument("name")
@click.password_option(help="Asked for when it isn't given.")
def add(email: str, name: str, password: str) -> None:
    """Add a person who may create authorities; they see no tender."""
    if len(password) < LEAST:
        raise click.ClickException(f"The password needs at least {LEAST} characters.")
    hashed = hash_password(password)
    try:
        with transaction():
            add_operator(create_person(name, email, hashed))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{email} can sign in.")


@mails.command("send")
@click.option("--forever", is_flag=True, help="Go on, looking every five seconds.")
def send(forever: bool) -> None:
    """Send what waits in the outbox; run it with --forever beside the web server."""
    config: Config = current_app.extensions["evenhand"]
    if not config.smtp:
        raise click.ClickException("Set EVENHAND_SMTP and EVENHAND_MAIL_FROM first.")
    with mail.only_sender(config.data) as alone:
        if not alone:
            raise click.ClickException("Mails are being sent already: one sender is enough.")
        _send(config, forever)


def _send(config: Config, forever: bool) -> None:
    while True:
        sent, failed = mail.deliver_waiting(config.smtp, config.mail_from)
        if sent or failed or not forever:
            click.echo(f"{sent} sent, {failed} to be tried again")
        if not forever:
            return
        time.sleep(5)


@runs.command("verify")
def verify() -> None:
    """Recompute every stored run of every authority; exit status 4 when one differs."""
    differ = False
    with reading_only():
        for name, differences in recomputed():
            differ = differ or bool(differences)
            click.echo(f"{name} {'DIFFERS: ' + '; '.join(differences) if differences else 'holds'}")
    if differ:
        raise SystemExit(DIFFERENT)
