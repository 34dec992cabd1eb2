"""Notes on pages of files, which become the start of a reason, and warnings before them (P25)."""

from __future__ import annotations

import html
import io
import re
import zipfile

from sqlalchemy import select

from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.reading.models import PageNote
from portal.record.checks import CHECKS
from tests import make
from tests.client import Client
from tests.make_bids import label_of
from tests.stages import Stages


def _takes_files_along(young: Client, pack: str, place: str) -> None:
    """Each clean page as picture and words, by numbers alone; what warns of it stands before it."""
    assert "files-of-the-bids.zip" in young.get(pack).text
    taken = young.get(f"{pack}/files-of-the-bids.zip").data
    with zipfile.ZipFile(io.BytesIO(taken)) as parts:
        names = parts.namelist()
        hard = f"{place}/may be hard to read/file 1, page 1.txt"
        assert parts.read(hard).startswith(b"Before you read on: It shows a wound.")
        parts_read = b"".join(map(parts.read, names))
        assert {each.date_time[0] for each in parts.infolist()} == {1980}
    assert f"{place}/file 2, page 1.webp" in names
    assert b"quillfeather" not in (parts_read + "".join(names).encode()).lower()


def _marks_words(young: Client, question: str) -> None:
    """A sentence is chosen, and words are selected with a script; each has its own note."""
    pages = [f"{question}/files/{number}/1" for number in (1, 2)]
    page = next(each for each in pages if "data-at=" in young.get(each).text)
    shown = young.get(page).text
    at = int(re.findall(r'data-at="(\d+)"', shown)[0])
    picks = re.findall(r'name="words" value="(\d+-\d+)"', shown)
    chosen = {"words": picks[1], "kind": "good", "note": "Clear."}
    young.submit(page, {"do": "mark", **chosen})
    assert "Good 1" in young.get(page).text
    words = {"do": "question", "lit_start": at, "lit_end": at + 3, "lit_note": "Who?"}
    answer = young.submit(page, words)
    assert answer.headers["Location"].endswith(f"#lit-{at}")
    assert "Question 1" in young.get(page).text
    assert "Clear. Who?" in young.get(question).text, "it took the place of the sentence"
    young.submit(question, {"do": "begin", "reason": "Hm."})
    reason = young.get(question).text
    assert re.search(r"Question: “\S+” \(File \d, page 1\) Clear. Who\?", html.unescape(reason))
    place = re.findall(rf'name="at" value="({at}-[1-9]\d*)"', young.get(page).text)[0]
    changed = {"do": "change", "at": place, "note": "When?", "kind": "worry"}
    young.submit(page, changed)
    assert "When?" in young.get(page).text
    assert young.submit(page, {"do": "unlight", "at": "0-1"}).status_code == 404
    young.submit(page, {"do": "unlight", "at": place})
    assert "Worry 1" not in young.get(page).text


def test_a_page_of_a_file_has_its_note_and_its_warning(stages: Stages) -> None:
    with stages.at("marking") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        question = story.path(f"marking/{label}/Q1")
        page, warned = f"{question}/files/1/1", story.path(f"hard-passages/{label}/Q1")
        young = make.client_of(stages.app, story.people["young"])
        lead = make.client_of(stages.app, story.people["lead"])
        refused = young.submit(page, {"note": "It has days."}).text
        assert "Choose ‘Good’" in refused
        assert "You have no note on this page yet." in refused, "no part that is empty"
        young.submit(page, {"kind": "good", "note": "It has days."})
        young.submit(page, {"kind": "worry", "note": "It has few nights."})
        assert "File 1, page 1" in young.get(question).text
        young.submit(question, {"do": "begin", "reason": "Hm."})
        assert "Worry: File 1, page 1: It has days. It has few nights." in young.get(question).text
        assert "File 1, page 1" in lead.get(warned).text
        lead.submit(warned, {"paragraph": "1.1", "words": "It shows a wound."})
        assert "It shows a wound." in young.get(page).text.rpartition("<img")[0]
        _takes_files_along(young, story.path("marking-pack"), f"{label}/Q1")
        assert "hard to read" not in young.get(question).text, "the answer itself isn’t"
        lead.submit(warned, {"do": "take-back", "file": "1", "page": "1"})
        assert "It shows a wound." not in young.get(page).text
        _marks_words(young, question)
        young.submit(page, {"do": "unlight", "at": "0-0"})
        with tenant(story.house.id):
            assert db.session.scalars(select(PageNote)).all() == []
            assert [trouble for check in CHECKS for trouble in check(story.id)] == []
