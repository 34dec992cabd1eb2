"""Notes on pages of files, which become the start of a reason, and warnings before them (P25)."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.reading.models import PageNote
from portal.record.checks import CHECKS
from tests import make
from tests.make_bids import label_of
from tests.stages import Stages


def test_a_page_of_a_file_has_its_note_and_its_warning(stages: Stages) -> None:
    with stages.at("marking") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        question = story.path(f"marking/{label}/Q1")
        page, warned = f"{question}/files/1/1", story.path(f"hard-passages/{label}/Q1")
        young = make.client_of(stages.app, story.people["young"])
        lead = make.client_of(stages.app, story.people["lead"])
        assert "Choose ‘Good’" in young.submit(page, {"note": "It has days."}).text
        young.submit(page, {"kind": "good", "note": "It has days."})
        young.submit(page, {"kind": "worry", "note": "It has few days."})
        assert "File 1, page 1" in young.get(question).text
        young.submit(question, {"do": "begin", "reason": "Hm."})
        assert "Worry: File 1, page 1: It has few days." in young.get(question).text
        assert "File 1, page 1" in lead.get(warned).text
        lead.submit(warned, {"paragraph": "1.1", "words": "It shows a wound."})
        assert "It shows a wound." in young.get(page).text.partition("<img")[0]
        assert "hard to read" not in young.get(question).text, "the answer itself isn’t"
        lead.submit(warned, {"do": "take-back", "file": "1", "page": "1"})
        assert "It shows a wound." not in young.get(page).text
        young.submit(page, {"do": "drop"})
        with tenant(story.house.id):
            assert db.session.scalars(select(PageNote)).all() == []
            assert [trouble for check in CHECKS for trouble in check(story.id)] == []
