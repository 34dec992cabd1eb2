"""A page that can't be shown says why, and leads on to one that its reader may see."""

from __future__ import annotations

import re

from flask import Flask

from tests import make
from tests.client import Client


def test_not_now_leads_back_to_the_tender_it_is_about(quick_app: Flask) -> None:
    house = make.house()
    path = f"/{house.slug}/tenders/{make.tender(house)}/"
    page = make.client_of(quick_app, house.lead).get(f"{path}gates")
    assert page.status_code == 403
    assert "This comes when the bids have been opened." in page.text
    assert _way(page.text) == (path, "Go to the tender ‘Support for young carers’")


def test_the_address_of_a_button_says_so_and_leads_to_its_tender(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    path = f"/{house.slug}/tenders/{make.tender(house)}/"
    page = make.client_of(quick_app, house.lead).get(f"{path}close-marking")
    assert page.status_code == 405
    assert "cannot find" not in page.text
    assert _way(page.text) == (path, "Go to the tender ‘Support for young carers’")
    elsewhere = make.client_of(quick_app, other.lead).get(f"{path}close-marking")
    assert "Support for young carers" not in elsewhere.text
    assert _way(elsewhere.text) == ("/home", "Go to your home page")


def test_what_isnt_yours_leads_home_and_names_nothing(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    path = f"/{house.slug}/tenders/{make.tender(house)}/"
    page = make.client_of(quick_app, other.lead).get(path)
    assert page.status_code == 404
    assert "Support for young carers" not in page.text
    assert _way(page.text) == ("/home", "Go to your home page")
    nowhere = make.client_of(quick_app).get("/nowhere")
    assert _way(nowhere.text) == ("/", "Go to the first page")


def test_somebody_who_was_signed_out_is_told_so(quick_app: Flask) -> None:
    house = make.house()
    path = f"/{house.slug}/tenders/{make.tender(house)}/details"
    page = make.client_of(quick_app).post(path)
    assert page.status_code == 403
    assert "You have been signed out." in page.text
    assert _way(page.text) == ("/", "Go to the first page")


def test_a_script_is_told_in_a_sentence(quick_app: Flask) -> None:
    client: Client = make.client_of(quick_app)
    answer = client.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.json == {"error": "We cannot find that page."}


def test_what_a_library_says_of_itself_isnt_shown(quick_app: Flask) -> None:
    client = make.client_of(quick_app)
    for number in range(12):
        page = client.submit("/sign-in", {"email": "who@a.example", "password": str(number)})
        if page.status_code == 429:
            break
    assert page.status_code == 429
    assert "minute" in page.text
    assert "per 15" not in page.text


def _way(page: str) -> tuple[str, str]:
    """Where the last link of the page's body leads, and what it says."""
    body = page.partition('id="main-content">')[2].partition("</main>")[0]
    href, text = re.findall(r'<a [^>]*href="([^"]+)">([^<]+)</a>', body)[-1]
    return href, text
