"""What features above this one do in the moment of the release; the registry hands it in."""

from __future__ import annotations

from collections.abc import Callable

from portal.tenders.models import Tender

AFTER_RELEASE: list[Callable[[Tender, str], None]] = []
"""Each is given the tender and the address of the sign-in page, inside the same transaction."""
