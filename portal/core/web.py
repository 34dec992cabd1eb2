"""What happens around every page: guards, read-only GETs, openings, headers, and who is there."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    request,
    session,
    url_for,
)
from flask_babel import gettext
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from portal.core import clock
from portal.core.arrival import arrived_at
from portal.core.authorisation import VISITOR, Actor
from portal.core.database import db, reading
from portal.core.errors import Unauthorised
from portal.core.forms import error_lines
from portal.core.look import ENGLISH, Look, look_of
from portal.core.transaction import end_reading, writing_apart
from portal.core.words import say

View = TypeVar("View", bound=Callable[..., Any])

IDLE = timedelta(hours=2)
SIGNED_OUT_BRIEFLY = say("You have been signed out.")
NOT_THEIRS = say(
    "Somebody else wrote these words, and isn’t signed in now. Nothing of them was kept."
)
SIGNED_OUT = say(
    "You have been signed out. What you typed is still in your browser: sign in in another tab,"
    " come back to this one, go back a page, and send it again."
)
READS = frozenset({"GET", "HEAD", "OPTIONS"})
GOVUK_SCRIPT = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"
POLICY = (
    f"default-src 'none'; script-src 'self' {GOVUK_SCRIPT}; style-src 'self'; font-src 'self';"
    " img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)


def public(view: View) -> View:
    """Mark a view as open to people who aren't signed in; it must still call `authorise()`."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def signed_in_person() -> Any:
    """Who is signed in, themselves: the library's stand-in looks them up at every question."""
    found = current_user._get_current_object()
    return found if found.is_authenticated else None


def current_actor() -> Actor:
    """Who acts in this request, in the role they have chosen; a visitor when nobody signed in."""
    person = signed_in_person()
    return cast(Actor, person.actor) if person else VISITOR


def records_opening(view: View) -> View:
    """The one door in the wall of reading: the page may leave one event that it was opened.

    The view calls `on_opening(write)` after its policy said yes. It isn't written for HEAD,
    prefetches, or an answer other than 200.
    """

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> Any:
        response = make_response(view(*args, **kwargs))
        write = g.pop("on_opening", None)
        purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
        meant = request.method == "GET" and "prefetch" not in purpose
        if write and meant and response.status_code == 200:
            with writing_apart():
                write()
        return response

    opened.may_record_opening = True  # type: ignore[attr-defined]
    return cast(View, opened)


def on_opening(write: Callable[[], None]) -> None:
    """Write `write()` in a transaction of its own once this page is ready; see records_opening."""
    g.on_opening = write


def back_to(endpoint: str, **values: Any) -> BaseResponse:
    """Answer a change by sending the browser to the page that shows it."""
    return redirect(url_for(endpoint, **values), code=303)


@cache
def _address_of(folder: str, _root: str, name: str) -> str:
    found = hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]
    return url_for("static", filename=name, v=found)


def asset(name: str) -> str:
    """The address of a static file; it changes when the file does, so browsers may keep it."""
    return _address_of(cast(str, current_app.static_folder), request.script_root, name)


def install(app: Flask) -> None:
    """Hang the guards around every request of the app."""
    app.before_request(_begin)
    app.before_request(_end_idle)
    app.before_request(_sign_in_first)
    app.after_request(_nothing_unauthorised_leaves)
    app.after_request(_harden)
    app.teardown_request(_end)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["csrf_token"] = generate_csrf
    app.jinja_env.globals["draft_of"] = draft_of
    app.jinja_env.globals["error_lines"] = error_lines


def _begin() -> None:
    reading.set(request.method in READS)
    clock.receive(None)
    g.authorised = False
    g.request_id = uuid.uuid4().hex
    if "\0" in request.path:  # PostgreSQL can't even be asked for it
        abort(404)


def _end_idle() -> None:
    """Sign out whoever did nothing for long; the moment of the last page stands in the cookie.

    A clock that jumped back counts from where it is now, so that nobody stays in for longer.
    """
    if "_user_id" not in session:
        return
    now, seen = clock.wall().timestamp(), session.get("seen")
    if seen is not None and now - seen > IDLE.total_seconds():
        session.clear()
    elif seen is None or not 0 <= now - seen <= 60:
        session["seen"] = int(now)


def _end(error: BaseException | None) -> None:
    if error is None:
        end_reading()
    db.session.remove()
    reading.set(False)
    clock.receive(None)


def _view() -> Callable[..., Any] | None:
    return current_app.view_functions.get(request.endpoint or "")


def _is_public() -> bool:
    return request.endpoint == "static" or getattr(_view(), "is_public", False)


def _sign_in_first() -> BaseResponse | None:
    if request.endpoint is None or _is_public() or request.method == "OPTIONS":
        return None
    if signed_in_person():
        _refuse_anothers_draft()
        if request.method not in READS:
            clock.receive(arrived_at())  # its form was read, so all of it has come
        return None
    if request.method not in ("GET", "HEAD"):
        return _ask_to_sign_in()
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def draft_of(path: str = "") -> str:
    """A name for this person's draft on this page, which tells nobody who or what it is."""
    person = signed_in_person()
    place = (path or request.path).removesuffix("/draft").removesuffix("/words")
    told = f"draft {person.actor.person_id if person else ''} {place}".encode()
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()[:32]


def _refuse_anothers_draft() -> None:
    """Words go under no other name than that of whoever wrote them, on a page left open too."""
    if request.method == "POST":
        told = request.form.get("draft_of")
        if told is not None and not hmac.compare_digest(told.encode(), draft_of().encode()):
            abort(403, description=gettext(NOT_THEIRS))


def _ask_to_sign_in() -> BaseResponse:
    """A change that met an ended session: words of a draft go on through the sign-in page."""
    if request.accept_mimetypes.best == "application/json":
        said = {"error": gettext(SIGNED_OUT_BRIEFLY), "sign_in": url_for("accounts.sign_in")}
        return make_response(said, 401)
    if "draft_of" not in request.form:
        abort(403, description=gettext(SIGNED_OUT))
    return make_response(current_app.extensions["sign in and go on"](), 403)


def _nothing_unauthorised_leaves(response: Response) -> Response:
    passes = request.endpoint in (None, "static", "health") or request.method == "OPTIONS"
    if not passes and response.status_code < 300 and not g.get("authorised"):
        raise Unauthorised(f"{request.endpoint} answered without authorise()")
    return response


def _harden(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers["X-Request-ID"] = g.get("request_id", "")
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static" or g.get("never_changes"):
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response


def current_look() -> Look:
    """How pages look for whoever reads: as their account keeps it, else as this browser was told.

    A page that tells of a failure asks nobody who is there.
    """
    if g.get("has_failed"):
        return Look()
    person = signed_in_person()
    return (person and person.look) or look_of(session.get("look"))


def current_language() -> str:
    """The reader's language, where the authority that they act for offers it; else English."""
    person = None if g.get("has_failed") else signed_in_person()
    return current_look().language if person and person.is_offered_welsh else ENGLISH


def wear(look: Look) -> None:
    """Keep a visitor's look until the browser is closed; nothing of it stays on the device."""
    session["look"] = look.as_facts()


def reads_plain() -> bool:
    """Whether who reads has plain words: all begin with them, until they choose others (R28).

    It is each person's own choice, never a role's or an age's.
    """
    return current_look().words != "standard"


def came_from(address: str | None = None) -> str | None:
    """The page of ours that somebody was on, or that a form says they were, to go back to."""
    came = urlsplit(address or request.referrer or "")
    here = current_app.create_url_adapter(request)
    is_ours = came.netloc in ("", request.host) and "\\" not in came.path
    if not is_ours or came.path == request.path or here is None:
        return None
    try:
        here.match(came.path, method="GET")
    except HTTPException:
        return None
    return came.path + (f"?{came.query}" if came.query else "")
