"""What the pages of later conflicts show; no line says which bid is meant (R16)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext

from portal.accounts.models import Person
from portal.evaluation.models import Seat
from portal.evaluation.seats.later import KINDS
from portal.evaluation.seats.queries_later import Weighed


def recognition_lines(
    found: Sequence[Weighed], seats: Mapping[uuid.UUID, Seat], people: Mapping[uuid.UUID, Person]
) -> list[dict[str, Any]]:
    """Who said what of a bid, and what was decided; not of which bid."""
    return [
        {
            "id": said.id,
            "person": people[seats[said.seat_id].person_id].name,
            "said": gettext(KINDS[said.kind]),
            "decision": decided,
        }
        for said, decided in found
        if said.seat_id in seats
    ]
