"""The certificate of who went through a course: for a page, and for a PDF to keep (P8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext

from portal.accounts.models import Role
from portal.core.documents import Block, Document, Facts, Paragraph, Points
from portal.core.formats import day
from portal.participation.certificate import certificate
from portal.participation.training.courses import Course

SPOKEN_OF = 6
"""So many things that one learned fit on the page."""


def certificate_of(
    course: Course, name: str, authority: str, finished_at: datetime, staff: Sequence[Role]
) -> Document:
    """Who finished what, and when; signed by who leads participation there."""
    every = course.steps[1 :: max(1, len(course.steps) // SPOKEN_OF)]
    says: list[Block] = [
        Paragraph(gettext("finished the course ‘%(course)s’.", course=course.title)),
        Facts(
            [
                (gettext("Length"), gettext("%(number)s minutes", number=course.minutes)),
                (gettext("Finished on"), day(finished_at)),
                (gettext("Where"), authority),
            ]
        ),
        Points([step.title for step in every][:SPOKEN_OF]),
    ]
    return certificate(gettext("Certificate"), name, says, staff)
