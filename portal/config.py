"""Settings, read once from the environment; refuses to start with what is unsafe."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.draft_key import BadKey, draft_key_of, refuse_another_key

ROOT = Path(__file__).resolve().parent.parent
CONFIG_FILE = "config.toml"
VARIABLES = {
    "mode": "EVENHAND_MODE",
    "secret_key": "EVENHAND_SECRET_KEY",
    "draft_key_file": "EVENHAND_DRAFT_KEY_FILE",
    "database": "EVENHAND_DATABASE",
    "base_url": "EVENHAND_BASE_URL",
    "smtp": "EVENHAND_SMTP",
    "clamd": "EVENHAND_CLAMD",
    "mail_from": "EVENHAND_MAIL_FROM",
    "arrival_header": "EVENHAND_ARRIVAL_HEADER",
    "web_processes": "WEB_CONCURRENCY",
}

STATEMENTS = {"query_cache_size": 4000}
"""The house has some thousands of statements: each is put together once in a process, not anew."""

SERVER_POOL = {
    "pool_size": 8,  # one for each thread of `server.py`: none is opened for a single request
    "pool_use_lifo": True,  # the one used last has its statements prepared
}


class BadConfig(Exception):
    """The settings are incomplete or unsafe; the message says which and how to mend them."""


@dataclass(frozen=True)
class Config:
    """All that an installation may set; `data` is the folder of its files."""

    data: Path
    mode: str
    secret_key: str
    database: str
    base_url: str = "http://127.0.0.1:8000"
    smtp: str = ""
    mail_from: str = ""
    clamd: str = ""
    """Where the virus scanner listens: the path of a socket, or host:port; empty: none is asked."""
    arrival_header: str = ""
    """Which header the web server in front sets to when it had all of a request (R29); empty: none
    is believed, since anybody could send one."""
    web_processes: int = 1
    draft_key: bytes = b""
    """What locks drafts of bids at rest; it lies outside database and data folder (R29)."""

    @property
    def is_demo(self) -> bool:
        """Whether invented people are loaded, and the demo's own pages are there."""
        return self.mode == "demo"

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the portal by https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def is_postgresql(self) -> bool:
        """Whether the database is a server of its own, which can go away."""
        return self.database.startswith("postgresql")

    def for_flask(self) -> dict[str, Any]:
        """The same as Flask and its extensions name them."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database,
            "SQLALCHEMY_ENGINE_OPTIONS": STATEMENTS | (SERVER_POOL if self.is_postgresql else {}),
            "SESSION_COOKIE_NAME": "__Host-session" if self.is_https else "session",
            "SESSION_COOKIE_SECURE": self.is_https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
            "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            # Styles and scripts alone: a page holds secrets that compression could betray.
            "COMPRESS_MIMETYPES": ["text/css", "text/javascript", "image/svg+xml"],
            "COMPRESS_ALGORITHM_STREAMING": ["br", "gzip"],
            "COMPRESS_BR_LEVEL": 6,  # a tenth less than the usual 4, for 2 ms a visitor, once
            "PREFERRED_URL_SCHEME": "https" if self.is_https else "http",
        }


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the installation's files: `EVENHAND_DATA`, else `instance` at the root."""
    return Path(environ.get("EVENHAND_DATA") or ROOT / "instance").resolve()


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read `config.toml` in the data folder and the environment, which goes first; judge them."""
    data = data_folder(environ)
    values = _from_file(data / CONFIG_FILE)
    values |= {key: environ[name] for key, name in VARIABLES.items() if environ.get(name)}
    for key in ("mode", "secret_key"):
        if not values.get(key):
            raise BadConfig(
                f"Set {VARIABLES[key]}, or {key} in {CONFIG_FILE} in the data folder."
                " For the demo, run bin/demo."
            )
    values.setdefault("database", f"sqlite:///{data / 'evenhand.db'}")
    try:
        values["web_processes"] = int(values.get("web_processes", 1))
    except ValueError:
        raise BadConfig("WEB_CONCURRENCY must be a whole number.") from None
    file = values.pop("draft_key_file", "")
    try:
        drafts = draft_key_of(data, file, values["mode"], environ)
    except BadKey as problem:
        raise BadConfig(str(problem)) from None
    config = Config(data=data, draft_key=drafts, **values)
    _refuse_unsafe(config, environ)
    return config


def refuse_another_draft_key(config: Config) -> None:
    """Drafts that were locked with one key can't be read with another: don't start with it."""
    try:
        refuse_another_key(config.data, config.draft_key)
    except BadKey as problem:
        raise BadConfig(str(problem)) from None


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{CONFIG_FILE} can't be read: {error}.") from None
    if unknown := sorted(set(values) - set(VARIABLES)):
        raise BadConfig(f"{CONFIG_FILE} has settings nobody knows: {', '.join(unknown)}.")
    return values


def _refuse_unsafe(config: Config, environ: Mapping[str, str]) -> None:
    if config.mode not in ("production", "demo", "test"):
        raise BadConfig("EVENHAND_MODE must be production, demo or test.")
    if config.database.startswith("sqlite") and config.web_processes > 1:
        raise BadConfig("SQLite serves one web process: use PostgreSQL, or WEB_CONCURRENCY=1.")
    if config.clamd and not re.fullmatch(r"/.+|[^/\s]+:\d{1,5}", config.clamd):
        raise BadConfig("EVENHAND_CLAMD must be the path of clamd's socket, or host:port.")
    if config.arrival_header and not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", config.arrival_header):
        raise BadConfig("EVENHAND_ARRIVAL_HEADER must be the name of a header.")
    if config.mode != "production":
        return
    if len(config.secret_key) < 32:
        raise BadConfig("EVENHAND_SECRET_KEY must have at least 32 characters in production.")
    if environ.get("FLASK_DEBUG", "0").lower() not in ("", "0", "false", "no"):
        raise BadConfig("FLASK_DEBUG must be off in production.")
    if not config.is_https:
        raise BadConfig("EVENHAND_BASE_URL must begin with https:// in production.")
    if config.smtp and not config.mail_from:
        raise BadConfig("EVENHAND_MAIL_FROM must be set where EVENHAND_SMTP is.")
