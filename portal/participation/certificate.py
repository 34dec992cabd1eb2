"""What every certificate has: our sign, whose it is, and who signs it (P8, P23)."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from portal.accounts.models import PARTICIPATION, Role
from portal.core import language
from portal.core.documents import Block, Document, Heading, Picture, Signature


def certificate(title: str, name: str, says: Sequence[Block], staff: Sequence[Role]) -> Document:
    """A certificate of what it says of somebody; whoever leads participation there signs it."""
    leads = [role.person.name for role in staff if role.name == PARTICIPATION][:1]
    return Document(
        title=title,
        language=language.spoken(),
        blocks=[
            Picture("hands", gettext("The sign of Evenhand: two bars, one above the other")),
            Heading(2, name),
            *says,
            *(Signature(lead, gettext("Participation lead")) for lead in leads),
        ],
    )
