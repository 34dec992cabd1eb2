"""`flask audit export`: a tender's record as one file, from the command line."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import click
from sqlalchemy import select

from portal.accounts.queries import authorities
from portal.audit.commands import audit
from portal.audit.journal import record
from portal.bids.queries import bids_of, origins_of
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.core.transaction import reading_only, transaction
from portal.record.bundle.readers import BIDDER, FULL, Reader, reader_for_all, reader_for_bidder
from portal.record.bundle.writing import write_bundle
from portal.tenders.models import Tender
from portal.tenders.stages import is_at_least

NO_TENDER = "No tender has this id."
NO_LABEL = "Say which bid: --label and its letters, as on the pages."
NO_BID = "No bid of this tender has this label."
NOT_YET = "A bidder’s form is there when the outcome letters have been sent."


@audit.command("export")
@click.option("--tender", "tender_id", type=click.UUID, required=True, help="The tender's id.")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--for",
    "form",
    type=click.Choice([FULL, BIDDER]),
    default=FULL,
    show_default=True,
    help="The whole record, or as one bidder may know it.",
)
@click.option("--label", default="", help="The bidder's bid.")
def export(tender_id: uuid.UUID, out: Path, form: str, label: str) -> None:
    """Write a tender's record into OUT, a zip; whoever has it checks it with verify.py."""
    for authority_id in [each.id for each in authorities()]:
        with tenant(authority_id):
            if db.session.scalar(select(Tender.id).where(Tender.id == tender_id)):
                _export(tender_id, out, form, label)
                return
    raise click.ClickException(NO_TENDER)


def _export(tender_id: uuid.UUID, out: Path, form: str, label: str) -> None:
    draft = out.with_name(f".{out.name}.part")
    try:
        with reading_only(), open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.truncate()
            write_bundle(_reader(tender_id, form, label), file)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    with transaction():
        record("bundle:taken", SYSTEM, tender_id, form=form)
    click.echo(f"{out}: check it with  python3 -I verify.py {out.name}")


def _reader(tender_id: uuid.UUID, form: str, label: str) -> Reader:
    tender = db.session.scalars(select(Tender).where(Tender.id == tender_id)).one()
    if form == FULL:
        return reader_for_all(tender)
    if not label:
        raise click.ClickException(NO_LABEL)
    if not is_at_least(tender, "released"):
        raise click.ClickException(NOT_YET)
    found = [bid for bid in bids_of(tender) if bid.label == label]
    if not found:
        raise click.ClickException(NO_BID)
    return reader_for_bidder(tender, origins_of(tender)[found[0].id].provider_id)
