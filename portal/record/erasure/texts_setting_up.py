"""What two people wrote to each other before publication, and where each text stands (R26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.record.erasure.text import Text
from portal.specifications.approving.models import PublicationWord
from portal.specifications.approving.queries import words_of
from portal.specifications.groundwork.models import (
    BudgetLine,
    ConflictAssessment,
    ConflictInterest,
    DutyAnswer,
)
from portal.specifications.groundwork.queries import conflicts_of, duty_versions, versions_of
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {
    "publication_word": PublicationWord,
    "conflict_interest": ConflictInterest,
    "conflict_assessment": ConflictAssessment,
    "duty_answer": DutyAnswer,
    "budget_line": BudgetLine,
}

SEALED_IN = {
    "publication_word": (
        ("publication:asked", "publication:approved", "publication:returned"),
        "words",
    ),
    "conflict_interest": (("interest:noted",), "interest"),
    "conflict_assessment": (("conflicts:assessed",), "words"),
    "duty_answer": (("duty:answered",), "words"),
    "budget_line": (("budget:line-written",), "what"),
}


def written_before_publication(tender: Tender) -> Iterator[Text]:
    """Each step of the approval that has words."""
    for word, _name in words_of(tender):
        where = _("What was said before publication (number %(number)s)", number=word.number)
        facts = {"number": word.number}
        yield Text("publication_word", word.id, "words", where, word.words, facts)
    yield from _of_conflicts(tender)
    yield from _of_duties_and_budget(tender)


def _of_conflicts(tender: Tender) -> Iterator[Text]:
    """Each version of each interest, and each assessment of them (R16)."""
    names = {
        "whose": _("Whose interest it is"),
        "interest": _("What the interest is"),
        "steps": _("What is done about an interest"),
    }
    found = conflicts_of(tender)
    for row in found.versions:
        facts = {"number": row.number, "version": row.version}
        for column, what in names.items():
            where = _("%(what)s: number %(number)s, version %(version)s", what=what, **facts)
            yield Text("conflict_interest", row.id, column, where, getattr(row, column), facts)
    for each in found.assessments:
        where = _("An assessment of conflicts of interest (number %(number)s)", number=each.number)
        yield Text(
            "conflict_assessment", each.id, "words", where, each.words, {"number": each.number}
        )


def _of_duties_and_budget(tender: Tender) -> Iterator[Text]:
    for row in duty_versions(tender):
        facts: dict[str, Any] = {"duty": row.duty, "version": row.version}
        where = _("What shows that a duty is met (version %(version)s)", version=row.version)
        yield Text("duty_answer", row.id, "words", where, row.words, facts)
    for line in versions_of(tender, BudgetLine):
        facts = {"number": line.number, "version": line.version}
        where = _("Line %(number)s of the participation budget, version %(version)s", **facts)
        yield Text("budget_line", line.id, "what", where, line.what, facts)
