"""Two members write one bid: nothing is overwritten in silence, and each sees how far it is."""

from __future__ import annotations

from typing import Any

from flask import Flask

from portal.accounts import links
from portal.core import clock
from portal.core.database import db
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from tests import make, make_bids, make_specification
from tests.bids.conftest import Scene
from tests.client import Client, token_of

HARD = "Notwithstanding organisational interdependencies, multidisciplinary implementation " * 8
EASY = "We come to your home. We talk with you and your family. We help you to plan the week. " * 4


def _colleague(scene: Scene, app: Flask) -> Client:
    with make.writing():
        provider = db.session.get_one(make.accounts.Provider, scene.member.actor.provider_id)
        link = links.invite_colleague(scene.member.actor, provider, "Ben", None, links.TOKEN)
    with make.writing():
        person = make.new_person("ben")
        role = links.accept_invitation(links.find_invitation(link), person)
        human = make._human(person, role)
    return make.client_of(app, human)


class Window:
    """One browser at one page of the bid: it sends back the version that it was shown."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path
        self.page = client.get(path)
        self.token, self.seen = token_of(self.page), _seen_on(self.page.text)

    def send(self, typed: dict[str, str], to: str = "") -> Any:
        """Save what is typed; a page that comes back is what is seen from now on."""
        data = {"csrf_token": self.token, "draft_seen": self.seen} | typed
        answer = self.client.post(self.path + to, data=data)
        if answer.status_code == 200 and not answer.is_json:
            self.seen = _seen_on(answer.text)
        return answer


def _seen_on(page: str) -> str:
    return page.partition('name="draft_seen"')[2].partition('value="')[2].partition('"')[0]


def test_what_a_colleague_saved_meanwhile_is_never_overwritten_in_silence(
    quick: Scene, quick_app: Flask
) -> None:
    ann, ben = quick.client, _colleague(quick, quick_app)
    path = f"{quick.bid}/answers/Q1"
    hers, his = Window(ann, path), Window(ben, path)
    kept = hers.send({"text": "Ann’s words."}, "/draft")
    assert kept.status_code == 200
    told = his.send({"text": "Ben’s words."}, "/draft")
    assert told.status_code == 409
    assert told.json["fields"] == {"text": "Ann’s words.", "draft_seen": kept.json["draft_seen"]}
    assert "Ann’s words." in ann.get(path).text
    refused = his.send({"text": "Ben’s words."})
    assert "This was saved meanwhile" in refused.text
    assert "Ann’s words." in refused.text
    assert "Ben’s words." in refused.text
    assert his.send({"text": "Ann’s words and Ben’s."}).status_code == 303  # both seen by now
    assert hers.send({"text": "Ann’s words and Ben’s."}, "/draft").status_code == 200  # the same

    gates = Window(ann, f"{quick.bid}/gates"), Window(ben, f"{quick.bid}/gates")
    first = {"passes_1": "yes", "evidence_1": "Ann’s proof."}
    assert gates[0].send(first, "/draft").status_code == 200
    told = gates[1].send({"passes_1": "no", "evidence_1": "Ben’s."}, "/draft")
    assert told.status_code == 409
    assert told.json["fields"].items() >= first.items()
    refused = gates[1].send({"passes_1": "no", "evidence_1": "Ben’s."})
    assert "Ann’s proof." in refused.text
    assert gates[1].send({"passes_1": "no", "evidence_1": "Ben’s."}).status_code == 303

    prices = Window(ann, f"{quick.bid}/price"), Window(ben, f"{quick.bid}/price")
    wrong = prices[0].send({"price": "half a mill"}, "/draft")
    assert wrong.status_code == 422
    assert "Enter an amount in pounds" in wrong.json["error"]
    kept = prices[0].send({"price": "£500,000"}, "/draft")
    assert kept.status_code == 200
    told = prices[1].send({"price": "7"}, "/draft")
    assert told.status_code == 409
    seen = kept.json["draft_seen"]
    assert told.json["fields"] == {"price": "500000", "draft_seen": seen}
    prices[0].seen = seen
    assert prices[0].send({"price": "500000"}).status_code == 303
    assert "£500,000" in prices[1].send({"price": "7"}).text
    assert prices[1].send({"price": "700000"}).status_code == 303
    assert "2 of 5 parts are done" not in ann.get(quick.bid).text
    assert "3 of 5 parts are done. Still to do: 2." in ann.get(quick.bid).text


def test_r28_plain_words_are_helped_with_and_never_scored(quick_app: Flask) -> None:
    house = make.house()
    tender_id = make_specification.ready_tender(house)
    with clock.at(make.START), make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        criteria_of(tender)[0].wants_plain = True
        make_specification.publish(house.lead.actor, tender)
    client, bid = make.client_of(quick_app, make.provider()), f"/ambleford/tenders/{tender_id}/bid"
    assert client.get(f"/notices/{tender_id}").text.count("wanted in plain words") == 1
    with clock.at(make_bids.BEFORE):
        assert "plain words" not in client.get(f"{bid}/answers/Q2").text
        window = Window(client, f"{bid}/answers/Q1")
        assert "From 40 words on" in window.page.text
        told = window.send({"text": EASY}, "/draft").json
        assert told["reading"].endswith("can read this with ease.")
        window.seen = told["draft_seen"]
        told = window.send({"text": HARD}, "/draft").json
        assert "more ordinary words make it plainer" in told["reading"]
        assert "It is no score" in client.get(window.path).text
