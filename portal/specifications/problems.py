"""'Check before publishing': every problem that is left, and the page that mends it (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from portal.accounts.models import PARTICIPATION
from portal.accounts.queries import people_of
from portal.core import clock
from portal.core.words import say
from portal.specifications.agreeing.problems import agreement_problems
from portal.specifications.approving.problems import approval_problems
from portal.specifications.cowriting.problems import suggestion_problems
from portal.specifications.groundwork.problems import groundwork_problems
from portal.specifications.hours.problems import hours_problems
from portal.specifications.method import faults_of, written
from portal.specifications.models import RATIO, Criterion
from portal.specifications.opener_problems import opener_problems
from portal.specifications.price_lines import package_problems
from portal.specifications.problem import Problem
from portal.specifications.queries import Draft, draft_of
from portal.specifications.regime_problems import regime_problems, timetable_problems
from portal.specifications.scales import marks_on
from portal.specifications.totals import ALL, points_of, totals_of
from portal.specifications.tree import first_under
from portal.tenders.models import Tender


def problems_left(tender: Tender) -> list[Problem]:
    """Every problem of a draft; and at the end, whether somebody else has approved it (R4)."""
    waits = [_at(tender, problem) for problem in approval_problems(tender)]
    return [*problems_of(tender), *waits]


def problems_of(tender: Tender, draft: Draft | None = None) -> list[Problem]:
    """Every problem of a draft in the order of its parts, all at once."""
    draft = draft or draft_of(tender)
    found = [
        *_tender_problems(tender),
        *regime_problems(tender),
        *timetable_problems(tender),
        *_section_problems(draft),
        *_group_problems(draft),
        *_scale_problems(draft),
        *_weight_problems(draft),
        *_heading_problems(draft),
        *(each for criterion in draft.criteria for each in _criterion_problems(draft, criterion)),
        *_gate_problems(draft),
        *_price_problems(draft),
        *_tie_break_problems(draft),
        *suggestion_problems(tender),
    ]
    if all(problem.warns for problem in found):
        found += _faults(draft)
    found += [*agreement_problems(tender), *hours_problems(tender)]
    found += [*groundwork_problems(tender), *opener_problems(tender), *package_problems(draft)]
    return [_at(tender, problem) for problem in found]


def method_problems_of(tender: Tender, draft: Draft) -> list[Problem]:
    """What keeps the method from being tried on invented bids; words may still be missing."""
    parts = [
        *_group_problems(draft),
        *_scale_problems(draft),
        *_weight_problems(draft),
        *(each for criterion in draft.criteria for each in _criterion_problems(draft, criterion)),
        *_price_problems(draft),
        *_tie_break_problems(draft),
    ]
    found = [problem for problem in parts if problem.counts] or [*_faults(draft)]
    return [_at(tender, problem) for problem in found]


def _at(tender: Tender, problem: Problem) -> Problem:
    if problem.endpoint != "accounts.people":
        problem.values["tender_id"] = tender.id
    return problem


def _tender_problems(tender: Tender) -> Iterator[Problem]:
    if tender.deadline_at is None:
        yield Problem(say("There is no deadline for bids."), "tenders.details")
    elif tender.deadline_at <= clock.now():
        yield Problem(say("The deadline for bids is in the past."), "tenders.details")
    if not any(role.name == PARTICIPATION for role in people_of(tender.authority_id)):
        yield Problem(
            say("Nobody is participation lead yet. They decide on conflicts of interest."),
            "accounts.people",
        )


def _section_problems(draft: Draft) -> Iterator[Problem]:
    if not draft.sections:
        yield Problem(
            say("The specification has no sections."),
            "specifications.new_part",
            {"part": "sections"},
        )
    for section in draft.sections:
        if not section.paragraphs:
            yield _part("sections", section, say("Section ‘%(title)s’ is empty."))
        if not section.has_plain_twins:
            yield _part("sections", section, say("Section ‘%(title)s’ isn’t in plain words yet."))
        if not all(each.words for each in section.paragraphs):
            message = say("Section ‘%(title)s’ has a paragraph in plain words alone.")
            yield _part("sections", section, message)


def _group_problems(draft: Draft) -> Iterator[Problem]:
    if not draft.groups:
        yield Problem(
            say("There is no group of evaluators."),
            "specifications.new_part",
            {"part": "groups"},
            counts=True,
        )
    points = points_of(draft.groups, draft.criteria)
    for group in draft.groups:
        if not points[group.id]:
            yield _part("groups", group, say("‘%(title)s’ have no share in any question."))


def _scale_problems(draft: Draft) -> Iterator[Problem]:
    if not draft.scales:
        yield Problem(
            say("There is no scale of marks."),
            "specifications.new_part",
            {"part": "scales"},
            counts=True,
        )
    for scale in draft.scales:
        told = {each.mark for each in scale.descriptors if each.words and each.plain_words}
        for mark in marks_on(scale.lowest, scale.highest, scale.step):
            if mark not in told:
                yield Problem(
                    say("‘%(title)s’: %(mark)s isn’t explained in both kinds of words yet."),
                    "specifications.descriptors",
                    {"row_id": scale.id},
                    {"title": scale.title, "mark": f"{mark.normalize():f}"},
                )


def _weight_problems(draft: Draft) -> Iterator[Problem]:
    if not draft.criteria:
        yield Problem(
            say("There is no question that is marked."),
            "specifications.new_part",
            {"part": "criteria"},
            counts=True,
        )
        return
    if all(each.is_interview for each in draft.criteria):
        yield Problem(
            say("Every question is asked at an interview. One at least needs a written answer."),
            "specifications.builder",
        )
    totals = totals_of(draft.criteria, draft.settings)
    if totals.total != ALL:
        yield Problem(
            say("All weights together are %(total)s. They must be 100."),
            "specifications.builder",
            facts={"total": f"{totals.total.normalize():f}"},
            counts=True,
        )


def _heading_problems(draft: Draft) -> Iterator[Problem]:
    over = first_under(draft.headings, draft.criteria)
    for heading in draft.headings:
        if heading not in over:
            yield _part("headings", heading, say("Nothing stands under the heading ‘%(title)s’."))


def _criterion_problems(draft: Draft, criterion: Criterion) -> Iterator[Problem]:
    def problem(message: str, counts: bool = False, **facts: Any) -> Problem:
        return replace(_part("criteria", criterion, message, **facts), counts=counts)

    given = sum(share.percent for share in criterion.shares)
    if given != ALL:
        message = say("‘%(title)s’: the shares are %(given)s together, not 100.")
        yield problem(message, counts=True, given=given)
    if not criterion.question or not criterion.plain_question or not criterion.plain_title:
        yield problem(say("‘%(title)s’ isn’t written in both kinds of words yet."))
    sharing, least_people = {share.group_id for share in criterion.shares}, draft.tender.least_shown
    for group in draft.groups:
        if (
            group.id in sharing
            and group.planned < least_people
            and criterion.group_mark != "agreed"
        ):
            yield problem(
                say("‘%(title)s’: ‘%(group)s’ are under %(least)s, so they need an agreed mark."),
                group=group.title,
                least=least_people,
            )
    scale, least = criterion.scale, criterion.minimum_mark
    if least is not None and least not in marks_on(scale.lowest, scale.highest, scale.step):
        yield problem(say("‘%(title)s’: the minimum isn’t a mark on the scale."), counts=True)
    slugs = {group.slug for group in draft.groups if group.id in sharing}
    if criterion.minimum_of not in {None, "combined", "each_group"} | slugs:
        message = say("‘%(title)s’: the minimum is judged on a group that doesn’t mark it.")
        yield problem(message, counts=True)


def _gate_problems(draft: Draft) -> Iterator[Problem]:
    for gate in draft.gates:
        if not gate.question or not gate.plain_question or not gate.plain_title:
            yield _part("gates", gate, say("‘%(title)s’ isn’t written in both kinds of words yet."))
        if gate.kind == "participation" and draft.tender.regime == "below_threshold":
            message = say("‘%(title)s’: below the threshold nobody is left out for who they are.")
            yield replace(_part("gates", gate, message), warns=True)


def _price_problems(draft: Draft) -> Iterator[Problem]:
    settings, page = draft.settings, "specifications.price"
    if settings.price_method is None:
        yield Problem(say("Nobody has said yet whether price counts."), page, counts=True)
        return
    if settings.price_method in RATIO:
        if settings.nil_price is None:
            yield Problem(say("Nobody has said what happens with a price of nothing."), page)
        yield Problem(
            say(
                "With this way of judging price, bids depend on each other: one bid more or less"
                " can swap two others. A straight line and a fixed budget avoid it."
            ),
            page,
            warns=True,
        )
    asks = settings.price_method not in ("none", "fixed")
    if draft.lines and not (asks or any(step.by == "price" for step in draft.tie_breaks)):
        yield Problem(say("Bids give no price, so nobody fills in the price schedule."), page)
    if settings.price_method != "none" and not settings.price_covers:
        yield Problem(say("Nobody has said what the price covers."), page)
    elif settings.price_method != "none" and not settings.plain_price_covers:
        yield Problem(say("What the price covers isn’t in plain words yet."), page)
    if settings.price_method == "per_quality_point" and not settings.minimum_quality:
        yield Problem(
            say("Price for each quality point needs a least quality above 0."),
            "specifications.rules",
            counts=True,
        )


def _tie_break_problems(draft: Draft) -> Iterator[Problem]:
    page = "specifications.tie_breaks"
    prices = draft.settings.price_method not in (None, "none")
    for step in draft.tie_breaks:
        if step.by == "price" and not prices:
            message = say("A tie can’t be broken by price: bids give none.")
            yield Problem(message, page, counts=True)
    if not draft.tie_breaks:
        yield Problem(
            say("No tie-break is written. Bids that are equal will share a place."),
            page,
            warns=True,
        )


def _faults(draft: Draft) -> Iterator[Problem]:
    """What `scoring check` still says of the method, with the page of its part."""
    pages = {"price": "specifications.price", "tie_breaks": "specifications.tie_breaks"}
    for fault in faults_of(written(draft)):
        facts = {"what": fault.what, "mend": fault.mend}
        place, *rest = fault.path or ("",)
        if place in ("criteria", "gates", "groups") and rest:
            row = getattr(draft, str(place))[rest[0]]
            yield _part(str(place), row, say("‘%(title)s’: %(what)s. %(mend)s."), **facts)
        else:
            page = pages.get(str(place), "specifications.rules")
            yield Problem(say("The method: %(what)s. %(mend)s."), page, facts=facts)


def _part(part: str, row: Any, message: str, **facts: Any) -> Problem:
    return Problem(
        message,
        "specifications.change_part",
        {"part": part, "row_id": row.id},
        {"title": row.title, **facts},
    )
