"""Who isn't signed in finds whom to tell, and leaves quickly, from every page (P25)."""

from __future__ import annotations

import uuid

from flask import Flask

from portal.accounts.models import SAFEGUARDING
from tests import make, make_panels


def test_a_code_leads_to_named_people_who_keep_you_safe(quick_app: Flask) -> None:
    house = make.house()
    reader = make.staff(house, SAFEGUARDING).name
    panel = make_panels.panel(house, members=1)
    code, client = make_panels.code_for(house, panel.id), make.client_of(quick_app)
    page = client.get(f"/join/{code}/meaning").text
    assert "data-leave-quickly" in page
    assert f'href="/help/{code}"' in page
    assert f'href="/help/{code}#upset"' in page
    told = client.get(f"/help/{code}").text
    assert reader in told
    assert "tel:999" in told
    assert "tel:08001111" in told
    assert reader not in client.get("/help/abcd-efgh-jkmn").text


def test_every_public_page_leads_to_whom_to_tell(quick_app: Flask) -> None:
    client = make.client_of(quick_app)
    for path in ("/", "/join", "/sign-in", "/notices", "/how-this-looks", "/no-such-page"):
        page = client.get(path).text
        assert 'href="/help"' in page, path
        assert "data-leave-quickly" in page, path
    assert "Nobody is told that you opened this page" in client.get("/help").text
    assert client.get(f"/notices/{uuid.uuid4()}/help").status_code == 200


def test_who_bids_and_who_runs_the_portal_find_whom_to_ask(quick_app: Flask) -> None:
    house, bidder = make.house(), make.provider()
    for human in (bidder, make.operator()):
        client = make.client_of(quick_app, human)
        for path in ("/home", "/notices", "/about-me", "/no-such-page"):
            assert 'href="/whom-to-ask"' in client.get(path).text, path
        asked = client.get("/whom-to-ask").text
        assert "mailto:office@a.example" in asked
        assert "tel:999" in asked
    lead = make.client_of(quick_app, house.lead).get("/home").text
    assert "/whom-to-ask" not in lead
    assert "/safety/hand-over" in lead
