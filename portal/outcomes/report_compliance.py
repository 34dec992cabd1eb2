"""The part of the decision report about checks, what bidders were asked, and bids that are out."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext, ngettext

from portal.bids.queries import bids_of, number_of_bidders
from portal.core.documents import Block, Heading, Paragraph, Points
from portal.core.formats import moment
from portal.evaluation.compliance.pages import left_words, ruling_line
from portal.evaluation.compliance.policy import UNDER_LABEL
from portal.evaluation.compliance.queries import Asked, questions_of, rulings_of, unchecked_in
from portal.evaluation.grounds import PURPOSE_NAMES
from portal.evaluation.queries import confirmations_of
from portal.specifications.queries import gates_of
from portal.tenders.models import Tender


def compliance_blocks(tender: Tender) -> Iterator[Block]:
    """Exclusion in counts alone, since it stands beside names (R17); questions under labels with
    what the bidder said (R11), and each word on whether a bid is disregarded."""
    left, count = unchecked_in(tender), number_of_bidders(tender)
    yield from _gates(tender)
    yield Paragraph(gettext("Exclusion: %(left)s", left=left_words(left, count)))
    if heard := len({each.question.bid_id for each in questions_of(tender, "exclusion")}):
        yield Paragraph(
            ngettext(
                "%(num)d bidder was asked about exclusion, by its name.",
                "%(num)d bidders were asked about exclusion, by their names.",
                heard,
            )
        )
    asked = questions_of(tender, *UNDER_LABEL)
    if not asked:
        yield Paragraph(gettext("No bidder was asked anything about its bid."))
    for each in asked:
        yield from _question(each)
    labels = {bid.id: bid.label for bid in bids_of(tender)}
    if said := [ruling_line(each, labels[each.bid_id]) for each in rulings_of(tender)]:
        yield Heading(3, gettext("Whether bids stay in"))
        yield Points([f"{each['what']} ({each['when']}). {each['reason']}" for each in said])


def _gates(tender: Tender) -> Iterator[Block]:
    """Each pass or fail question that a bid failed, and the reason that its letter gives (R5)."""
    labels = {bid.id: bid.label for bid in bids_of(tender)}
    titles = {gate.id: gate.title for gate in gates_of(tender)}
    words = confirmations_of(tender)
    failed = [
        (labels[bid], titles[gate], word) for (bid, gate), word in words.items() if not word.passed
    ]
    if not titles:
        return
    if not failed:
        yield Paragraph(gettext("Pass or fail questions: no bid failed one."))
        return
    said = gettext("Bid %(label)s did not pass ‘%(title)s’. %(reason)s")
    yield Points(
        [
            said % {"label": label, "title": title, "reason": word.reason}
            for label, title, word in sorted(failed, key=lambda each: each[:2])
        ]
    )


def _question(asked: Asked) -> Iterator[Block]:
    question = asked.question
    about = gettext(PURPOSE_NAMES[question.purpose])
    named = {"number": question.number, "label": asked.label, "about": about}
    yield Heading(3, gettext("Question %(number)s to Bid %(label)s, about %(about)s", **named))
    times = {"when": moment(question.asked_at), "until": moment(question.answer_by)}
    told = gettext("Asked on %(when)s, to be answered until %(until)s:", **times)
    yield Paragraph(f"{told} {question.words}")
    for each in question.answers:
        said = gettext("Answered on %(when)s:", when=moment(each.answered_at))
        yield Paragraph(f"{said} {each.words}")
    if not question.answers:
        is_over = asked.is_heard()
        late, waits = gettext("No answer came in time."), gettext("Not answered yet.")
        yield Paragraph(late if is_over else waits)
