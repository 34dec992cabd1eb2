"""The desk's officer of the story reads every bid, and takes out what tells whose it is."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.models import OFFICER, Provider
from portal.accounts.queries import members_of, person_by_account
from portal.bids.cleaning.clean import cleaned
from portal.bids.desk import operations as act
from portal.bids.desk.officers import name_officer
from portal.bids.desk.queries import attachments_of_bid, clean_pages, findings_of
from portal.bids.desk.release import shown_of
from portal.bids.desk.scan import sought_for
from portal.bids.files.queries import content_of
from portal.bids.models import Bid
from portal.bids.queries import bids_of, origins_of, published_words
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.demo.attaching import PHOTOGRAPH, SIGN
from portal.demo.panel import Panel
from portal.evaluation.reading.kinds import Place
from portal.evaluation.reading.operations import warn_before
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender

OF_OTHERS = "phone"
"""The one telephone number in a file is of a line that everybody may ring: it stands."""
HARD = 2
"""The page of the Word document that may be hard to read."""
WHY_HARD = "A girl of eleven is alone at night after an ambulance has taken her father away."


def go_through(panel: Panel, account: str) -> None:
    """The lead names the officer; each bid is cleaned, read and let go; a warning stands before a
    page that may be hard to read."""
    at = panel.on("opening", hours=2)
    with panel.at(at) as tender:
        name_officer(panel.lead, tender, account)
    with panel.at(at + timedelta(hours=1)) as tender:
        officer = _officer(tender, account)
        for bid in bids_of(tender):
            _read(officer, tender, bid)
        act.release(officer, tender, shown_of(tender))
        _warn(officer, tender)


def _officer(tender: Tender, account: str) -> Actor:
    person = person_by_account(account)
    assert person
    return Actor(person.id, OFFICER, tender.authority_id, tender.id)


def _read(officer: Actor, tender: Tender, bid: Bid) -> None:
    """Take a bid up, cover the sign in a photograph, let a common number stand, take out the rest,
    and say that all of it is read."""
    provider = db.session.get_one(Provider, origins_of(tender)[bid.id].provider_id)
    people = [role.person for role in members_of(provider.id)]
    files = {each.id: cleaned(content_of(each)) for each in attachments_of_bid(bid)}
    act.begin(officer, tender, bid, sought_for(provider, people, published_words(tender)), files)
    db.session.flush()
    for found in findings_of(bid):
        if found.kind == OF_OTHERS:
            act.deal(officer, tender, bid, found, "stands", "others")
    for page in clean_pages(bid):
        if not page.text:
            act.cover_area(officer, tender, bid, page, _sign())
    db.session.flush()
    act.take_out_the_rest(officer, tender, bid)
    db.session.flush()
    act.say_read(officer, tender, bid)
    db.session.flush()


def _sign() -> list[int]:
    """Where the sign is, in thousandths of the picture, with some room around it."""
    (left, top, right, bottom), (width, height) = SIGN, PHOTOGRAPH
    at = (left - 9, top - 6, right + 9, bottom + 6)
    return [1000 * edge // (height if number % 2 else width) for number, edge in enumerate(at)]


def _warn(officer: Actor, tender: Tender) -> None:
    """Before the one page of a file that needs it (P25)."""
    for bid in bids_of(tender):
        for file in attachments_of_bid(bid):
            if file.kind == "docx":
                place, criterion = Place(None, file.number, HARD), criteria_of(tender)[0]
                warn_before(officer, tender, bid, criterion, place, WHY_HARD, [place])
