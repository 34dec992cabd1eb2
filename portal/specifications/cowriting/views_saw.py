"""What a member had before them when they began to write: a lead may change it meanwhile (P10).

The page carries it, signed, so that the tracked change is what the member changed, and nobody else.
"""

from __future__ import annotations

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from portal.specifications.cowriting.places import Place


def carried(kind: str, place: Place | None, words: str, *, plain: bool) -> str:
    """What the form carries along: what this place said when its reader began."""
    return str(_signer().dumps([*_of(kind, place, plain=plain), words]))


def seen_by_writer(kind: str, place: Place | None, *, plain: bool) -> str:
    """What the reader began with; what stands there now on a first look, or for another place."""
    now = place.said(kind, plain=plain) if place else ""
    try:
        *of, words = _signer().loads(request.form.get("saw", ""))
    except (BadSignature, ValueError):
        return now
    return str(words) if of == _of(kind, place, plain=plain) else now


def _of(kind: str, place: Place | None, *, plain: bool) -> list[object]:
    return [kind, str(place.id) if place else "", plain]


def _signer() -> URLSafeSerializer:
    assert current_app.secret_key
    return URLSafeSerializer(current_app.secret_key, salt="what a member saw")
