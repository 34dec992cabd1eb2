"""Answers are taken from own earlier bids, and a provider sees what evaluators will see (R18)."""

from __future__ import annotations

import io
import zipfile
from collections import OrderedDict
from datetime import timedelta

import pytest
from flask import Flask

from portal.bids.cleaning import lately
from portal.bids.cleaning.clean import cleaned
from portal.core import clock
from tests import make, make_bids
from tests.bids.conftest import _scene
from tests.make_files import add_file, png, published_with_files


def test_an_answer_of_an_own_earlier_bid_becomes_a_draft(quick_app: Flask) -> None:
    """Of another authority too: from the bid once it is opened, before that from the copy."""
    before, _first = make_bids.published(make.house())
    with clock.at(make_bids.BEFORE):
        scene = _scene(quick_app, before, _first)
        scene.write_all()
        kept = scene.client.get(f"{scene.bid}/bid.zip").data
        scene.submit()
    deadline = make_bids.notice_of(scene.tender_id).deadline_at + timedelta(days=30)
    later = {"marking_ends_on": None, "decision_on": None, "starts_on": None}
    house = make.house("stowbridge")
    tender_id = make_bids.published_tender(house, deadline_at=deadline, **later)
    bid = f"/stowbridge/tenders/{tender_id}/bid"
    page, client = f"{bid}/answers/Q2/earlier", scene.client
    with clock.at(make_bids.BEFORE):
        assert "none whose deadline has passed" in client.get(page).text
    with clock.at(deadline - timedelta(days=1)):
        client.submit(f"{bid}/answers/Q2", {"text": "Words of now."})
        way = f"{scene.bid}/for/{tender_id}/Q2"
        assert way in client.get(page).text
        assert "nobody can read it here" in client.get(way).text
        shown = client.submit(page, {"file": (io.BytesIO(kept), "bid.zip")}).text
        assert "We will do Q3." in shown
        other = make.client_of(quick_app, make.provider("Another Trust"))
        assert other.get(way).status_code == 200  # it has no bid there, and reads none
        assert "We will do" not in other.get(way).text
        sent = {"file": (io.BytesIO(kept), "bid.zip")}
        assert "a bid of another organisation" in other.submit(page, sent).text
        empty = io.BytesIO()
        zipfile.ZipFile(empty, "w").close()
        empty.seek(0)
        assert "isn’t a copy of a bid" in client.submit(page, {"file": (empty, "x.zip")}).text
    make_bids.opened_bids(before, scene.tender_id)
    with clock.at(deadline - timedelta(days=1)):
        shown = client.get(way).text
        assert "We will do Q1." in shown
        assert f"{bid}/answers/Q2/take" in shown
        taken = client.submit(f"{bid}/answers/Q2/take", {"text": "We will do Q1."}, at=way)
        assert taken.status_code == 303
        text = client.get(f"{bid}/answers/Q2").text
        assert "Words of now.\n\nWe will do Q1." in text
    with clock.at(deadline + timedelta(minutes=1)):
        late = client.submit(
            f"{bid}/answers/Q2/take", {"text": "Too late."}, at="/provider/profile"
        )
        assert "The deadline for bids has passed" in late.text


def test_r18_the_preview_shows_what_evaluators_see_and_what_tells_whose_it_is(
    quick_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    monkeypatch.setattr(lately, "cleaned_apart", lambda file: read.append(file) or cleaned(file))
    monkeypatch.setattr(lately, "_kept", OrderedDict())
    with clock.at(make_bids.BEFORE):
        scene = _scene(quick_app, *published_with_files(make.house()))
        scene.write_all()
        add_file(scene.tender_id, scene.member, png())
        mine = f"Ask {scene.member.name} of Tollerby Bridge."
        scene.client.submit(f"{scene.bid}/answers/Q2", {"text": mine})
        assert f"{scene.bid}/preview" in scene.client.get(f"{scene.bid}/check").text
        page = scene.client.get(f"{scene.bid}/preview").text
        assert "We will do Q1." in page
        assert scene.member.name in page
        assert "612" not in page
        assert "Five million" not in page
        way = page.partition(f'href="{scene.bid}/preview/')[2].partition('"')[0]
        file = f"{scene.bid}/preview/{way}"
        assert "See page 1 as a picture" in scene.client.get(file).text
        assert scene.client.get(f"{file}/1").mimetype == "image/webp"
        assert scene.client.get(f"{file}/2").status_code == 303  # there is one page
        assert len(read) == 1  # for all three
        other = make.client_of(quick_app, make.provider("Another Trust"))
        assert other.get(file).headers["Location"].endswith("/bid/preview")
