"""A briefing for providers: announced to all, with sign-up that tells nobody of others (P13)."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from portal.core import clock
from tests import make, make_bids


def test_p13_a_briefing_is_announced_signed_up_for_and_answered_for_all(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    at, public = f"/{house.slug}/tenders/{tender_id}", f"/notices/{tender_id}"
    lead, anybody = make.client_of(quick_app, house.lead), quick_app.test_client()
    first, second = (make.client_of(quick_app, each) for each in make.providers(["Elm", "Oak"]))
    day, late = make_bids.BEFORE + timedelta(days=5), make_bids.BEFORE + timedelta(days=200)
    told = {"clock": "17:00", "place": "Youth centre", "words": "Three of us speak."}
    with clock.at(make_bids.BEFORE):
        assert "No briefing is announced" in first.get(f"{at}/briefing/sign-up").text
        days = {"day": [late.day, late.month, late.year], "until_day": [1, 10, 2026]}
        answer = lead.submit(f"{at}/briefing", told | days)
        assert "before the deadline" in answer.text
        assert "Three of us speak." in answer.text, "what was typed stays"
        days = {"day": [day.day, day.month, day.year], "until_day": [4, 10, 2026]}
        lead.submit(f"{at}/briefing", told | days)
        assert "Youth centre" in anybody.get(public).text
        first.submit(f"{at}/briefing/sign-up", {"people": "2"})
        first.submit(f"{at}/briefing/sign-up", {"people": "3"})
        assert "Elm" not in second.get(f"{at}/briefing/sign-up").text
        page = lead.get(f"{at}/briefing").text
        assert "1 organisation has signed up, 3 people in all." in " ".join(page.split())
        assert "Elm" not in page
    with clock.at(day + timedelta(days=1)):
        assert "The time to sign up is over" in second.get(f"{at}/briefing/sign-up").text
        lead.submit(f"{at}/briefing", told | days | {"answers": "May we visit? Yes, on Friday."})
        assert "May we visit?" in anybody.get(public).text
