"""Conflicts, duties and the participation budget, from the first word to the report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.published.notice_texts import TENDER, lines_of
from portal.specifications.groundwork import problems
from portal.specifications.groundwork.models import DUTIES
from portal.specifications.groundwork.operations import assess
from portal.specifications.groundwork.problems import groundwork_problems
from portal.tenders.models import Tender
from portal.tenders.queries import notice_of
from tests import make, make_specification

WARNED = [problems.NO_CHARTER, problems.NO_BUDGET]


def test_r16_conflicts_are_assessed_before_the_notice_and_kept_under_review(
    quick_app: Flask,
) -> None:
    """R16, R30, P29: the check asks for each of them; the lead writes; the notice tells of it."""
    house = make.house()
    tender_id = make.tender(house)
    at = f"/{house.slug}/tenders/{tender_id}"

    def left() -> list[str]:
        with tenant(house.id):
            tender = db.session.get_one(Tender, (house.id, tender_id))
            return [each.message for each in groundwork_problems(tender)]

    with clock.at(make.START):
        assert left() == [problems.NO_ASSESSMENT, problems.NO_DUTIES, *WARNED]
        lead = make.client_of(quick_app, house.lead)
        assert "Assess conflicts of interest" in lead.get(f"{at}/").text
        page = f"{at}/conflicts-assessment"
        answer = lead.submit(f"{page}/interests/new", {"whose": "A", "steps": "None yet"})
        assert "None yet" in answer.text, "what was typed stays"
        said = {"whose": "A councillor", "interest": "I", "steps": "She left."}
        lead.submit(f"{page}/interests/new", said)
        on = clock.today() + timedelta(days=30)
        day = [on.day, on.month, on.year]
        lead.submit(f"{page}/assess", {"words": "We asked all.", "review_on": day})
        assert "To be reviewed by" in lead.get(page).text
        assert left() == [problems.NO_DUTIES, *WARNED]
    with clock.at(make.START + timedelta(hours=1)):
        lead.submit(f"{page}/interests/1", said | {"interest": "J"})
        assert left()[0] == problems.BEHIND
    with clock.at(make.START + timedelta(hours=2)):
        lead.submit(f"{page}/assess", {"words": "Again.", "review_on": day})
        assert "Earlier versions" in lead.get(page).text
        answer = lead.submit(f"{at}/duties", {"views_applies": "yes"})
        assert "Say what shows it" in answer.text
        ways = {f"{duty}_applies": "no" for duty in DUTIES}
        lead.submit(f"{at}/duties", ways | {f"{duty}_words": "It isn’t one." for duty in DUTIES})
        line = {"kind": "time", "what": "Marking", "quantity": "8", "hours": "2.5", "rate": "12"}
        lead.submit(f"{at}/participation-budget/lines/new", line)
        assert re.search(r"8 × 2.5 hours × £12 = £240", lead.get(f"{at}/participation-budget").text)
        lead.submit(f"{at}/participation-budget/lines/1", line | {"spent": "200.10"})
        assert "£200.10" in lead.get(f"{at}/participation-budget").text
        assert left() == WARNED[:1]
    with clock.at(make.START + timedelta(days=31)):
        assert left() == [problems.REVIEW_DUE, *WARNED[:1]]
        assert "Look at conflicts of interest again" in lead.get(f"{at}/").text


def test_r16_a_review_lies_ahead_and_the_notice_says_that_conflicts_were_assessed(
    quick_app: Flask,
) -> None:
    house = make.house()
    tender_id = make_specification.published_tender(house)
    with pytest.raises(Refused), make.writing(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        assess(house.lead.actor, tender, "Too late.", clock.today())
    with tenant(house.id):
        notice = notice_of(tender_id)
        assert notice
        told = next(x for x in lines_of(notice, TENDER) if x.name == "Conflicts of interest")
    assert "A conflicts assessment was prepared on" in told.value
    assert not told.is_gap
