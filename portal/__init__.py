"""The portal: create_app() puts config, extensions, guards and blueprints together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, g, url_for
from flask_babel import gettext
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from govuk_frontend_wtf.main import WTFormsHelpers
from werkzeug.middleware.proxy_fix import ProxyFix

import portal.models  # noqa: F401  every table is known before the first query
from portal import cli
from portal.accounts import limits, signed_in
from portal.accounts.display import language_of_mail
from portal.accounts.models import TAKE_PART
from portal.accounts.views_carried import ask_to_sign_in
from portal.audit.journal import write_down
from portal.config import ROOT, Config, read_config, refuse_another_draft_key
from portal.core import clock, failures, formats, language, logs, obstacles, templates, web
from portal.core.database import db, prepare_engine
from portal.links import help_for, links_for, staff_links_for
from portal.overview.way_on import way_on
from portal.participation.training.views_words import glossary_for, words_for
from portal.registry import BLUEPRINTS, PRIVATE
from portal.safety.operations import keep_a_reader


def create_app(config: Config | None = None) -> Flask:
    """The portal as a Flask app; without a config, the one that the environment gives."""
    config = config or read_config()
    app = templates.Portal(__name__, template_folder=None, static_folder="static")
    app.config.update(config.for_flask())
    app.extensions["evenhand"] = config
    app.extensions["journal"] = write_down
    app.extensions["language of mail"] = language_of_mail
    app.extensions["sign in and go on"] = ask_to_sign_in
    obstacles.install(app, end_role=keep_a_reader)
    clock.set_offset(timedelta)
    if config.mode == "production":
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    _install_database(app, config)
    _install_templates(app, config)
    formats.install(app)
    logs.install(app, PRIVATE)
    web.install(app)
    failures.install(app, way_on)
    Compress(app)
    limits.limiter.init_app(app)
    _install_sign_in(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    cli.install(app)
    if config.is_demo:
        from portal.demo import install

        install(app)
    return app


def _install_database(app: Flask, config: Config) -> None:
    if config.mode != "test":
        refuse_another_draft_key(config)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare_engine(db.engine)


def _install_sign_in(app: Flask) -> None:
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)  # a failure page must not ask who is there
    manager.session_protection = None  # a phone on a bus changes its address
    manager.user_loader(signed_in.load)


def _install_templates(app: Flask, config: Config) -> None:
    templates.install(app, str(ROOT / "templates"))
    language.install(app)
    WTFormsHelpers(app)

    @app.context_processor
    def site() -> dict[str, Any]:
        return {"site": _site_once(config)}


def _footer(config: Config, user: Any) -> list[dict[str, str]]:
    look = {"href": url_for("accounts.how_this_looks"), "text": gettext("How this looks")}
    links = [look, *staff_links_for(user)]
    if user is None or user.actor.role not in TAKE_PART:
        links.append({"href": url_for("record.receipts"), "text": gettext("Check a receipt")})
    if not config.is_demo:
        return links
    return [
        *links,
        {"href": url_for("demo.outbox"), "text": gettext("Mails of the demo")},
        {"href": url_for("demo.move_clock"), "text": gettext("The demo’s clock")},
    ]


def _site_once(config: Config) -> dict[str, Any]:
    """Each field of a form is a template of its own, and none of them needs to ask anew."""
    has_failed = bool(g.get("has_failed"))
    if "site" not in g or g.site[0] != has_failed:
        g.site = (has_failed, _site(config))
    found: dict[str, Any] = g.site[1]
    return found


def _site(config: Config) -> dict[str, Any]:
    user = None if g.get("has_failed") else web.signed_in_person()
    return {
        "signed_in": user is not None,
        "name": user.name if user else "",
        "acting_as": (user.authority_name or user.provider_name) if user else None,
        "leave_quickly": user is None or user.actor.role in (*TAKE_PART, "person"),
        "links": links_for(user),
        "demo": config.is_demo,
        "help": help_for(user),
        "footer": _footer(config, user),
        "sign_out": url_for("accounts.sign_out"),
        "language": language.spoken(),
        "is_draft": language.is_draft(),
        "look": web.current_look().classes,
        "brand": user.brand if user else None,
        "glossary": None if g.get("has_failed") else glossary_for(user),
        "all_words": words_for(user),
    }
