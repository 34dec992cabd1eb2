"""A draft that was acknowledged outlives a killed server; a full disk acknowledges none."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from os import kill
from pathlib import Path
from signal import SIGKILL

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Draft
from tests import make, make_evaluation
from tests.browser import served
from tests.make_bids import label_of
from tests.test_durability import environment_of
from tests.test_faults import LONG, Marker, no_more_bytes
from tests.test_faults_kill import worker_of
from tests.web import Visitor

pytestmark = pytest.mark.journey


def test_a_full_disk_acknowledges_no_draft_and_keeps_the_last_one(own_app: Flask) -> None:
    own_app.testing = False
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    marker = Marker(own_app)
    headers = {"Accept": "application/json", "X-CSRFToken": marker.token}
    draft = f"{marker.page.removesuffix('Q1')}Q2/draft"
    kept = marker.client.post(draft, data={"reason": "Before.", "draft_seen": "0"}, headers=headers)
    assert kept.status_code == 200
    with no_more_bytes(own_app):
        typed = {"reason": LONG, "draft_seen": (kept.json or {})["draft_seen"]}
        refused = marker.client.post(draft, data=typed, headers=headers)
    assert refused.status_code == 503
    with tenant(marker.made.house.id):
        assert list(db.session.scalars(select(Draft.reason))) == ["Before."]


def test_an_acknowledged_draft_outlives_a_killed_server(
    fresh_app: Flask, database_url: str, tmp_path: Path
) -> None:
    made = make_evaluation.marking_tender(bids=1, professional=1, young=1)
    page = f"{made.path}/marking/{label_of(made.house, made.id, made.bidders[0])}/Q1"
    environment = environment_of(database_url, tmp_path) | {"GUNICORN_CMD_ARGS": "--preload"}
    with served(environment) as server:
        visitor = Visitor(server.address)
        visitor.sign_in(made.evaluators["young"][0].account, make.PASSWORD)
        token = visitor.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]
        data = urllib.parse.urlencode({"reason": "Acknowledged.", "draft_seen": "0"}).encode()
        asked = urllib.request.Request(f"{server.address}{page}/draft", data)
        asked.add_header("Accept", "application/json")
        asked.add_header("X-CSRFToken", token)
        answer = visitor._open(asked)
        worker = worker_of(server)
        assert worker
        kill(worker, SIGKILL)
        assert "saved_at" in json.loads(answer.text)
    with tenant(made.house.id):
        assert list(db.session.scalars(select(Draft.reason))) == ["Acknowledged."]
