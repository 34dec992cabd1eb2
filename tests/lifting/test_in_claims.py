"""What a claim says, and what was done about it, is handed over at once by who reads it (R31)."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from portal.accounts.models import SAFEGUARDING
from portal.audit.verify import verify_log
from portal.core import clock
from portal.outcomes.contracting import claims
from portal.outcomes.contracting.queries import challenge_by_number, standing_of
from portal.record.checks import CHECKS
from tests import make
from tests import make_outcomes as outcomes
from tests.lifting.test_own_words import OUT, hand_over
from tests.make_lifting import DISCLOSED, MARKER, open_store
from tests.make_moderation import Panel
from tests.make_outcomes import RELEASED, then
from tests.make_safety import opened
from tests.shelf import Prepared

LATER = RELEASED + timedelta(days=1)


def claimed(house: make.House) -> Panel:
    """A bidder's claim and what was done about it tell of somebody in danger."""
    made = outcomes.released_tender(open_store(house))
    with then(made, LATER) as tender:
        claims.challenge(made.members[1].actor, tender, DISCLOSED)
    with then(made, LATER) as tender:
        found = challenge_by_number(standing_of(tender), 1)
        day = LATER.date()
        claims.note_step(house.lead.actor, tender, found, "review", day, f"Read. {DISCLOSED}")
    return made


def test_a_claim_and_its_steps_go_at_once(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(claimed)
    page = made.path("claims/1")
    with clock.at(LATER):
        lead = make.client_of(quick_app, made.house.lead)
        assert f'href="{page}/safety"' in lead.get(page).text
        for words in (f">{DISCLOSED}<", f">Read. {DISCLOSED}<"):
            assert hand_over(lead, f"{page}/safety", words) == page
        shown = lead.get(page).text
        assert OUT in shown
        assert MARKER not in shown
        assert (
            MARKER
            not in make.client_of(quick_app, made.members[1])
            .get(made.path("letter/standstill"))
            .text
        )
        assert DISCLOSED in opened(make.client_of(quick_app, made.house.staff[SAFEGUARDING]))
    with make.looking(made.house.id):
        assert verify_log(made.id, checks=CHECKS).troubles == []
