"""What providers asked about a published tender, and where each text stands (R26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.published.clarifications.models import Clarification
from portal.published.clarifications.queries import asked_about
from portal.record.erasure.text import Text
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {"clarification": Clarification}

SEALED_IN = {"clarification": (("clarification:asked",), "words")}


def asked_by_providers(tender: Tender) -> Iterator[Text]:
    """Each question as it was asked. What everybody reads of it is public, as the notice is."""
    for each in asked_about(tender):
        number = each.question.number
        where = _("Question %(number)s of a provider about the tender", number=number)
        words, facts = each.question.words, {"number": number}
        yield Text("clarification", each.question.id, "words", where, words, facts)
