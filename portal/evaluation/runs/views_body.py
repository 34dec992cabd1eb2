"""The part of the result page that follows from a run alone, made once for all who see as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask import render_template
from markupsafe import Markup

from portal.core.web import current_language
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.pages import result_page, where_of
from portal.evaluation.runs.queries import RunMade
from portal.evaluation.runs.remembered import read_run, views
from portal.evaluation.runs.sight import Sight, figures_of
from portal.evaluation.runs.words import overtaken_words
from portal.specifications.models import Group
from portal.tenders.models import Tender


class Found(NamedTuple):
    """A run of a tender, all its runs (the one that stands first), and what a reader sees of it."""

    tender: Tender
    run: RunMade
    runs: Sequence[RunMade]
    groups: Sequence[Group]
    sight: Sight


def shown_run(found: Found, links: Links) -> dict[str, Any]:
    """The heading of a run's page, its ready body, and whether the run stands."""
    run, sight = found.run, found.sight
    opened = links.opened if _is_there(run, links.opened) else None
    links = replace(links, opened=opened)
    key = (run.id, run.digest, sight, links, current_language())
    page: dict[str, Any] = dict(views.get(key, lambda: _made(run, found.groups, sight, links)))
    return page | {
        "where": where_of(found.tender, run.number),
        "is_plain": sight.is_plain,
        "overtaken": overtaken_words(run),
    }


def _is_there(run: RunMade, opened: str | None) -> bool:
    """Only what can be opened is remembered apart: an invented address fills no memory."""
    known = {bid["id"] for bid in read_run(run).document["bids"]}
    return opened in known | {"difference", "weights", "comparison"}


def _made(run: RunMade, groups: Sequence[Group], sight: Sight, links: Links) -> dict[str, Any]:
    read, figures = read_run(run), figures_of(run, groups, sight)
    page = result_page(run.digest, figures, read.result, read.analysis, links)
    body = render_template(
        "evaluation/result_body.html", result=page | {"is_plain": sight.is_plain}
    )
    wanted = ("finding", "summary", "rounding", "margin", "digest")
    return {name: page[name] for name in wanted} | {"body": Markup(body)}  # noqa: S704 - ours
