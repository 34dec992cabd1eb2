"""Lists that grow with the years come a page at a time, and ask no more often when long."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from flask import Flask

from portal.accounts.models import APPROVER, LEAD, OFFICER, PARTICIPATION
from portal.bids.models import BidEntry
from portal.core import clock
from portal.core.database import db
from portal.core.paging import A_PAGE
from portal.core.tenancy import open_provider, tenant
from portal.tenders.models import Notice, Tender
from tests import make
from tests.client import Client
from tests.statements import statements_at

MOST_ASKED = 36
"""Statements of a buyer’s list here, with those that begin and end any page."""
TITLE = re.compile(r"Purchase (\d+)<")
GOES = re.compile(r'class="govuk-link govuk-pagination__link" href="([^"]+)"')


def _tenders(house: make.House, numbers: range, **facts: object) -> None:
    """Tenders that are over, but for what is said of them; the last one is the newest."""
    usual = dict.fromkeys(("description", "plain_description", "regime_reason"), "Text")
    at = clock.now() - timedelta(days=100)
    moments = dict.fromkeys(("published_at", "opened_at", "revealed_at", "released_at"), at)
    with tenant(house.id):
        for number in numbers:
            row: dict[str, object] = {
                **usual,
                **moments,
                "title": f"Purchase {number}",
                "reference": f"REF_{number}",
                "regime": "light_touch",
                "stage": "released",
                "created_at": at + timedelta(minutes=number),
                "deadline_at": at,
            }
            db.session.add(Tender(**(row | facts)))
        db.session.commit()


BUYERS = (LEAD, APPROVER, PARTICIPATION)
IN_WORK = {
    "drafting": (),
    "open": ("published_at",),
    "opened": ("published_at", "opened_at"),
    "marking": ("published_at", "opened_at"),
    "moderating": ("published_at", "opened_at"),
    "deciding": ("published_at", "opened_at"),
}
"""Stages, and the moments that are behind a tender in each."""


def test_every_list_asks_as_often_for_none_as_for_many_in_every_stage(quick_app: Flask) -> None:
    house = make.house("ambleford", *BUYERS)
    people = house.staff.values()
    lists = ("/home", f"/{house.slug}/plan")
    asked = [(make.client_of(quick_app, human), path) for human in people for path in lists]
    before = [statements_at(client, path) for client, path in asked]
    for number, (stage, behind) in enumerate(IN_WORK.items()):
        moments = dict.fromkeys(("opened_at", "revealed_at", "released_at", "published_at"))
        facts = moments | dict.fromkeys(behind, clock.now() - timedelta(days=100))
        _tenders(house, range(9 * number, 9 * number + 4), stage=stage, **facts)
    _tenders(house, range(1000, 1004))
    assert [statements_at(client, path) for client, path in asked] == before
    assert max(before) <= MOST_ASKED, before


def _shown(client: Client, path: str) -> list[int]:
    return [int(each) for each in TITLE.findall(client.get(path).text)]


def test_a_leads_home_has_a_page_of_tenders_what_is_over_last(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    _tenders(house, range(2))
    assert "govuk-pagination" not in client.get("/home").text
    before = statements_at(client, "/home")
    _tenders(house, range(2, 2 * A_PAGE + 3))
    nothing = dict.fromkeys(("published_at", "opened_at", "revealed_at", "released_at"))
    _tenders(house, range(1000, 1001), stage="drafting", created_at=clock.now(), **nothing)
    assert statements_at(client, "/home") == before
    first = _shown(client, "/home")
    assert (first[0], first[1], len(first)) == (1000, 2 * A_PAGE + 2, A_PAGE)
    pages = [_shown(client, f"/home?page={number}") for number in (1, 2, 3)]
    everything = [number for page in pages for number in page]
    assert sorted(everything) == [*range(2 * A_PAGE + 3), 1000]
    assert _shown(client, "/home?page=99") == pages[2]
    assert _shown(client, "/home?page=nonsense") == pages[0]


def test_a_search_stays_from_page_to_page_and_takes_words_as_they_stand(quick_app: Flask) -> None:
    house = make.house()
    client = make.client_of(quick_app, house.lead)
    _tenders(house, range(A_PAGE + 10))
    found = client.get("/home?q=purchase").text
    [*_others, after] = GOES.findall(found)
    assert 'value="purchase"' in found
    assert "q=purchase" in after
    assert len(_shown(client, after.replace("&amp;", "&"))) == 10
    assert _shown(client, "/home?q=ref_17") == [17]
    assert _shown(client, "/home?q=%25") == []
    missing = client.get("/home?q=nowhere").text
    assert "No tender has these words" in missing
    assert 'href="/home"' in missing


def test_an_officer_of_the_desk_finds_published_tenders_alone(quick_app: Flask) -> None:
    house = make.house("ambleford", OFFICER)
    nothing = dict.fromkeys(("published_at", "opened_at", "revealed_at", "released_at"))
    _tenders(house, range(1))
    _tenders(house, range(1, 2), stage="drafting", **nothing)
    assert _shown(make.client_of(quick_app, house.staff[OFFICER]), "/home") == [0]


def test_a_providers_home_has_pages_of_bids_and_of_open_tenders(quick_app: Flask) -> None:
    house, bidder = make.house(), make.provider()
    client = make.client_of(quick_app, bidder)
    before = statements_at(client, "/home")
    own = [_notice(house, f"Own {number:02}", 1 + number) for number in range(A_PAGE + 2)]
    answered = _notice(house, "Answered", -30)
    for number in range(A_PAGE + 4):
        _notice(house, f"Offered {number:02}", 1 + number)
    _entries(house, bidder, dict.fromkeys(own, "draft") | {answered: "answered"})
    page = client.get("/home").text
    titles = re.findall(r"(Answered|Own \d\d|Offered \d\d)</a>", page)
    assert titles[:3] == ["Answered", "Own 00", "Own 01"]
    assert len(titles) == 2 * A_PAGE
    assert statements_at(client, "/home") <= before + 2
    both = client.get("/home?bids=2&page=2").text
    titles = re.findall(r"(Own \d\d|Offered \d\d)</a>", both)
    assert titles == ["Own 24", "Own 25", "Own 26"] + [f"Offered {n}" for n in range(25, 29)]
    assert "bids=2&amp;page=1" in both


def _notice(house: make.House, title: str, days: int) -> uuid.UUID:
    now = clock.now()
    facts = dict.fromkeys(("reference", "description", "plain_description"), "Text")
    hashes = dict.fromkeys(("method_sha256", "specification_sha256"), "")
    notice = Notice(
        id=uuid.uuid4(),
        authority_id=house.id,
        title=title,
        regime="light_touch",
        published_at=now - timedelta(days=60),
        deadline_at=now + timedelta(days=days, hours=1),
        document={},
        **facts,
        **hashes,
    )
    db.session.add(notice)
    db.session.commit()
    return notice.id


def _entries(house: make.House, bidder: make.Human, states: dict[uuid.UUID, str]) -> None:
    provider_id = bidder.actor.provider_id
    assert provider_id
    db.session.remove()
    open_provider(provider_id)
    known = {"authority_id": house.id, "provider_id": provider_id, "changed_at": clock.now()}
    for tender_id, state in states.items():
        db.session.add(BidEntry(tender_id=tender_id, state=state, **known))
    db.session.commit()
    db.session.remove()
