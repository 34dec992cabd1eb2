"""Bids that come in another system: said before publication, then nobody bids here (R4, R29)."""

from __future__ import annotations

import uuid
from pathlib import Path
from unittest.mock import patch

from flask import Flask

from portal.accounts.models import APPROVER, LEAD, PARTICIPATION, Provider
from portal.audit.verify import verify_log
from portal.bids.desk.models import ShownPage
from portal.bids.importing.models import ImportDraft
from portal.bids.queries import questions_of
from portal.core import clock
from portal.core.database import db
from portal.record.checks import CHECKS
from portal.tenders.models import Notice, Tender
from tests import make, make_bids, make_desk, make_importing, make_outcomes, make_specification
from tests.bundles import bundle_of, checked
from tests.client import trail_of
from tests.make_files import let_bring_files, png


def test_r29_where_bids_come_is_published_and_two_people_bring_them_from_there(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    at = f"/{house.slug}/tenders/{tender_id}"
    lead = make.client_of(quick_app, house.lead)
    page = f"{at}/specification/where-bids-come"
    told = {"place": "elsewhere", "system": "ProBid", "where": "Look for CYP-014 on ProBid."}
    with make.writing(house.id):
        let_bring_files(db.session.get_one(Tender, (house.id, tender_id)), 2)
    with clock.at(make.START):
        answer = lead.submit(page, told | {"system": " "})
        assert "Enter what the other system is called" in answer.text
        assert "Look for CYP-014" in answer.text, "what was typed stays"
        assert lead.submit(page, told).status_code == 303
        assert "In another system: ProBid." in lead.get(f"{at}/specification").text
        assert "one fills the workbook in" in lead.get(f"{at}/openers").text
        with make.writing(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            make_specification.publish(house.lead.actor, tender)
        assert lead.get(page).status_code == 403
        assert lead.get(f"{at}/openers").status_code == 200
    notice = db.session.get_one(Notice, tender_id)
    said = notice.document["specification"]["bids_elsewhere"]
    assert said == {"system": "ProBid", "where": "Look for CYP-014 on ProBid."}
    bidder = make.client_of(quick_app, make.provider())
    with clock.at(make_bids.BEFORE):
        public = bidder.get(f"/notices/{tender_id}").text
        assert "Send your bid in ProBid, not here." in public
        assert "Go to your bid" not in public
        assert "We can’t take a bid for this tender here." in bidder.get(f"{at}/bid").text
        assert "bring them here" in lead.get(f"{at}/opening").text
    _one_brings_the_bids_and_another_confirms_them(quick_app, house, tender_id)


def _one_brings_the_bids_and_another_confirms_them(
    app: Flask, house: make.House, tender_id: uuid.UUID
) -> None:
    known = make.provider()  # registered here already, under its own number
    at = f"/{house.slug}/tenders/{tender_id}"
    here = f"{at}/import"
    staff = [house.staff[each] for each in (PARTICIPATION, APPROVER, LEAD)]
    first, second, lead = (make.client_of(app, each) for each in staff)
    with make.looking(house.id):
        questions = questions_of(db.session.get_one(Tender, (house.id, tender_id)))
    with clock.at(make_bids.BEFORE):
        answer = first.get(here)
        assert answer.status_code == 403
        assert "before the deadline" in answer.text
        assert "See the workbook that you will fill in" in first.get(f"{at}/opening").text
        book = first.get(f"{here}/bids-from-elsewhere.xlsx?bids=3").data
        assert "whole number" in first.get(f"{here}/bids-from-elsewhere.xlsx?bids=0").text
    with clock.at(make_importing.AFTER):
        rows = make_importing.rows_for(questions)
        with make.looking():
            number = db.session.get_one(Provider, known.actor.provider_id).identifier
        rows["bids"]["B2"][4] = number.lower()
        content = make_importing.filled(book, questions, rows)
        assert make_importing.send(first, here, "workbook", content).status_code == 303
        with make.looking(house.id):
            (waits,) = db.session.query(ImportDraft).all()
            assert b"Tollerby" not in waits.box, "it lies locked"
        assert "This file hasn’t been brought" in first.get(here).text
        evil = make_importing.zip_of({"../one/plan.png": png(), "empty.pdf": b"", "a.exe": b"MZ"})
        answer = make_importing.send(first, here, "files", evil)
        for words in ("leads out of the zip", "This file is empty", "can’t read this kind of file"):
            assert words in answer.text
        zipped = make_importing.zip_of({"one/plan.png": png()})
        assert make_importing.send(first, here, "files", zipped).status_code == 303
        assert "Nothing has to be mended" in first.get(here).text
        check = first.get(f"{here}/check").text
        for words in (
            "Anybody can register",
            "gets an invitation by e-mail",
            "Too Late Ltd (PB-3)",
        ):
            assert words in check
        assert "£612,000" in check
        assert make_importing.said_yes(first, here, "confirm").status_code == 200, "not alone"
        assert make_importing.said_yes(first, here, "hand-on").status_code == 303
        assert (
            "somebody else has to confirm" in make_importing.said_yes(first, here, "confirm").text
        )
        answer = make_importing.said_yes(second, here, "confirm")
        assert answer.status_code == 303, answer.text
        page = lead.get(f"{at}/opening").text
        for words in ("Ada Penrose", "3 bids were received", "1 of them", "participation lead"):
            assert words in page
        assert "confirmed the bids that were brought from ProBid" in trail_of(lead, at)
        assert first.get(here).status_code == 403
        bidder = make.client_of(app, known)
        assert "brought your bid here from ProBid" in bidder.get(f"{at}/bid/receipt").text
        assert "Ada Penrose" not in bidder.get(f"{at}/bid/opening").text
        assert "Our answer to Q1." in bidder.get(f"{at}/bid/submitted").text
        _the_desk_reads_them_like_any_others(house, tender_id)
        label = make_bids.label_of(house, tender_id, known)
        assert "Our answer to Q1." in lead.get(f"{at}/bids/{label}").text
        waits = lead.get(f"{here}/bidders").text
        assert "office@tollerby-bridge-trust.example" in waits
    with make.looking(house.id):
        assert [str(each) for check in CHECKS for each in check(tender_id)] == []
        assert verify_log(tender_id).troubles == []


def _the_desk_reads_them_like_any_others(house: make.House, tender_id: uuid.UUID) -> None:
    officer = make_desk.officer_of(house)
    with make.writing(house.id):
        make_desk.go_through(officer.actor, db.session.get_one(Tender, (house.id, tender_id)))
    with make.looking(house.id):
        assert db.session.query(ShownPage).count() == 1, "the file that came in a zip"


def test_bids_from_elsewhere_are_judged_like_any_others_and_the_record_holds(
    quick_app: Flask, tmp_path: Path
) -> None:
    """From the marking to the letters by the same steps; the bundle says where they came from."""
    house = make.house()
    there = {
        "published_tender": lambda house, **facts: make_importing.published_elsewhere(
            house, 0, **facts
        ),
        "opened_tender": make_importing.imported_tender,
    }
    with patch.multiple(make_bids, **there):
        made = make_outcomes.released_tender(house, n=2, title="From elsewhere")
    with make.looking(house.id):
        assert [str(each) for check in CHECKS for each in check(made.id)] == []
    verdict = checked(bundle_of(made, tmp_path / "bundle.zip"))
    assert verdict.holds, verdict.text
    assert "Two people brought 2 bids from ProBid" in verdict.text
    own = checked(bundle_of(made, tmp_path / "own.zip", bidder=0))
    assert own.holds, own.text
    assert "as it was brought from another system" in own.text
    client = make.client_of(quick_app, made.members[0])
    assert client.get(made.path("letter")).status_code == 200
    assert (
        "brought here from ProBid"
        in make.client_of(quick_app, house.lead).get(made.path("report")).text
    )
