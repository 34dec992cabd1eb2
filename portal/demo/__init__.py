"""The demo: invented people, and one story loaded to several stages."""

from __future__ import annotations

from flask import Flask


def install(app: Flask) -> None:
    """Hang the demo's own pages, commands and clock on the app, where the demo runs."""
    from portal.demo import clock, commands, views

    app.register_blueprint(views.bp)
    app.cli.add_command(commands.group)
    app.extensions["demo_clock"] = clock.start(app.extensions["evenhand"].data)
