"""The texts of the tender notice, of an amendment and of the end, field by field, made of stored
facts alone (R4, R20).

What Evenhand doesn't know stands there as a gap that says what goes into it: nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import gettext as _

from portal.core.formats import day, moment
from portal.core.words import say
from portal.published.amendments.changes import added_between, moved_between, rewritten_between
from portal.specifications.groundwork.queries import conflicts_in
from portal.specifications.groundwork.told import assessed_words
from portal.tenders.models import Notice
from portal.tenders.models_after import NoticeVersion
from portal.tenders.queries_after import questions_until, specification_in, versions_of

LANGUAGE = "en"
TENDER, AMENDMENT, END = "tender", "amendment", "end"
NAMES = {
    "deadline_at": say("Deadline for bids"),
    "marking_ends_on": say("Marking ends"),
    "decision_on": say("Decision"),
    "starts_on": say("The service starts"),
}


@dataclass(frozen=True)
class Line:
    """One field of a notice; a gap says what somebody has to put there."""

    name: str
    value: str
    is_gap: bool = False


def kinds_of(found: Notice) -> list[str]:
    """Which notices there are to publish: a tender notice, then others as it comes to them."""
    kinds = [TENDER]
    if versions_of(found.id):
        kinds.append(AMENDMENT)
    return [*kinds, END] if found.end else kinds


def lines_of(found: Notice, kind: str) -> list[Line]:
    """All fields of one notice; an amendment's is about the last version."""
    with force_locale(LANGUAGE):
        return list({TENDER: _tender, AMENDMENT: _amendment, END: _end}[kind](found))


def text_of(lines: list[Line]) -> str:
    """The same as one text: each field's name on a line, what it holds below."""
    return "\n\n".join(f"{each.name}\n{each.value}" for each in lines) + "\n"


def _gap(name: str, what: str) -> Line:
    return Line(name, f"[{what}]", is_gap=True)


def _known(name: str, value: str, what: str) -> Line:
    """A field with its value, or the gap where there is none."""
    return Line(name, value) if value else _gap(name, what)


def _stands(found: Notice) -> tuple[dict[str, Any], NoticeVersion | None]:
    versions = versions_of(found.id)
    last = versions[-1] if versions else None
    return (last.specification if last else found.document["specification"]), last


def _whose(found: Notice, notice: str) -> Iterator[Line]:
    authority = found.document["specification"]["authority"]
    yield Line(_("Notice"), notice)
    yield Line(_("Contracting authority"), authority["name"])
    yield Line(_("Address"), authority["address"])
    yield Line(_("Contact"), authority["contact"])
    yield _gap(_("Unique identifier of the authority"), _("from the central digital platform"))
    yield Line(_("Title of the procurement"), found.title)
    yield Line(_("Reference"), found.reference)
    yield _gap(_("Unique identifier of the procurement"), _("from the central digital platform"))
    if found.regime == "light_touch":
        yield Line(_("Special regime"), _("Light touch"))
    yield Line(_("Procedure"), _("Open procedure"))


def _tender(found: Notice) -> Iterator[Line]:
    """PR24 reg 19: what a tender notice has to tell."""
    said, _last = _stands(found)
    yield from _whose(found, _("Tender notice"))
    yield Line(_("What the contract is about"), found.description)
    yield Line(_("Main category"), _("Services"))
    yield _gap(_("CPV codes"), _("the most relevant ones"))
    yield _gap(_("Place"), _("the regions where the service is given"))
    yield _gap(_("Estimated value"), _("with and without VAT"))
    starts_on = said["starts_on"]
    if starts_on:
        yield Line(_("Contract starts on"), day(date.fromisoformat(starts_on)))
    yield _gap(_("Contract ends on"), _("with every extension that is possible"))
    yield Line(_("Tenders by"), _("%(moment)s, UK time", moment=moment(found.deadline_at)))
    until = moment(questions_until(found))
    yield Line(_("Questions by"), _("%(moment)s, UK time", moment=until))
    yield Line(_("How to submit"), _("On the tender’s page in Evenhand, without charge"))
    yield Line(_("Award criteria"), "\n".join(_criteria(said)))
    gates = [f"{each['code']} {each['title']}" for each in said["gates"]]
    yield Line(_("Conditions of participation"), "\n".join(gates) or _("None"))
    assessed = assessed_words(conflicts_in(found.id))
    what = _("that a conflicts assessment was prepared, and revised as necessary")
    yield _known(_("Conflicts of interest"), assessed, what)


def _criteria(said: dict[str, Any]) -> Iterator[str]:
    for each in said["criteria"]:
        yield _("%(code)s %(title)s: %(weight)s of 100", **_of(each))
    price = said["price"]
    if price and price.get("weight"):
        yield _("Price: %(weight)s of 100", weight=price["weight"])


def _of(criterion: dict[str, Any]) -> dict[str, Any]:
    return {name: criterion[name] for name in ("code", "title", "weight")}


def _amendment(found: Notice) -> Iterator[Line]:
    """PA23 s.31 with PR24 reg 19: a tender notice that says what changed."""
    said, last = _stands(found)
    assert last is not None, "kinds_of"
    before = specification_in(found, versions_of(found.id), last.number - 1)
    assert before is not None, "versions follow one another"
    yield from _whose(found, _("Tender notice, amended (version %(number)s)", number=last.number))
    yield Line(_("Amended on"), day(last.published_at))
    yield Line(_("Why"), last.reason)
    days = [f"{gettext(NAMES[each.name])}: {each.now}" for each in moved_between(before, said)]
    yield Line(_("Days that moved"), "\n".join(days) or _("None"))
    texts = dict.fromkeys(
        _("‘%(title)s’, paragraph %(number)s", title=each.title, number=each.number)
        for each in rewritten_between(before, said)
    )
    added = [each["name"] for each in added_between(before, said)]
    yield Line(_("New documents"), "\n".join(added) or _("None"))
    yield Line(_("Paragraphs that changed"), "\n".join(texts) or _("None"))
    yield Line(_("Tenders by"), _("%(moment)s, UK time", moment=moment(found.deadline_at)))


def _end(found: Notice) -> Iterator[Line]:
    """PA23 s.55: a procurement termination notice; health care tells that it was abandoned."""
    assert found.end is not None, "kinds_of"
    is_psr = found.regime == "psr"
    abandoned, ended = _("Notice that the procurement is abandoned"), _("Termination notice")
    yield from _whose(found, abandoned if is_psr else ended)
    yield Line(_("Ended on"), day(found.end.ended_at))
    yield Line(_("Why"), found.end.reason)
    yield Line(_("Contract"), _("No contract is awarded under this procurement."))
