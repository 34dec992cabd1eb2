"""flask audit … and flask keys …: verify the logs, sign them, make and replace the key."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal.audit import keys, operations
from portal.audit.checkpoints import has_secret_size, sign_what_grew
from portal.audit.notes import BadNote, verifier_key
from portal.audit.verify import Check, Report, Signed, Trouble, logs, opened, verify_log
from portal.core.tenancy import INSTALLATION, tenant
from portal.core.transaction import reading_only, transaction

audit = AppGroup("audit", help="The record: its logs, what was signed, and whether they hold.")
key_group = AppGroup("keys", help="The key that signs the record.")
DIFFERENT = 4

Owners = Callable[[], Sequence[tuple[str, uuid.UUID]]]
"""The name and id of every authority."""

Missing = Callable[[], Sequence[Trouble]]
"""The logs that the open owner should have and hasn't."""


@dataclass(frozen=True)
class Scope:
    """What the features hand in: all owners of logs, and how to compare logs with their rows."""

    owners: Owners
    checks: Sequence[Check]
    missing: Missing


def install(app: Flask, owners: Owners, checks: Sequence[Check], missing: Missing) -> None:
    """Hang the commands on the app."""
    app.extensions["audit"] = Scope(owners, checks, missing)
    app.cli.add_command(audit)
    app.cli.add_command(key_group)


@audit.command("verify")
@click.option(
    "--checkpoint",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that was kept outside; may be given again.",
)
def verify(files: Sequence[Path]) -> None:
    """Read every log from its first event on; exit status 4 when something doesn't fit."""
    if not does_everything_hold(_kept(files)):
        raise SystemExit(DIFFERENT)


def does_everything_hold(kept: Sequence[Signed] = ()) -> bool:
    """Verify every log of every owner and say what was found; restoring a backup asks it too."""
    waiting: dict[str, list[Signed]] = defaultdict(list)
    for signed in kept:
        waiting[signed.said.log].append(signed)
    with reading_only():
        reports = [report for _name, report in _reports(waiting)]
    lost = [
        f"log {log}: it isn't in this database, and was signed{signed}"
        for log, all_signed in waiting.items()
        for signed in all_signed
    ]
    for line in lost:
        click.echo(line)
    troubles = [trouble for report in reports for trouble in report.troubles]
    count = len(troubles) + len(lost)
    click.echo("The record holds." if not count else f"It doesn't hold: {count} found.")
    return not count


def _reports(waiting: dict[str, list[Signed]]) -> Iterator[tuple[str, Report]]:
    scope: Scope = current_app.extensions["audit"]
    for name, owner in [("the installation", INSTALLATION), *scope.owners()]:
        with tenant(owner):
            reports = [
                verify_log(log_id, waiting.pop(str(log_id), ()), scope.checks) for log_id in logs()
            ]
            reports += [Report(each.log_id, troubles=[each]) for each in scope.missing()]
        _say(name, reports)
        yield from ((name, report) for report in reports)


def _say(name: str, reports: Sequence[Report]) -> None:
    events, erased = (sum(getattr(r, what) for r in reports) for what in ("size", "erased"))
    signed = sum(report.checkpoints for report in reports)
    counts = f"logs {len(reports)}, events {events}, checkpoints {signed}"
    removed = sum(report.removed for report in reports)
    gone = f", words taken out of {removed} published texts" if removed else ""
    click.echo(f"{name}: {counts}, sealed values erased {erased}{gone}")
    for trouble in (trouble for report in reports for trouble in report.troubles):
        click.echo(f"  {trouble}")


def _kept(files: Sequence[Path]) -> list[Signed]:
    kept = []
    for file in files:
        try:
            kept.append(opened(file.read_text(encoding="utf-8"), f"the checkpoint in {file.name}"))
        except (BadNote, UnicodeDecodeError) as bad:
            raise click.ClickException(f"{file} isn't a checkpoint of this one: {bad}") from None
    return kept


@audit.command("checkpoint")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write there, for somebody who keeps them, those whose size tells nobody anything.",
)
def checkpoint(folder: Path | None) -> None:
    """Sign every log that has grown; run it daily."""
    scope: Scope = current_app.extensions["audit"]
    _need_key()
    count = 0
    for _name, owner in [("", INSTALLATION), *scope.owners()]:
        with tenant(owner), transaction():
            all_made = sign_what_grew()
            open_made = [made for made in all_made if not has_secret_size(made.log_id)]
            notes = [(f"{made.log_id}-{made.size}.txt", made.note) for made in open_made]
        count += len(all_made)
        if folder:
            _write(folder, notes)
    click.echo(f"{count} signed")


def _write(folder: Path, notes: Sequence[tuple[str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, note in notes:
        (folder / name).write_text(note, encoding="utf-8")


@audit.command("rotate-key")
def rotate_key() -> None:
    """Let a new key sign from now on; the old one endorses it, and can sign no more."""
    _need_key()
    try:
        made = operations.rotate_key()
    except keys.KeyIsThere as there:
        raise click.ClickException(str(there)) from None
    click.echo(f"This key signs from now on. Back it up, and publish it:\n{made.line}")


@key_group.command("make")
def make() -> None:
    """Make the first key, in the data folder; it is written down in the installation's log."""
    try:
        made = operations.make_key()
    except keys.KeyIsThere as there:
        raise click.ClickException(str(there)) from None
    click.echo(f"The key is made. Back it up, and publish it:\n{made.line}")


@key_group.command("show")
def show() -> None:
    """The public keys, newest first, each as a line that others check the record with."""
    for public in keys.public_keys():
        click.echo(verifier_key(keys.key_name(), public))


def _need_key() -> None:
    try:
        keys.signer()
    except keys.NoKey as missing:
        raise click.ClickException(str(missing)) from None
