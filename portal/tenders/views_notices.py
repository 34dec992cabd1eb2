"""Public pages of published tenders; they read the notice alone, which nobody can change (R4)."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from flask import Response, abort, current_app, render_template, request, url_for
from flask_babel import gettext

from portal.accounts.brand import Brand, brand_of
from portal.accounts.models import PROVIDER, Authority
from portal.accounts.views_help import told_page
from portal.core import clock
from portal.core.authorisation import anyone, authorise
from portal.core.blocks import blocks
from portal.core.formats import day, moment
from portal.core.web import current_actor, current_look, public
from portal.core.words import say
from portal.tenders.forms_search import SearchForm
from portal.tenders.models import Notice
from portal.tenders.open_data import is_registered
from portal.tenders.policy import may_read_notice
from portal.tenders.queries import Wanted, authorities_with_notices, notice_of, notices_that_are
from portal.tenders.queries_after import (
    answers_in_public,
    briefing_of,
    questions_until,
    removals_of,
    versions_of,
)
from portal.tenders.removed import WHY
from portal.tenders.views import bp

SHOWN = {
    "open": say("Open"),
    "closed": say("Closed"),
    "decided": say("Decided"),
    "ended": say("Ended without a contract"),
}
MOST_PAGES = 10_000


@bp.get("/notices")
@public
def notices() -> str:
    """Tenders that are open for bids, closed, decided or ended, for everybody to search."""
    authorise(anyone, current_actor())
    show = request.args.get("show", "open")
    page = request.args.get("page", "1")
    if show not in SHOWN or not page.isdecimal() or not 0 < int(page) <= MOST_PAGES:
        abort(404)
    form = SearchForm(formdata=request.args)
    wanted = form.ask(authorities_with_notices(), show, int(page))
    found, has_more = notices_that_are(wanted)
    return render_template(
        "notices/list.html",
        form=form,
        notices=found,
        show=show,
        is_filtered=wanted.is_filtered,
        everything=_page_of(show, 1),
        filters=[_filter(slug, words, wanted) for slug, words in SHOWN.items()],
        before=_page_of(show, int(page) - 1, form.chosen()) if int(page) > 1 else None,
        after=_page_of(show, int(page) + 1, form.chosen()) if has_more else None,
    )


def _filter(slug: str, words: str, wanted: Wanted) -> dict[str, Any]:
    return {"text": gettext(words), "href": _page_of(slug, 1), "current": slug == wanted.show}


def _page_of(show: str, page: int, chosen: dict[str, Any] | None = None) -> str:
    values: dict[str, Any] = {
        "show": None if show == "open" else show,
        "page": None if page == 1 else page,
    }
    return url_for(".notices", **values, **(chosen or {}))


@bp.get("/notices/<uuid:tender_id>")
@public
def notice(tender_id: uuid.UUID) -> str:
    """One published tender in standard or plain words."""
    found = readable(tender_id)
    return render_template("notices/notice.html", **_page(found), bid=_bid(found))


@bp.get("/notices/<uuid:tender_id>/help")
@public
def who_to_tell(tender_id: uuid.UUID) -> str:
    """Whom to tell when something here upset somebody, or they need help (P25)."""
    authorise(anyone, current_actor())
    found = notice_of(tender_id)
    return told_page(found.authority if found else None)


@bp.get("/notices/<uuid:tender_id>/print")
@public
def notice_print(tender_id: uuid.UUID) -> str:
    """The same on paper."""
    return render_template("notices/print.html", **_page(readable(tender_id)))


@bp.get("/notices/<uuid:tender_id>/<any(method, specification):piece>.json")
@public
def notice_json(tender_id: uuid.UUID, piece: str) -> Response:
    """The frozen method or specification as canonical JSON: its SHA-256 is the published one."""
    text = canonical(readable(tender_id).document[piece])
    return Response(text.encode(), mimetype="application/json")


def canonical(data: Any) -> str:
    """Canonical JSON (RFC 8785) of a document that has whole numbers and texts alone."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def readable(tender_id: uuid.UUID) -> Notice:
    """The public notice of a tender, which everybody may read; else a 404."""
    found = notice_of(tender_id)
    if found is None:
        abort(404)
    authorise(may_read_notice, current_actor(), found)
    return found


def is_published_here() -> bool:
    """Whether tenders have a name in open data; a demo or a test needs no registered one."""
    return is_registered() or current_app.extensions["evenhand"].mode != "production"


def _page(found: Notice) -> dict[str, Any]:
    is_plain = request.args.get("words", current_look().words) == "plain"
    versions = versions_of(found.id)
    said = versions[-1].specification if versions else found.document["specification"]
    return {
        "notice": found,
        "brand": _brand(found.authority),
        "said": said,
        "versions": versions,
        "removals": removals_of(found.id),
        "why_removed": WHY,
        "said_sha256": (versions[-1] if versions else found).specification_sha256,
        "said_number": versions[-1].number if versions else 1,
        "together": found.document.get("together"),
        "writing": _writing(found),
        "is_plain": is_plain,
        "is_open": clock.now() < found.deadline_at and found.end is None,
        "dates": _dates(found, said),
        "answers": answers_in_public(found.id),
        "briefing": briefing_of(found.id),
        "questions_until": questions_until(found),
        "switch": _switch(is_plain),
        "has_open_data": is_published_here(),
    }


def _brand(buyer: Authority) -> Brand | None:
    return brand_of(buyer.colour, buyer.logo_sha256, buyer.logo_alt or buyer.name)


def _switch(is_plain: bool) -> list[dict[str, Any]]:
    endpoint, values = request.endpoint or "", request.view_args or {}
    return [
        {
            "text": gettext("Standard words"),
            "href": url_for(endpoint, **values, words="standard" if current_look().words else None),
            "current": not is_plain,
        },
        {
            "text": gettext("Plain words"),
            "href": url_for(endpoint, **values, words="plain"),
            "current": is_plain,
        },
    ]


def _dates(found: Notice, said: dict[str, Any]) -> list[dict[str, Any]]:
    """The timetable as a list of days; a day that hasn't been set is left out."""
    rows: list[tuple[str, date | datetime | None]] = [
        (gettext("Published"), found.published_at),
        (gettext("Deadline for bids"), found.deadline_at),
        (gettext("Marking ends"), _day(said["marking_ends_on"])),
        (gettext("Decision"), _day(said["decision_on"])),
        (gettext("The service starts"), _day(said["starts_on"])),
    ]
    return [
        {
            "what": what,
            "at": at.isoformat(),
            "when": moment(at) if isinstance(at, datetime) else day(at),
            "past": at < (clock.now() if isinstance(at, datetime) else clock.today()),
        }
        for what, at in rows
        if at is not None
    ]


def _writing(found: Notice) -> dict[str, Any] | None:
    """Who wrote it, and how, with its days as days; None where no panel did."""
    writing = found.document.get("writing")
    if not writing or not writing["panels"]:
        return None
    panels = [
        panel | {"rounds": [(_day(each["from"]), _day(each["to"])) for each in panel["rounds"]]}
        for panel in writing["panels"]
    ]
    anchors = _anchors(found.document["specification"])
    shaped = [each | {"anchor": anchors.get(each["title"])} for each in writing["shaped"]]
    return {"panels": panels, "shaped": shaped}


@bp.app_template_filter("paragraphs")
def paragraphs(section: dict[str, Any]) -> list[dict[str, str]]:
    """The paragraphs of a section, each with the number that it has in the writing (P10).

    A notice from before they were frozen apart has two whole texts, which empty lines part.
    """
    if "paragraphs" in section:
        found: list[dict[str, str]] = section["paragraphs"]
        return found
    pairs = zip_longest(blocks(section["body"]), blocks(section["plain_body"]), fillvalue="")
    return [{"words": words, "plain_words": plain_words} for words, plain_words in pairs]


def _anchors(said: dict[str, Any]) -> dict[str, str]:
    """Where each part that ‘Who wrote this’ names stands on the page, by its title."""
    found = {"": "rules"}
    for number, section in enumerate(said["sections"], 1):
        found.setdefault(section["title"], f"section-{number}")
        for place, _words in enumerate(paragraphs(section), 1):
            found.setdefault(f"{section['title']} ({place})", f"section-{number}-{place}")
    for slug, part in (("criterion", "criteria"), ("gate", "gates")):
        for number, each in enumerate(said[part], 1):
            found.setdefault(f"{each['code']} {each['title']}", f"{slug}-{number}")
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _bid(found: Notice) -> dict[str, Any] | None:
    """Where a provider goes on from here, and what the link says; None for everybody else."""
    actor = current_actor()
    if actor.role not in (PROVIDER, "visitor"):
        return None
    authority = found.document["specification"]["authority"]["slug"]
    page = url_for("bids.bid", authority=authority, tender_id=found.id)
    asks = url_for("published.ask", authority=authority, tender_id=found.id)
    comes = url_for("published.sign_up", authority=authority, tender_id=found.id)
    if actor.role == PROVIDER:
        return {"href": page, "text": gettext("Go to your bid"), "ask_at": asks, "come_at": comes}
    sign_in, ask_at, come_at = (
        url_for("accounts.sign_in", next=each) for each in (page, asks, comes)
    )
    words = gettext("Sign in to bid")
    return {"href": sign_in, "text": words, "ask_at": ask_at, "come_at": come_at}
