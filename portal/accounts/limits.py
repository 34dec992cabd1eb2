"""How often one may try to sign in: per account, and per address (a school is one address)."""

from __future__ import annotations

import hashlib

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)

BY_ADDRESS = "120 per minute"
BY_ACCOUNT = "10 per 15 minutes"


def account() -> str:
    """The account that somebody tries, as a hash: its name stands in no store of limits."""
    typed = request.form.get("email", "").strip().casefold()
    return "account:" + hashlib.sha256(typed.encode()).hexdigest()
