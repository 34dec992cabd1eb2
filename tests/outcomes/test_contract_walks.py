"""From the letters to the contract, page by page: a claim in standstill, and representations."""

from __future__ import annotations

import json
from datetime import date, timedelta

from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR
from portal.audit.verify import verify_log
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.record.checks import CHECKS
from tests import make
from tests import make_outcomes as outcomes
from tests.client import token_of
from tests.make_contracting import LAST_DAY, PUBLISHED, boxes, on
from tests.shelf import Prepared

DAY = timedelta(days=1)
RUNS = {"starts_on": ["1", "4", "2027"], "ends_on": ["31", "3", "2030"]}


def test_r25_a_claim_in_standstill_keeps_the_contract_waiting(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender, regime="ordinary")
    lead = make.client_of(quick_app, made.house.lead)
    loser = make.client_of(quick_app, made.members[1])
    auditor = make.client_of(quick_app, made.house.staff[AUDITOR])
    paths = {name: made.path(name) for name in ("contract", "award-notice", "claims", "standstill")}
    signed = {"signed_on": boxes(PUBLISHED), **RUNS}

    with on(quick_app, PUBLISHED):
        assert "award notice isn’t recorded" in lead.get(paths["contract"]).text
        assert "not published yet" in loser.get(paths["standstill"]).text
        lead.submit(paths["award-notice"], {"published_on": boxes(PUBLISHED)})
        refused = lead.submit(paths["contract"], signed, at=paths["claims"])
        assert "standstill runs until midnight at the end of 4 December 2026" in refused.text
        for client in (lead, auditor, loser):
            where = paths["standstill"] if client is loser else paths["award-notice"]
            assert "Monday 30 November 2026" in client.get(where).text
    with on(quick_app, LAST_DAY):
        empty = loser.submit(paths["standstill"], {"words": ""})
        assert "Write what you want to say" in empty.text
        told = {"words": "We issued proceedings today."}
        assert loser.submit(paths["standstill"], told).status_code == 303
        assert "stops the contract" in auditor.get(paths["claims"]).text
    after = LAST_DAY + 10 * DAY
    with on(quick_app, after):
        signed["signed_on"] = boxes(after)
        refused = lead.submit(paths["contract"], signed, at=paths["claims"])
        assert "Claim 1 came in the standstill and hasn’t ended" in refused.text
        assert "still waits" in loser.get(paths["standstill"]).text
        step = {"step": "ended", "done_on": boxes(after), "words": "Order of the court."}
        assert "Choose how it ended" in lead.submit(made.path("claims/1"), step).text
        step["how"] = "lifted"
        assert lead.submit(made.path("claims/1"), step).status_code == 303
        assert "lifted the suspension" in loser.get(paths["standstill"]).text
        signed["signed_on"] = boxes(LAST_DAY)
        assert "The contract comes after it" in lead.submit(paths["contract"], signed).text
        signed["signed_on"] = boxes(after)
        assert lead.submit(paths["contract"], signed).status_code == 303
        assert "Publish it by 13 January 2027" in auditor.get(paths["contract"]).text
        again = loser.submit(paths["standstill"], told, at="/sign-in")
        assert again.status_code == 403
        notice = {"published_on": boxes(after)}
        assert lead.submit(paths["contract"], notice).status_code == 303
    with tenant(made.house.id):
        assert made.tender().stage == "contract"
    visitor = make.client_of(quick_app)
    found = json.loads(visitor.get(f"/notices/{made.id}/ocds.json").data)
    tags = [tag for each in found["releases"] for tag in each["tag"]]
    assert tags == ["tender", "award", "contract"]


def test_r24_representations_lead_to_a_further_decision_and_then_to_the_contract(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender, regime="psr")
    lead = make.client_of(quick_app, made.house.lead)
    approver = make.client_of(quick_app, made.house.staff[APPROVER])
    winner, loser, third = (make.client_of(quick_app, each) for each in made.members)
    contract, standstill = made.path("contract"), made.path("standstill")
    further = made.path("further-decision")
    last_day = date(2026, 12, 4)

    with on(quick_app, last_day):
        text = {"words": "Q1 was not read. Please send us your notes.", "asks": "y"}
        assert loser.submit(standstill, text).status_code == 303
    with on(quick_app, last_day + DAY):
        late = third.get(standstill).text
        assert "ended at midnight at the end of 4 December 2026" in late
        refused = third.submit(standstill, text, at="/sign-in")
        assert "Write to the authority" in refused.text
        assert "waits for a further decision" in approver.get(contract).text
    decided = date(2026, 12, 14)
    with on(quick_app, decided):
        reasons = {"outcome": "enter", "reason": "We read Q1 again. The mark stands."}
        assert "asks for information" in lead.submit(further, reasons).text
        step = {"done_on": boxes(decided), "words": "We sent our notes on Q1."}
        lead.submit(made.path("claims/1"), step | {"step": "information"})
        assert "has no review yet" in lead.submit(further, reasons).text
        step["words"] = "Somebody who didn’t mark read it again."
        lead.submit(made.path("claims/1"), step | {"step": "review"})
        assert lead.submit(further, reasons).status_code == 303
        for client, reads in ((winner, True), (loser, True), (third, False)):
            page = client.get(standstill).text
            assert ("The mark stands" in page) is reads
            assert "21 December 2026" in page
            assert "read it again" not in page.replace("We read Q1 again", "")
        assert "sent our notes" in loser.get(standstill).text
    signed = {"signed_on": boxes(date(2026, 12, 21)), **RUNS}
    with on(quick_app, date(2026, 12, 21)):
        refused = lead.submit(contract, signed, at=further)
        assert "After the further decision the standstill runs until" in refused.text
    with on(quick_app, date(2026, 12, 22)):
        assert "The contract comes after it" in lead.submit(contract, signed).text
        signed["signed_on"] = boxes(date(2026, 12, 22))
        assert lead.submit(contract, signed).status_code == 303
        assert "22 December 2029" in lead.get(made.path("retention")).text


def test_r24_to_abandon_as_a_further_decision_ends_the_tender_and_tells_everybody_why(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender, regime="psr")
    lead = make.client_of(quick_app, made.house.lead)
    loser, third = (make.client_of(quick_app, each) for each in made.members[1:])
    standstill, further = made.path("standstill"), made.path("further-decision")
    with on(quick_app, date(2026, 11, 25)):
        assert loser.submit(standstill, {"words": "Q1 was not read."}).status_code == 303
        step = {"done_on": boxes(date(2026, 11, 25)), "step": "review", "words": "Read again."}
        lead.submit(made.path("claims/1"), step)
        why = {"outcome": "abandon", "reason": "The question was not clear to anybody."}
        assert lead.submit(further, why).status_code == 303
        assert "The tender ended without a contract" in third.get(standstill).text
        assert "not clear to anybody" in third.get(f"/notices/{made.id}").text
        assert "not clear to anybody" in loser.get(standstill).text
        assert "can’t change any more" in lead.submit(further, why, at="/sign-in").text
        assert lead.get(made.path("claims")).status_code == 200
    with make.looking(made.house.id):
        bodies = [mail.to for mail in db.session.query(Mail) if "public page" in mail.body]
        assert len(bodies) >= len(made.members)
        assert verify_log(made.id, checks=CHECKS).troubles == []


def test_what_a_provider_writes_is_kept_until_it_is_sent_and_is_its_writers_alone(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender, regime="psr")
    loser, third = (make.client_of(quick_app, each) for each in made.members[1:])
    with on(quick_app, date(2026, 11, 25)):
        for page in (made.path("standstill"), made.path("letter/questions")):
            token = token_of(loser.get(page))
            sent = {"words": "Half of it", "csrf_token": token}
            json = {"Accept": "application/json"}
            said = loser.post(f"{page}?keep=1", data=sent, headers=json)
            assert (said.status_code, list(said.json or {})) == (200, ["saved_at"])
            long = loser.post(f"{page}?keep=1", data=sent | {"words": "x" * 9000}, headers=json)
            assert long.status_code == 422
            assert "Half of it</textarea>" in loser.get(page).text
            assert "Half of it" not in third.get(page).text
            assert loser.submit(page, {"words": "All of it."}).status_code == 303
            assert "Half of it" not in loser.get(page).text
