"""What letters told is decided again: after representations, a claim, a mistake (R20–R25)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR
from portal.audit.verify import verify_log
from portal.core import clock
from portal.core.tenancy import tenant
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.runs.operations import close_moderation
from portal.outcomes.letter_complete import are_complete
from portal.outcomes.material import material_of
from portal.record.checks import CHECKS
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, checked
from tests.make_contracting import boxes, noon, on
from tests.make_moderation import Panel, recorded, sign_all
from tests.shelf import Prepared

SURE = {"sure": "y"}
WHY = "The answer on safety was not read to its end."
WENT_BACK, AGREED, DECIDED, OUT = (date(2026, 11, day) for day in (25, 26, 27, 30))
LAST = date(2026, 12, 11)
"""For letters of 30 November under the PSR."""
RUNS = {"starts_on": ["1", "4", "2027"], "ends_on": ["31", "3", "2030"]}


def agree_anew(made: Panel) -> None:
    """The second bid's marks were too low and the first one's too high; all who were there sign."""
    with clock.at(noon(AGREED)):
        with made.writing():
            for item in items_of(made.tender()):
                if item.bid.label in made.labels[:2]:
                    mark = {made.labels[0]: 1, made.labels[1]: 3}[item.bid.label]
                    recorded(made, item.bid, item.criterion, mark, seen=1)
        sign_all(made)
        with made.writing():
            close_moderation(made.house.lead.actor, made.tender())


def decide_and_tell(app: Flask, made: Panel, chosen: int = 1) -> None:
    """A new decision, a new approval, and new letters that are read and go out at one moment."""
    lead = make.client_of(app, made.house.lead)
    approver = make.client_of(app, made.house.staff[APPROVER])
    with on(app, DECIDED):
        choice = {"choice": made.labels[chosen], "reason": "It stands first now."}
        assert lead.submit(made.path("decision"), choice).status_code == 303
        word = {"word": "approve", "reason": "Put right.", "password": make.PASSWORD}
        assert approver.submit(made.path("approval"), word).status_code == 303
        assert "Reveal the providers" not in lead.get(made.path("decision")).text
    with on(app, OUT):
        page = lead.get(made.path("letters")).text
        assert "Letters that were replaced" in page
        refused = lead.submit(made.path("release"), SURE, at=made.path("letters"))
        assert "Read every letter before you release them" in refused.text
        for label in made.labels:
            assert "This letter replaces our letter" in lead.get(made.path(f"letters/{label}")).text
        with tenant(made.house.id):
            assert are_complete(material_of(made.house.lead.actor, made.tender()))
        sent = lead.submit(made.path("release"), SURE, at=made.path("letters/check"))
        assert sent.status_code == 303


def holds_in_record_and_copy(made: Panel, folder: Path, stage: str) -> None:
    """The log, the rows, the whole copy and each bidder's own say the same."""
    with make.looking(made.house.id):
        assert verify_log(made.id, checks=CHECKS).troubles == []
    for place in (None, 1):
        said = checked(bundle_of(made, folder / f"{stage}-{place}.zip", place))
        assert said.holds, said.text


def test_r24_to_go_back_leads_to_new_marks_a_new_decision_new_letters_and_a_new_standstill(
    app: Flask, tmp_path: Path
) -> None:
    made = outcomes.released_tender(make.house(), regime="psr")
    lead, auditor = (
        make.client_of(app, each) for each in (made.house.lead, made.house.staff[AUDITOR])
    )
    first, second, third = (make.client_of(app, each) for each in made.members)
    young = make.client_of(app, made.people["young"][0])
    with on(app, WENT_BACK):
        assert second.submit(made.path("standstill"), {"words": "Read Q1."}).status_code == 303
        refused = lead.submit(made.path("decision/mistake"), {"reason": WHY})
        assert "Representation 1 waits for a further decision" in refused.text
        step = {"done_on": boxes(WENT_BACK), "step": "review", "words": "Read again."}
        lead.submit(made.path("claims/1"), step)
        back = {"outcome": "go_back", "reason": WHY}
        answer = lead.submit(made.path("further-decision"), back)
        assert answer.location.endswith("/moderation")

    with on(app, AGREED):
        assert "after the letters" in lead.get(made.path("moderation")).text
        page = young.get(made.path("moderation")).text
        assert "You may know now whose" in page
        assert WHY not in page
        assert "being decided again" in young.get(made.path("result")).text
        assert "Now we look at that again" in young.get(made.path("what-was-decided")).text
        for client in (first, second, third):
            letter = client.get(made.path("letter"))
            assert "is being decided again, because representations were made" in letter.text
            assert "is being decided again" in client.get(made.path("standstill")).text
        assert WHY in second.get(made.path("standstill")).text
        assert WHY not in third.get(made.path("standstill")).text
        refused = third.submit(made.path("standstill"), {"words": "I too."}, at="/sign-in")
        assert "Representations can be made when the new letters are out" in refused.text
        signed = {"signed_on": boxes(AGREED), **RUNS}
        refused = lead.submit(made.path("contract"), signed, at=made.path("claims"))
        assert refused.status_code == 403
        for reader in (lead, auditor):
            assert "is being made again since" in reader.get(made.path("contract")).text
            assert "These letters are being replaced" in reader.get(made.path("letters")).text
            assert reader.get(made.path(f"letters/{made.labels[0]}")).status_code == 200
            assert reader.get(made.path("notice-text/award")).status_code == 403
        assert "that is being decided again" in first.get(f"/notices/{made.id}").text
    holds_in_record_and_copy(made, tmp_path, "open again")

    agree_anew(made)
    decide_and_tell(app, made)
    with on(app, OUT):
        minutes = auditor.get(made.path("moderation/minutes")).text
        assert minutes.count("The letters had told whose bid is whose") > 1
        assert "opened again, and moderation with it" in auditor.get(made.path("report")).text
        assert "opened the decision" in auditor.get(made.path("trail.csv")).text
        new = second.get(made.path("letter")).text
        assert "We have chosen your bid" in new
        assert "This letter replaces our letter of 23 November 2026" in new
        assert WHY in new
        assert "Agreed anew on 26 November 2026" in new
        assert "Agreed anew" not in third.get(made.path("letter")).text.split("The winning bid")[0]
        old = second.get(made.path("letter?issue=1")).text
        assert "Your bid was not successful" in old
        assert "This letter was replaced by the one of 30 November 2026" in old
        assert second.get(made.path("letter?issue=7")).status_code == 404
        for file in ("letter/letter.pdf?issue=1", "letter/letter.pdf", "letter/receipt.txt"):
            assert second.get(made.path(file)).status_code == 200
        assert "11 December 2026" in third.get(made.path("standstill")).text
        assert young.get(made.path("result")).status_code == 200
        assert "Now we look at that" not in young.get(made.path("what-was-decided")).text
        assert third.submit(made.path("standstill"), {"words": "Look at Q2."}).status_code == 303
        step = {"done_on": boxes(OUT), "step": "ended", "how": "withdrawn", "words": "By mail."}
        assert lead.submit(made.path("claims/2"), step).status_code == 303
    with on(app, LAST):
        refused = lead.submit(made.path("contract"), signed, at=made.path("claims"))
        assert "standstill runs until midnight at the end of 11 December 2026" in refused.text
    after = date(2026, 12, 14)
    with on(app, after):
        signed["signed_on"] = boxes(after)
        assert lead.submit(made.path("contract"), signed).status_code == 303
    holds_in_record_and_copy(made, tmp_path, "entered")
    found = json.loads(make.client_of(app).get(f"/notices/{made.id}/ocds.json").data)
    told = [each["awards"][0]["status"] for each in found["releases"] if "awards" in each]
    assert told == ["pending", "cancelled", "pending"]


def test_a_mistake_or_a_claim_after_the_letters_is_met_by_new_ones(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender, regime="ordinary")
    lead, loser = (make.client_of(quick_app, each) for each in (made.house.lead, made.members[1]))
    with on(quick_app, WENT_BACK):
        lead.submit(made.path("award-notice"), {"published_on": boxes(WENT_BACK)})
        assert loser.submit(made.path("standstill"), {"words": "Proceedings."}).status_code == 303
        page = lead.get(made.path("decision/mistake")).text
        assert "Nothing can make it blind again" in page
        assert (
            "Say what the mistake is"
            in lead.submit(made.path("decision/mistake"), {"reason": ""}).text
        )
        assert lead.submit(made.path("decision/mistake"), {"reason": WHY}).status_code == 303
        assert "because a claim was brought" in loser.get(made.path("letter")).text
    agree_anew(made)
    decide_and_tell(quick_app, made)
    with on(quick_app, OUT):
        assert "award notice is not published yet" in loser.get(made.path("standstill")).text
        page = lead.get(made.path("contract")).text
        assert "award notice isn’t recorded" in page
        assert "Claim 1 came in the standstill and hasn’t ended" in page
        step = {"done_on": boxes(OUT), "step": "ended", "how": "upheld", "words": "By consent."}
        assert lead.submit(made.path("claims/1"), step).status_code == 303
        assert "was upheld" not in lead.get(made.path("contract")).text
        lead.submit(made.path("award-notice"), {"published_on": boxes(OUT)})
        assert (
            "Claim" not in lead.get(made.path("contract")).text.split("<main")[1].split("href")[0]
        )
    holds_in_record_and_copy(made, tmp_path, "told anew")
