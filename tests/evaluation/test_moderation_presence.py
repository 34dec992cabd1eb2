"""Who was at a talk, who has to sign, and nothing that tells who is kept from a bid (R13, R16)."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from portal.accounts.models import APPROVER, AUDITOR
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import SignOff
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import void_seat
from tests import make
from tests.evaluation.test_moderation_pages import Standing, record_at, typed
from tests.make_moderation import Panel, closed, sign_all


def test_that_somebody_kept_from_a_bid_was_there_stays_on_the_record_and_is_not_told(
    moderating: Standing,
) -> None:
    """R13, R16: facts are taken as they are; the lead learns nothing from ticking somebody."""
    app, made = moderating
    lead = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q2")
    kept = made.people["young"][0]
    assert kept.name in lead.get(path).text  # the list can't tell who is kept from what
    sent = _with(made, typed(made, "Q2"), kept)
    assert lead.submit(path, sent).status_code == 303
    record = record_at(made, "Q2")
    assert record is not None
    assert {str(each.seat_id) for each in record.present} == set(sent["present"])
    page = lead.get(path).text
    assert kept.name in page
    assert "kept from" not in page
    theirs = make.client_of(app, kept)
    assert theirs.get(path).status_code == 404
    assert f"moderation/{made.labels[0]}/" not in theirs.get(made.path("moderation")).text
    assert f"moderation/{made.labels[1]}/Q2" in theirs.get(made.path("moderation")).text
    assert "You have signed everything" in theirs.get(made.path("moderation/sign-off")).text


def test_the_lead_reads_who_has_to_sign_by_person_and_never_by_bid(
    recorded_tender: Standing,
) -> None:
    app, made = recorded_tender
    lead = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q2")
    kept = made.people["young"][0]
    lead.submit(path, _with(made, typed(made, "Q2", seen="1"), kept), at=f"{path}?again=1")
    agenda = lead.get(made.path("moderation")).text
    left = re.search(r"Still to read and sign: ([^.]*)\.", agenda)
    assert left
    assert left[1].split(", ") == sorted(human.name for human in made.everybody())
    assert "not signed" not in lead.get(path).text
    sign_all(made)
    agenda = lead.get(made.path("moderation")).text
    assert "Everybody has signed." in agenda
    assert "work out the result" in agenda


def test_approver_and_auditor_read_that_somebody_kept_was_there_before_they_act(
    recorded_tender: Standing,
) -> None:
    app, made = recorded_tender
    lead = make.client_of(app, made.house.lead)
    path = made.path(f"moderation/{made.labels[0]}/Q2")
    kept = made.people["young"][0]
    lead.submit(path, _with(made, typed(made, "Q2", seen="1"), kept), at=f"{path}?again=1")
    sign_all(made)
    closed(made)
    for role in (APPROVER, AUDITOR):
        page = make.client_of(app, made.house.staff[role]).get(path).text
        assert "1 of them was there though kept from this bid" in page
        assert kept.name not in page
    told = "Somebody was there who is kept from the bid"
    approver = make.client_of(app, made.house.staff[APPROVER])
    assert told in approver.get(made.path("approval")).text
    assert told not in lead.get(made.path("decision")).text
    assert "though kept" not in lead.get(path).text
    colleague = make.client_of(app, made.people["young"][1])
    assert "though kept" not in colleague.get(path).text


def test_r15_who_withdraws_needs_not_sign_and_their_marks_stay_and_count_no_more(
    recorded_tender: Standing,
) -> None:
    app, made = recorded_tender
    gone, *rest = made.people["young"][1:]
    with made.writing():
        seat = seat_of(gone.actor, made.tender())
        assert seat is not None
        void_seat(made.house.lead.actor, made.tender(), seat, "They moved away.")
        seat_id = seat.id
    lead = make.client_of(app, made.house.lead)
    assert gone.name not in lead.get(made.path("moderation")).text
    page = lead.get(made.path(f"moderation/{made.labels[1]}/Q2")).text
    assert "A voided seat" in page
    assert page.count("A reason for Q2.") == len(rest) + 1
    theirs = make.client_of(app, gone)
    assert "They moved away." in theirs.get(made.path("marking")).text
    assert "A reason for Q2." in theirs.get(made.path(f"marking/{made.labels[1]}")).text
    sign_all(made)
    closed(made)
    with tenant(made.house.id):
        signed = {each.seat_id for each in db.session.scalars(select(SignOff))}
        assert seat_id not in signed


def _with(made: Panel, sent: dict[str, Any], human: make.Human) -> dict[str, Any]:
    """A record, with somebody more ticked as present."""
    with tenant(made.house.id):
        seat = panel_of(made.tender()).seat_of(human.actor)
        assert seat is not None
    return sent | {"present": [*sent["present"], str(seat.id)]}
