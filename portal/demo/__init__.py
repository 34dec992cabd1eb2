"""The demo: invented people, and one story loaded to several stages."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Hang the demo's own pages on the app, where the demo runs."""
