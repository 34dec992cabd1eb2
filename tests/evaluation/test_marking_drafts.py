"""Drafts are kept at each pause; no window, device or person overwrites another's words unseen."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Draft, Mark
from tests import make, make_evaluation
from tests.client import Client, token_of
from tests.make_bids import label_of
from tests.make_evaluation import Marking
from tests.shelf import Prepared

SCRIPT = {"Accept": "application/json"}


class Window:
    """One window of an evaluator on one question, with what its page told it."""

    def __init__(self, client: Client, page: str) -> None:
        self.client, self.page = client, page
        self.read()

    def read(self) -> None:
        """Open the page anew."""
        shown = self.client.get(self.page)
        names = ("draft_of", "seen", "draft_seen")
        self.fields = {name: _value(shown, name) for name in names}
        self.token = token_of(shown)

    def types(self, reason: str, mark: str = "") -> TestResponse:
        """What the script sends at a pause; a draft that was kept names its version."""
        typed = self.fields | {"reason": reason, "mark": mark}
        headers = SCRIPT | {"X-CSRFToken": self.token}
        answer = self.client.post(f"{self.page}/draft", data=typed, headers=headers)
        if answer.status_code == 200:
            self.fields["draft_seen"] = (answer.json or {})["draft_seen"]
        return answer

    def presses(self, do: str, reason: str, **more: str) -> TestResponse:
        """A button of the form, without scripts."""
        typed = self.fields | {"reason": reason, "do": do, "csrf_token": self.token}
        return self.client.post(self.page, data=typed | more)


def _value(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, name
    return found[1]


def _page(made: Marking) -> str:
    label = label_of(made.house, made.id, made.bidders[0])
    return f"{made.path}/marking/{label}/Q1"


def _two(app: Flask, made: Marking) -> tuple[Window, Window]:
    young = made.evaluators["young"][0]
    page = _page(made)
    return Window(make.client_of(app, young), page), Window(make.client_of(app, young), page)


def _kept(made: Marking) -> list[str]:
    with tenant(made.house.id):
        return list(db.session.scalars(select(Draft.reason)))


def test_two_devices_never_overwrite_each_other_unseen(app: Flask) -> None:
    made = make_evaluation.marking_tender(bids=1)
    phone, laptop = _two(app, made)
    assert phone.types("From the phone.", "2").status_code == 200
    refused = laptop.types("From the laptop.")
    said: dict[str, Any] = refused.json or {}
    assert refused.status_code == 409
    assert said["fields"]["reason"] == "From the phone."
    assert said["fields"]["mark"] == "2"
    assert "somewhere" in said["error"] or "another" in said["error"]
    assert _kept(made) == ["From the phone."]
    laptop.fields["draft_seen"] = said["fields"]["draft_seen"]
    assert laptop.types("From the phone. From the laptop.").status_code == 200
    assert phone.types("More from the phone.").status_code == 409
    assert _kept(made) == ["From the phone. From the laptop."]


def test_the_same_words_twice_are_no_conflict_and_a_draft_that_went_and_came_is(
    quick_app: Flask, prepared: Prepared
) -> None:
    """An answer that got lost on its way is asked for again; versions are never used twice."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    phone, laptop = _two(quick_app, made)
    before = dict(phone.fields)
    phone.types("Once.")
    phone.fields = before
    assert phone.types("Once.").status_code == 200
    laptop.read()
    assert phone.types("").status_code == 200
    assert _kept(made) == []
    assert phone.types("Anew.").status_code == 200
    assert laptop.types("Late.").status_code == 409
    assert _kept(made) == ["Anew."]


def test_a_mark_doesnt_take_a_draft_away_that_its_window_never_saw(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Without scripts too: the page shows both, and saving again then decides (R15)."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    phone, laptop = _two(quick_app, made)
    phone.types("Long thoughts from the phone.", "2")
    answer = laptop.presses("save", "Short.", mark="1")
    assert answer.status_code == 200
    assert "in another window or on another device" in answer.text
    assert "Long thoughts from the phone." in answer.text
    assert "Short." in answer.text
    assert _kept(made) == ["Long thoughts from the phone."]
    laptop.fields["draft_seen"] = _value(answer, "draft_seen")
    assert laptop.presses("save", "Short.", mark="1").status_code == 303
    with tenant(made.house.id):
        assert list(db.session.scalars(select(Mark.reason))) == ["Short."]
    assert _kept(made) == []


def test_without_scripts_a_button_keeps_the_draft_and_stays(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    window, _ = _two(quick_app, made)
    assert 'value="draft"' in window.client.get(window.page).text
    answer = window.presses("draft", "Half a thought")
    assert answer.headers["Location"].endswith(window.page)
    assert _kept(made) == ["Half a thought"]


def test_a_script_whose_session_ended_is_told_where_to_sign_in_and_goes_on_with_a_new_token(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    quick_app.config["WTF_CSRF_ENABLED"] = True
    window, other = _two(quick_app, made)
    window.client.delete_cookie("session")
    answer = window.types("Still here.")
    assert answer.status_code == 401
    assert (answer.json or {})["sign_in"] == "/sign-in"
    window.client = other.client
    answer = window.types("Still here.")
    assert answer.status_code == 422
    window.token = (answer.json or {})["token"]
    assert window.types("Still here.").status_code == 200
    assert _kept(made) == ["Still here."]


def test_words_that_met_an_ended_session_go_on_after_sign_in(
    quick_app: Flask, prepared: Prepared
) -> None:
    """Without scripts: in the forms' bodies alone; nothing of them in an address or a cookie."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    quick_app.config["WTF_CSRF_ENABLED"] = True
    window, _ = _two(quick_app, made)
    window.client.delete_cookie("session")
    asked = window.presses("save", "They <listen>.", mark="2")
    assert asked.status_code == 403
    assert "They &lt;listen&gt;." in asked.text
    wrong = _sign_in(window, asked, made.evaluators["young"][0], "not the password")
    assert "They &lt;listen&gt;." in wrong.text
    shown = _sign_in(window, wrong, made.evaluators["young"][0], make.PASSWORD)
    assert shown.status_code == 200
    assert "They &lt;listen&gt;." in shown.text
    assert "Location" not in shown.headers
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.text))
    sent = {name: unescape(value) for name, value in fields.items()}
    assert window.client.post(window.page, data=sent).status_code == 303
    with tenant(made.house.id):
        assert list(db.session.scalars(select(Mark.reason))) == ["They <listen>."]


def test_nobody_sees_or_sends_words_that_another_person_typed(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    window, _ = _two(quick_app, made)
    another = made.evaluators["professional"][0]
    window.client.delete_cookie("session")
    asked = window.presses("save", "Only mine.", mark="2")
    answer = _sign_in(window, asked, another, make.PASSWORD)
    assert answer.status_code == 303
    assert "Only mine." not in answer.text
    window.client = make.client_of(quick_app, another)
    assert window.types("Only mine.").status_code == 403
    assert window.presses("save", "Only mine.", mark="2").status_code == 403
    assert _kept(made) == []


def test_signing_out_lets_a_device_forget(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    window, _ = _two(quick_app, made)
    answer = window.client.post("/sign-out", data={"csrf_token": window.token})
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def _sign_in(window: Window, page: TestResponse, human: make.Human, password: str) -> TestResponse:
    found = re.search(r'name="carried" value="([^"]*)"', page.text)
    assert found
    typed = {"email": human.account, "password": password, "csrf_token": token_of(page)}
    typed["carried"] = unescape(found[1])
    return window.client.post("/sign-in", query_string={"next": window.page}, data=typed)
