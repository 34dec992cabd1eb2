"""What two people wrote to each other before publication, and where each text stands (R26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.record.erasure.text import Text
from portal.specifications.approving.models import PublicationWord
from portal.specifications.approving.queries import words_of
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {"publication_word": PublicationWord}

SEALED_IN = {
    "publication_word": (
        ("publication:asked", "publication:approved", "publication:returned"),
        "words",
    ),
}


def written_before_publication(tender: Tender) -> Iterator[Text]:
    """Each step of the approval that has words."""
    for word, _name in words_of(tender):
        where = _("What was said before publication (number %(number)s)", number=word.number)
        facts = {"number": word.number}
        yield Text("publication_word", word.id, "words", where, word.words, facts)
