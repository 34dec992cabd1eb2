"""The home of who buys: an authority's tenders, a page at a time."""

from __future__ import annotations

from typing import Any

from flask import url_for

from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor
from portal.core.paging import paged, searched
from portal.monitoring.queries import contracts_due
from portal.overview.doors import doors_of
from portal.overview.due import Work
from portal.overview.due_telling import watched
from portal.overview.learning import learning_for
from portal.overview.tasks import next_of, works_of
from portal.overview.timetable import STAGE_WORDS, next_date, stages_of
from portal.participation.panels.policy import may_run_panels
from portal.participation.panels.queries import panels_of_authority
from portal.participation.thanks.promising import late_on
from portal.tenders.policy import may_find_tender
from portal.tenders.queries import number_of_tenders, tenders_of_authority
from portal.tenders.stages import stage_of


def home_of(actor: Actor, slug: str) -> dict[str, Any]:
    """An authority's tenders, a page at a time: there, those that wait for this person first."""
    authority = open_authority(slug)
    runs = bool(may_run_panels(actor, authority.id))
    words = searched()
    page = paged(number_of_tenders(actor, words))
    asked = tenders_of_authority(actor, words, page.offset, page.limit)
    found = [each for each in asked if may_find_tender(actor, each)]
    lines = [_tender_line(work, slug) for work in works_of(actor, found)]
    return {
        "words": words,
        "pages": page.ways,
        "can_search": bool(words or page.ways),
        "authority": authority,
        "tenders": sorted(lines, key=lambda line: not line["waits"]),
        **(doors := doors_of(actor, authority.id)),
        "contracts_due": len(contracts_due(authority.next_cycle_months))
        if doors["may_see_register"]
        else 0,
        "may_run_panels": runs,
        "late_thanks": len(late_on([each.id for each in panels_of_authority()])) if runs else 0,
        "learning": learning_for(actor, slug),
    }


def _tender_line(work: Work, slug: str) -> dict[str, Any]:
    tender, comes = work.tender, next_of(work)
    next_day = next_date(tender, work.course.ends_on)
    also = [each for each in watched(work) if comes is None or each != comes.words]
    return {
        "title": tender.title,
        "href": url_for("overview.tender", authority=slug, tender_id=tender.id),
        "stage": STAGE_WORDS[stage_of(tender)],
        "steps": stages_of(tender),
        "detail": " · ".join(filter(None, [tender.reference, next_day, *also])),
        "waits": comes.words if comes and comes.is_yours else None,
        "course": comes.words if comes and not (comes.is_yours or comes.is_done) else None,
    }
