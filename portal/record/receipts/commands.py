"""`flask audit check`: a receipt, from the command line."""

from __future__ import annotations

import textwrap
from typing import BinaryIO

import click

from portal.audit.commands import audit
from portal.audit.receipt_texts import LONGEST
from portal.core.transaction import reading_only
from portal.record.receipts.check import Answer, check
from portal.record.receipts.words import UNREADABLE, VERDICTS, WHAT_NOW

WRONG = 4
SIGNS = {True: "+", False: "!", None: "·"}


@audit.command("check")
@click.argument("file", type=click.File("rb"))
def check_receipt(file: BinaryIO) -> None:
    """Hold the receipt in FILE (- for what is piped in) against today's log.

    Exit status 4 when the receipt or the record isn't right.
    """
    with reading_only():
        answer = _answer(file.read(LONGEST + 1))
        click.echo(f"{VERDICTS[answer.verdict]}.")
        for each in answer.found:
            click.echo(f"  {SIGNS[each.is_good]} {each}")
    click.echo(textwrap.fill(WHAT_NOW[answer.verdict], 88))
    if not answer.is_good:
        raise SystemExit(WRONG)


def _answer(content: bytes) -> Answer:
    try:
        return check(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Answer(UNREADABLE)
