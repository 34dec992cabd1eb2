"""What was read of a file travels in the page that shows it, sealed: until somebody says yes
nothing of it is kept here."""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def carry(purpose: str, whose: uuid.UUID | None, said: Any) -> str:
    """What a page carries along: nobody else can send it, and nothing in it can be changed."""
    return str(_sealed(purpose).dumps([str(whose), said]))


def carried(purpose: str, whose: uuid.UUID | None, text: str) -> Any:
    """The same, read again; None where it isn't ours, for another purpose, or somebody else's."""
    try:
        found, said = _sealed(purpose).loads(text)
    except (BadSignature, ValueError):
        return None
    return said if found == str(whose) else None


def _sealed(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=purpose)
