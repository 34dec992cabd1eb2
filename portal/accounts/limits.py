"""How often one may try to sign in: per account, and per address (a school is one address)."""

from __future__ import annotations

import hashlib

from flask import g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)

BY_PERSON = "20 per hour"
BY_ADDRESS = "120 per minute"
BY_ACCOUNT = "10 per 15 minutes"
LINKS = "5 per hour"


def account() -> str:
    """The account that somebody tries, as a hash: its name stands in no store of limits."""
    typed = request.form.get("email", "").strip().casefold()
    return "account:" + hashlib.sha256(typed.encode()).hexdigest()


def by_person() -> str:
    """Who is signed in: a whole school may change its passwords in one lesson."""
    return f"person:{current_user.actor.person_id}" if current_user.is_authenticated else "nobody"


limit_wrong_phrases = limiter.shared_limit(
    "10 per 15 minutes",
    scope="opening phrase",
    key_func=by_person,
    methods=["POST"],
    deduct_when=lambda _response: g.get("phrase_was_wrong", False),
)
"""One person's wrong phrases, on all pages together."""
