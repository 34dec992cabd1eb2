"""Everything of a tender in one archive: whole, and each file with its hash (R26)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.record.archive.writing import FOLDERS
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_of
from tests.bundles import bundle_of, checked
from tests.papers import wrong_with
from tests.stages import Stages
from tests.story_contracting import to_the_contract


def test_r26_an_archive_holds_everything_and_names_each_hash(stages: Stages) -> None:
    with stages.at("released") as story:
        lead = stages.client("lead")
        page = lead.get(story.path("archive")).text
        assert "Kept at least until" in page
        taken = zipfile.ZipFile(BytesIO(lead.get(story.path("archive.zip")).data))
        names = set(taken.namelist())
        sums = dict(
            reversed(line.split("  ")) for line in taken.read("SHA256SUMS").decode().splitlines()
        )
        assert names - {"SHA256SUMS", "manifest.json"} == set(sums)
        assert all(hashlib.sha256(taken.read(n)).hexdigest() == sums[n] for n in sums)
        folders = {name.partition("/")[0] for name in names}
        assert folders >= FOLDERS.keys()
        labels = json.loads(taken.read("bids/opening.json"))["bids"]
        assert all(f"bids/{label}/bid.json" in names for label in labels)
        assert any("/files/" in name for name in names)
        papers = [
            each
            for each in taken.namelist()
            if each.endswith(".pdf") and "/document-" not in each and "/files/" not in each
        ]
        assert f"letters/{sorted(labels)[0]}.pdf" in papers
        assert {each: wrong for each in papers if (wrong := wrong_with(taken.read(each)))} == {}
        challenges = taken.read("challenges/standstill.html").decode()
        assert "They say that they issued a claim" in challenges
        inner = zipfile.ZipFile(BytesIO(taken.read("record/record.zip")))
        assert "verify.py" in inner.namelist()
        index = taken.read("index.html").decode()
        assert all(f'href="{name}"' in index for name in names if "/" in name)
        whole = b"".join(taken.read(name) for name in names)
        for human in story.evaluators:
            assert human.name.encode() not in whole
            assert human.account.encode() not in whole
        with tenant(story.house.id):
            told = db.session.scalars(select(Event).where(Event.name == "archive:taken")).one()
            manifest = hashlib.sha256(taken.read("manifest.json")).hexdigest()
            assert told.facts == {"files": len(sums), "manifest_sha256": manifest}


def test_r26_up_to_the_contract_the_record_verifies_and_words_can_be_taken_out(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("released") as story:
        to_the_contract(story)
        lead = story.house.lead.actor
        with story.writing() as tender:
            kinds = {"claim", "claim_step", "further_decision"}
            texts = [each for each in texts_of(lead, tender) if each.kind in kinds]
            assert {each.kind for each in texts} == kinds
            for text in texts:
                redact(lead, tender, text, "[taken out]")
        verified = stages.app.test_cli_runner().invoke(args=["audit", "verify"])
        assert verified.exit_code == 0, verified.output
        for bidder in (None, 1):
            verdict = checked(bundle_of(story, tmp_path / f"{bidder}.zip", bidder))
            assert verdict.holds, verdict.text
        with clock.at(datetime(2027, 2, 1, 9, tzinfo=UTC)):
            answer = stages.client("lead").get(story.path("archive.zip"))
            taken = zipfile.ZipFile(BytesIO(answer.data))
        told = taken.read("challenges/standstill.html").decode()
        assert "[taken out]" in told
        assert "They say that they issued a claim" not in told
        assert "20 January 2027" in told
        assert "20 January 2030" in taken.read("index.html").decode()
