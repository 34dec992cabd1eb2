"""Questions of several features, sent to the database as one statement."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, Select, Uuid, bindparam, cast, literal, null, union_all

from portal.core.database import db

NO_ID = cast(null(), Uuid)
"""Stands in a column of ids for one that there isn't."""

Part = tuple[str, Select[*tuple[Any, ...]]]
Ids = Mapping[str, Collection[uuid.UUID]]


class Together:
    """Selects with the same columns, the first of which is an id; written once, when their module
    is read.

    The first part names the columns. Each part has the name of what it tells, and says by a name
    for which ids it is asked: those come when it is asked, and a part that none are for finds
    nothing.
    """

    def __init__(self, **parts: Part) -> None:
        named = [
            select.add_columns(literal(name)).where(
                select.selected_columns[0].in_(bindparam(ids, expanding=True))
            )
            for name, (ids, select) in parts.items()
        ]
        self._statement = union_all(*named)

    def rows(self, ids: Ids, **more: Any) -> dict[str, list[Row[*tuple[Any, ...]]]]:
        """By part what it found; `more`: what else the parts ask for."""
        found: dict[str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
        for row in db.session.execute(self._statement, {**ids, **more}):
            found[row[-1]].append(row)
        return found

    def numbers(self, ids: Ids, **more: Any) -> dict[str, Counter[uuid.UUID]]:
        """By part how many there are for each id, where that is what the parts count."""
        found: dict[str, Counter[uuid.UUID]] = defaultdict(Counter)
        for of, number, name in db.session.execute(self._statement, {**ids, **more}):
            found[name][of] = number
        return found
