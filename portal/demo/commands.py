"""flask demo …: load the story, say whether it is loaded, list who can sign in."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator

import click
from flask.cli import AppGroup
from sqlalchemy import select

from portal.accounts.models import Authority
from portal.core.database import db
from portal.demo import join_code
from portal.demo.asking import PHRASE
from portal.demo.load import load_demo
from portal.demo.opening import PHRASES
from portal.demo.people import PASSWORD
from portal.demo.sign_ins import Account, accounts
from portal.tenders.openers.models import FIRST, SECOND

group = AppGroup("demo", help="The demo: invented people, and one story at several stages.")


@group.command("load")
def load() -> None:
    """Fill an empty installation with the demo."""
    if _is_loaded():
        raise click.ClickException("The demo is loaded already. Start over with bin/demo --fresh.")
    load_demo()


@group.command("is-loaded")
def is_loaded() -> None:
    """Exit with 0 when the demo is loaded, else with 1."""
    sys.exit(0 if _is_loaded() else 1)


@group.command("accounts")
@click.option("--as", "form", type=click.Choice(["text", "json"]), default="text")
def list_accounts(form: str) -> None:
    """List who can sign in."""
    everybody, code = accounts(), join_code.kept()
    if form == "json":
        click.echo(json.dumps(_with_code(everybody, code), ensure_ascii=False, indent=2))
        return
    click.echo(f"Everybody's password is: {everybody[0]['password']}")
    click.echo(f"The safety store's opening phrase is: {PHRASE}")
    click.echo("The opening phrases of the participation lead and the approver, who open bids:")
    click.echo(f"  {PHRASES[FIRST]}; {PHRASES[SECOND]}")
    click.echo(f"The code of somebody who is asked to join a panel, at /join: {code}\n")
    for place in dict.fromkeys(account["place"] for account in everybody):
        click.echo(f"{place[0].upper()}{place[1:]}")
        for line in _lines([account for account in everybody if account["place"] == place]):
            click.echo(line)
    click.echo("\nAll of them: flask --app wsgi demo accounts --as json")


def _lines(accounts: list[Account]) -> Iterator[str]:
    """One person of each role, and how many more there are."""
    for role, number in Counter(account["role"] for account in accounts).items():
        first = next(account for account in accounts if account["role"] == role)
        more = f", and {number - 1} more" if number > 1 else ""
        says = "" if first["password"] == PASSWORD else f"; three words: {first['password']}"
        yield f"  {first['email']:42} {role.replace('_', ' ')}, {first['name']}{says}{more}"


def _with_code(accounts: list[Account], code: str) -> list[Account]:
    """The code that is free to try stands with the first participation lead, who gave it."""
    lead = next(each for each in accounts if each["role"] == "participation_lead")
    return [each | {"join_code": code} if each is lead else each for each in accounts]


def _is_loaded() -> bool:
    found = db.session.scalar(select(Authority.id).limit(1)) is not None
    db.session.rollback()
    return found
