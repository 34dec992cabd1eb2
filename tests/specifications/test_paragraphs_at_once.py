"""Two leads who save one paragraph at the same moment: one is saved, the other sees both texts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from tests import make
from tests.client import token_of
from tests.specifications.test_paragraphs_views import make_three

LEADS = ("procurement_lead", "participation_lead")


def test_two_at_once_end_in_one_text_and_one_page_with_both(app: Flask) -> None:
    made = make_three(make.house())
    path, rest = made.path(f"/{made.ids[0]}"), made.texts()[1:]
    clients = [make.client_of(app, made.house.staff[role]) for role in LEADS]
    answers = _at_once(clients, [path, path])
    saved, refused = sorted(answers, key=lambda answer: -int(answer.status_code))
    assert (saved.status_code, refused.status_code) == (303, 200)
    mine = f"By {LEADS[answers.index(saved)]}"
    assert made.texts() == [(mine, mine.upper()), *rest]
    assert "Somebody else changed this paragraph" in refused.text
    assert mine in refused.text


def test_two_new_paragraphs_at_once_both_have_a_place(app: Flask) -> None:
    made = make_three(make.house())
    clients = [make.client_of(app, made.house.staff[role]) for role in LEADS]
    answers = _at_once(clients, [made.path("/new")] * 2)
    assert [each.status_code for each in answers] == [303, 303]
    assert {each.location.rpartition("-")[2] for each in answers} == {"4", "5"}
    assert len(made.texts()) == 5


def _at_once(clients: list[Any], paths: list[str]) -> list[Any]:
    tokens = [token_of(client.get(path)) for client, path in zip(clients, paths, strict=True)]
    together = Barrier(2)

    def save(which: int) -> Any:
        words = f"By {LEADS[which]}"
        typed = {"words": words, "plain_words": words.upper(), "version": "1"}
        together.wait(timeout=20)
        return clients[which].post(paths[which], data=typed | {"csrf_token": tokens[which]})

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(save, range(2)))
