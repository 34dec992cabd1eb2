"""Two windows that save the same mark at the same moment: one is kept, one is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Mark
from tests import make, make_evaluation
from tests.client import token_of


def test_two_windows_at_once_end_in_one_mark_and_one_clear_refusal(app: Flask) -> None:
    made = make_evaluation.marking_tender(bids=1)
    young = made.evaluators["young"][0]
    clients = [make.client_of(app, young) for _ in range(2)]
    home = clients[0].get(f"{made.path}/marking").text
    path = home.split(f'href="{made.path}/marking/')[1].split('"')[0]
    path = f"{made.path}/marking/{path}"
    tokens = [token_of(client.get(path)) for client in clients]
    together = Barrier(2)

    def save(which: int) -> tuple[int, str]:
        typed = {"mark": str(which), "reason": f"Window {which}.", "seen": "0", "do": "save"}
        together.wait(timeout=20)
        answer = clients[which].post(path, data=typed | {"csrf_token": tokens[which]})
        return answer.status_code, answer.text

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(save, range(2)))
    assert [status for status, _text in answers] == [200, 303]
    assert "in another window" in answers[0][1]
    with tenant(made.house.id):
        assert len(db.session.scalars(select(Mark)).all()) == 1
