"""Each letter held against R21 and R22, by what the PDF says: the code that made it isn't asked.

Facts come from the builders of the tests; the only input is the text of the file.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import pytest

from portal.accounts.models import Provider
from portal.bids.queries import bid_by_label
from portal.core.database import db
from portal.core.documents import pdf_of
from portal.outcomes.letter_document import document_of
from portal.outcomes.queries import letters_of
from tests import make
from tests import make_outcomes as outcomes
from tests.make_moderation import Panel
from tests.shelf import Prepared

METHOD = "https://portal.example/notices/1"
CRITERIA = {"Q1": ("Listening", "30"), "Q2": ("Fun", "20"), "Q3": ("Safety", "30")}
MARK = re.compile(r"(\d\.\d\d)outof3·(\d+\.\d\d)points")
REGIMES = ("light_touch", "ordinary", "psr")


def said_in(made: Panel, place: int) -> str:
    """All words of one bidder's PDF, without blanks, as line ends fall where they like."""
    with make.looking(made.house.id):
        tender = made.tender()
        letter = letters_of(tender)[bid_by_label(tender, made.labels[place]).id]
        file = pdf_of(document_of(letter.content, METHOD), "page")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages]
    return "".join(_plain(re.sub(r"\n?\d+ / \d+\s*$", "", page)) for page in pages)


def _plain(text: str) -> str:
    return re.sub(r"[\s\u200b-\u206f•-]", "", text)


def _provider(made: Panel, place: int) -> Provider:
    with make.looking():
        return db.session.get_one(Provider, made.members[place].actor.provider_id)


def _lacking(said: str, wanted: dict[str, Any]) -> list[str]:
    return [item for item, text in wanted.items() if _plain(str(text)) not in said]


def to_every_bidder(made: Panel, place: int) -> dict[str, Any]:
    """R21, to every assessed bidder: who it is, the criteria, how marks work, where it stands."""
    provider = _provider(made, place)
    wanted: dict[str, Any] = {
        "name": provider.name,
        "postal address": provider.address,
        "e-mail": provider.email,
        "unique identifier": provider.identifier,
        "how marks work": "weight times the mark, divided by the highest mark",
        "marks available": "0 missing, 1 weak, 2 good, 3 very good",
        "price": "20 times the lowest price",
        "full version": METHOD,
        "sub-total": "Quality 80",
        "total": "Total 100",
    }
    titles = {f"{code}, its weight": f"{t} – weight {w}" for code, (t, w) in CRITERIA.items()}
    return wanted | titles


@pytest.mark.parametrize("regime", REGIMES)
def test_r21_r22_each_letter_says_item_by_item_what_the_law_asks_for(
    prepared: Prepared, regime: str
) -> None:
    made = prepared(outcomes.released_tender, regime=regime)
    winner = _provider(made, 0).name
    won, lost = (said_in(made, place) for place in (0, 1))
    for place, said in enumerate((won, lost)):
        assert _lacking(said, to_every_bidder(made, place)) == []
        for code, (title, weight) in CRITERIA.items():
            part = said.partition(_plain(f"{title} – weight {weight}"))[2]
            mark = MARK.match(part)
            assert mark, f"no mark on {code}"
            assert float(mark[2]) == pytest.approx(float(mark[1]) / 3 * int(weight), abs=0.005)
            assert part[mark.end() :].startswith(_plain(f"Your answer to {code}"))
            if place:
                beside = part.partition(_plain(f"The winning bid, {winner}"))[2]
                theirs = MARK.match(beside)
                assert theirs, f"no mark of the winner on {code}"
                assert beside[theirs.end() :].startswith(_plain(f"Your answer to {code}"))
    assert _lacking(lost, {"why not": "We have not chosen your bid", "who": winner}) == []
    assert "Thewinningbid" not in won.replace(_plain("What stands under ‘The winning bid’"), "")
    if regime == "psr":
        assert _lacking(lost, _of_psr(winner)) == []


def _of_psr(winner: str) -> dict[str, str]:
    """R22: title and reference, why one was chosen and one not, until when to represent."""
    return {
        "title": "Support for young carers",
        "reference": "CYP-014",
        "why chosen": f"Why we chose {winner}: It has the best answers.",
        "why not": "Why we did not choose your bid: against the published criteria its total is",
        "where to": "written representations to us, by e-mail to",
        "open": "24 November 2026 Representations open",
        "close": "4 December 2026 Representations close, at midnight",
    }


def test_r21_a_disqualified_bidder_reads_why_and_the_winners_marks(prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender, fails_gate=True)
    place = len(made.members) - 1
    said, winner = said_in(made, place), _provider(made, 0).name
    why = {
        "question": "did not pass the pass or fail question ‘Insurance’",
        "reason": "Our reason: We read what they sent.",
        "no total": "no points for price and no total",
        "winner": winner,
    }
    assert _lacking(said, to_every_bidder(made, place) | why) == []
    assert len(MARK.findall(said)) == len(CRITERIA)
