"""flask erasure replay: after an older backup was restored, what was erased since goes again."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from portal.record.erasure.repeating import repeat_erasures

erasure = AppGroup("erasure", help="Erasing people, and taking words out of texts.")


def install(app: Flask) -> None:
    """Hang the command on the app."""
    app.cli.add_command(erasure)


@erasure.command("replay")
def replay() -> None:
    """Erase again what the data folder says was erased; `restore` does it by itself."""
    say_repeated()


def say_repeated() -> None:
    """Erase again what was erased since the backup, and say how much it was."""
    people, texts = repeat_erasures()
    click.echo(f"Erased again: {people} people. Words taken out again: {texts} texts.")
