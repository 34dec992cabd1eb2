"""The flask commands."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Hang the commands on the app."""
