"""The part of the decision report that tells what was decided, and who said what to it."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from portal.core.documents import Block, Heading, Paragraph
from portal.core.formats import moment
from portal.outcomes.approving.queries import Words
from portal.outcomes.queries import Decided
from portal.outcomes.report_material import Material


def decided_blocks(material: Material) -> Iterator[Block]:
    """Each version of the decision, the last one first, with its approvals and questions."""
    if not material.decided:
        yield Paragraph(gettext("Nothing is decided yet."))
    for each in material.decided:
        yield Heading(3, _title(each))
        yield from _version(each)
        yield from _words(material.said.get(each.decision.id, Words()))
        yield from _end(material, each)


def _title(each: Decided) -> str:
    if each.bid is None:
        chosen = gettext("None of the bids is chosen")
    else:
        chosen = gettext("Bid %(label)s is chosen", label=each.bid.label)
    facts = {"chosen": chosen, "version": each.decision.version, "run": each.run}
    return gettext("%(chosen)s (version %(version)s, on run %(run)s)", **facts)


def _version(each: Decided) -> Iterator[Block]:
    when = moment(each.decision.made_at)
    yield Paragraph(gettext("By the procurement lead on %(when)s.", when=when))
    if each.is_overtaken:
        yield Paragraph(
            gettext(
                "Overtaken: that run counts no more. A mistake was found in it, it was decided"
                " again after the letters, or a bid was disregarded or put back since."
            )
        )
    yield Paragraph(each.decision.reason)


def _words(words: Words) -> Iterator[Block]:
    for asked in words.asked:
        when = moment(asked.question.asked_at)
        said = gettext("%(name)s asked on %(when)s:", name=asked.name, when=when)
        yield Paragraph(f"{said} {asked.question.words}")
        if asked.answer:
            when = moment(asked.answer.answered_at)
            said = gettext("The procurement lead answered on %(when)s:", when=when)
            yield Paragraph(f"{said} {asked.answer.words}")
    for given in words.given:
        facts = {"name": given.name, "place": given.endorsement.place}
        facts["when"] = moment(given.endorsement.given_at)
        said = gettext("%(name)s said yes in place %(place)s on %(when)s:", **facts)
        yield Paragraph(f"{said} {given.endorsement.reason}")


def _end(material: Material, each: Decided) -> Iterator[Block]:
    if each.word:
        facts = {"name": each.approver, "when": moment(each.word.given_at)}
        said = (
            gettext("%(name)s approved it on %(when)s:", **facts)
            if each.word.is_approved
            else gettext("%(name)s sent it back on %(when)s:", **facts)
        )
        yield Paragraph(f"{said} {each.word.reason}")
    elif each.decision is material.course.decision:
        yield Paragraph(gettext("It waits for its approval."))
