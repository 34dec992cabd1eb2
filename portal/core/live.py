"""Pages that a browser asks for again and again (`js/live.js`): 304 where nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import make_response, request
from werkzeug.wrappers import Response

from portal.core.web import current_look, signed_in_person


def live(state: object, page: Callable[[str], str]) -> Response:
    """`page(etag)`, unless who asks has it already; `state` is all that it depends on.

    A page also depends on who reads it and how it looks to them. Judge and authorise before.
    """
    person = signed_in_person()
    told = f"{person and person.actor!r} {current_look()!r} {state!r}"
    tag = hashlib.sha256(told.encode()).hexdigest()[:20]
    has_it = tag in request.if_none_match and "*" not in request.headers.get("If-None-Match", "")
    answer = make_response("", 304) if has_it else make_response(page(f'"{tag}"'))
    answer.set_etag(tag)
    return answer
