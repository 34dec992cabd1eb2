"""Who pressed twice, or sent an old page again, said it once; one way for all that is added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say

SAID_TODAY = say("You have sent just this already today. Change something if you mean another one.")


def refuse_again(
    model: type[Any],
    same: Mapping[str, object],
    *which: ColumnElement[bool],
    since: InstrumentedAttribute[datetime] | None = None,
    why: str = SAID_TODAY,
) -> None:
    """Refuse what stands there word for word already: `same` columns, and `which` rows count.

    With `since`, the column of the moment, only what was sent today counts.
    """
    wanted = select(model).filter_by(**same).where(*which)
    if since is not None:
        wanted = wanted.where(since >= datetime.combine(clock.today(), time(), clock.LONDON))
    if db.session.scalars(wanted.limit(1)).first() is not None:
        raise Refused(why)
