"""The one look for identity that every page about a panel's words takes (P6)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from portal.core.authorisation import Verdict
from portal.core.identity import LooksForIdentity
from portal.specifications.cowriting.queries import known_of_members, names_on_panels, rounds_of
from portal.tenders.models import Tender


def tells_of_nobody(
    form: LooksForIdentity,
    text: str,
    panel_ids: Collection[uuid.UUID],
    *,
    knows: Verdict = False,
) -> bool:
    """Whether a text tells of nobody on these panels, or its writer was warned and goes on (P6).

    `knows`: the writer may know what is known of each member, so that is compared too (P5).
    """
    known = known_of_members(panel_ids) if knows else {}
    rows = [text for texts in known.values() for text in texts]
    return form.is_looked_at(text, names_on_panels(list(panel_ids)), rows)


def panels_of(tender: Tender) -> set[uuid.UUID]:
    """The panels that write with a tender."""
    return {each.panel_id for each in rounds_of(tender)}
