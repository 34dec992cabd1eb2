"""The same on both kinds of database: rows are only added to, and numbers follow one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from portal.core import clock
from portal.core.database import db
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.queries import answers_owed
from tests import make
from tests.make_writing import written


def test_words_stay_as_they_were_written_and_are_counted_until_answered(app: Flask) -> None:
    made = written(make.house())
    with clock.at(make.START):
        made.suggest(0)
        made.suggest(1)
        made.back(2, 1)
        made.answer(1)
        made.question(0, 1)
        with make.looking(made.house.id):
            assert answers_owed([made.tender_id])[made.tender_id].number == 2
        made.answer(1, 2)
        with make.looking(made.house.id):
            assert answers_owed([made.tender_id]) == {}
        page = make.client_of(app, made.panel.members[0]).get(made.path("together/mine"))
        assert page.status_code == 200
    _refused(made.house, lambda: db.session.execute(update(Suggestion).values(words="Other.")))
    _refused(made.house, lambda: db.session.execute(delete(Suggestion)))


def _refused(house: make.House, act: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), make.writing(house.id):
        act()
