"""The parts of the decision report on what happened, who took part, and conflicts (R16, R18)."""

from __future__ import annotations

from collections import Counter, defaultdict

from flask_babel import gettext, ngettext

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.core.formats import day, moment, pounds
from portal.core.words import say
from portal.outcomes.report_material import Happened, Material
from portal.specifications.groundwork.queries import Conflicts

WORDS = {
    "tender:published": say("The tender was published"),
    "bids:imported": say(
        "The bids were brought here from %(system)s, which had opened them. How they were kept"
        " there nobody here can say"
    ),
    "bids:opened": say("The bids were opened"),
    "marking:started": say("Marking began"),
    "marking:closed": say("Marking was closed: every mark was in"),
    "marking:reopened": say(
        "Marking was opened again for somebody who steps in: a group had nobody left for a bid"
    ),
    "moderation:closed": say("Moderation was closed: every record was there and signed"),
    "moderation:reopened": say("A mistake was found in run %(run)s; moderation was opened again"),
    "run:made": say("The result was worked out (run %(run)s)"),
    "tie:decided": say("Of the tied bids, Bid %(first)s was put first (run %(run)s)"),
    "decision:made": say("The decision was made (version %(version)s)"),
    "decision:endorsed": say("An approver said yes (place %(place)s)"),
    "decision:sent-back": say("An approver sent the decision back"),
    "approver:asked": say("An approver returned the decision with a question (%(number)s)"),
    "approver:answered": say("The question was answered (%(number)s)"),
    "decision:approved": say("The decision was approved"),
    "letters:released": say("All letters went out at one moment (%(letters)s)"),
    "decision:reopened": say(
        "The decision on run %(run)s was opened again, and moderation with it: the letters had told"
        " everybody whose bid is whose"
    ),
}
ROLES = {
    LEAD: say("Procurement lead"),
    PARTICIPATION: say("Participation lead"),
    APPROVER: say("Approvers"),
    AUDITOR: say("Auditors"),
}


def process_facts(material: Material) -> list[tuple[str, str]]:
    """What happened in its order: when, and what."""
    return [(moment(each.at), _said(each)) for each in material.events if each.name in WORDS]


def _said(each: Happened) -> str:
    return gettext(WORDS[each.name]) % dict(each.facts)


def people_facts(material: Material) -> list[tuple[str, str]]:
    """Staff by role and name; evaluators by group, as a number alone (R18)."""
    names: dict[str, list[str]] = defaultdict(list)
    tender_id = material.tender.id
    for role in material.staff:
        if role.name in ROLES and role.tender_id in (None, tender_id):
            names[role.name].append(role.person.name)
    facts = [
        (gettext(words), ", ".join(sorted(set(names[name]))) or gettext("nobody"))
        for name, words in ROLES.items()
    ]
    facts += _groups(material)
    if any(material.budget):
        facts.append((gettext("Budget for taking part"), budget_words(material)))
    return facts


def _groups(material: Material) -> list[tuple[str, str]]:
    there = Counter(
        seat.group_id
        for seat in material.seats
        if seat.id not in material.gone and seat.beside_id is None
    )
    gone = Counter(seat.group_id for seat in material.seats if seat.id in material.gone)
    facts = []
    for group in material.groups:
        words = ngettext("%(num)d evaluator", "%(num)d evaluators", there[group.id])
        if gone[group.id]:
            out = ngettext(
                "%(num)d more was taken out of the count, with a reason",
                "%(num)d more were taken out of the count, with reasons",
                gone[group.id],
            )
            words = f"{words}; {out}"
        facts.append((group.title, words))
    return facts


def conflict_lines(material: Material) -> list[str]:
    """How conflicts were looked after, in numbers; never who, or which bid (R16)."""
    names = Counter(each.name for each in material.events)
    decided = [
        each for each in material.events if each.name in ("conflict:decided", "conflict:weighed")
    ]
    kept = sum(bool(each.facts.get("kept_from")) for each in decided)
    lines = [
        *_assessed(material.conflicts),
        gettext(
            "Every evaluator declared, against the list of bidders’ names, whether they are"
            " connected with one: %(number)s declarations.",
            number=names["conflict:declared"],
        ),
    ]
    if not decided:
        lines.append(gettext("No interest had to be decided on."))
        return lines
    lines.append(
        ngettext(
            "%(num)d interest was decided on, by a person, with a reason.",
            "%(num)d interests were decided on, by a person, with reasons.",
            len(decided),
        )
    )
    return [*lines, _kept(kept)]


def _assessed(found: Conflicts) -> list[str]:
    """When conflicts were assessed, as numbers and days; what they are, the archive has (R16)."""
    if not found.assessments:
        return []
    first, last = found.assessments[0], found.assessments[-1]
    began = gettext("Conflicts of interest were assessed on %(day)s.", day=day(first.written_at))
    stands = ngettext(
        "%(num)d interest stands, with steps taken.",
        "%(num)d interests stand, each with steps taken.",
        last.interests,
    )
    if last is first:
        return [f"{began} {stands}"]
    again = ngettext(
        "They were reviewed %(num)d time, last on %(day)s.",
        "They were reviewed %(num)d times, last on %(day)s.",
        len(found.assessments) - 1,
        day=day(last.written_at),
    )
    return [f"{began} {again} {stands}"]


def budget_words(material: Material) -> str:
    """What it cost that people took part, as totals (P29)."""
    planned, spent = (pounds(each) or "£0" for each in material.budget)
    return gettext("planned %(planned)s, spent %(spent)s", planned=planned, spent=spent)


def _kept(kept: int) -> str:
    if not kept:
        return gettext("Nobody was kept from a bid.")
    return ngettext(
        "In %(num)d case somebody was kept from a bid: they didn’t mark it, and weren’t there when"
        " it was talked about.",
        "In %(num)d cases somebody was kept from a bid: they didn’t mark it, and weren’t there when"
        " it was talked about.",
        kept,
    )
