"""What rooms that the record may not know add to ‘What we hold about you’, and to an erasure.

Nothing of a tender or its record imports the safety store (R31), so it says here itself, when the
portal is put together (`registry`), what it holds about a person and what goes with them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

Tells = Callable[[uuid.UUID, uuid.UUID], list[dict[str, Any]]]
"""By an authority and a person: `title` and `lines` of `key` and `value`, in its own session."""

Forgets = Callable[[uuid.UUID], None]
"""In the authority that is open: rows about a person go. The caller records."""

TELLS: list[Tells] = []
FORGETS: list[Forgets] = []
