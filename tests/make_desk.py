"""Builders of the desk: its officer, a bid full of identity, and a desk that is through."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from portal.accounts.models import OFFICER, Provider
from portal.accounts.queries import members_of
from portal.bids.cleaning.clean import cleaned
from portal.bids.desk import operations as desk
from portal.bids.desk.finding import Result
from portal.bids.desk.queries import attachments_of_bid
from portal.bids.desk.release import shown_of
from portal.bids.desk.scan import sought_for
from portal.bids.files.queries import content_of
from portal.bids.models import Bid
from portal.bids.queries import bids_of, origins_of, published_words
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.files.kinds import Unreadable
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.make_dirty import dirty_pdf
from tests.make_files import add_file, png, published_with_files

ANSWER = "We are Tollerby Bridge Trust. Ring 01632 960 123 or see www.tollerby-bridge.example/us."
EVIDENCE = "Insured as Tollerby Bridge Trust, for ten million pounds."


@dataclass
class MadeDesk:
    """An opened tender with one bid full of names, another without, and the officer."""

    house: make.House
    tender_id: uuid.UUID
    officer: make.Human
    members: list[make.Human]
    label: str

    def path(self, page: str = "") -> str:
        """The path of one of the desk's pages."""
        return f"/{self.house.slug}/tenders/{self.tender_id}/desk{page}"


def officer_of(house: make.House) -> make.Human:
    """Somebody named for the desk."""
    return make.staff(house, OFFICER)


def opened_for_desk(house: make.House, *files: bytes, others: int = 1) -> MadeDesk:
    """Bids are open: the first names its provider, and brings `files` along (or a picture)."""
    house, tender_id = published_with_files(house)
    names = [f"Marlow Fields {number}" for number in range(others)]
    members = make.providers(["Tollerby Bridge Trust", *names])
    for content in files or (png(),):
        add_file(tender_id, members[0], content)
    with make.writing(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        content = make_bids.answered(tender)
    content["answers"]["Q1"] = ANSWER
    content["gates"]["G1"]["evidence"] = EVIDENCE
    make_bids.submitted_bid(tender_id, members[0], content)
    for member in members[1:]:
        make_bids.submitted_bid(tender_id, member)
    make_bids.opened_bids(house, tender_id)
    label = make_bids.label_of(house, tender_id, members[0])
    return MadeDesk(house, tender_id, officer_of(house), members, label)


def results_for(bid: Bid) -> dict[uuid.UUID, Result]:
    """Every file of a bid cleaned in this process."""
    return {each.id: _result(content_of(each)) for each in attachments_of_bid(bid)}


def _result(content: bytes) -> Result:
    try:
        return cleaned(content)
    except Unreadable as problem:
        return problem


def begin(actor: Actor, tender: Tender, bid: Bid) -> None:
    """The officer takes a bid up, as the page does."""
    provider = db.session.get_one(Provider, origins_of(tender)[bid.id].provider_id)
    people = [role.person for role in members_of(provider.id)]
    sought = sought_for(provider, people, published_words(tender))
    desk.begin(actor, tender, bid, sought, results_for(bid))
    db.session.flush()


def go_through(actor: Actor, tender: Tender) -> None:
    """Every bid is taken up, all that is found taken out, read and let go."""
    for bid in bids_of(tender):
        begin(actor, tender, bid)
        desk.take_out_the_rest(actor, tender, bid)
        db.session.flush()
        desk.say_read(actor, tender, bid)
    db.session.flush()
    desk.release(actor, tender, shown_of(tender))


def tender_of(made: MadeDesk) -> Tender:
    """The tender, in the session that is open."""
    return db.session.get_one(Tender, (made.house.id, made.tender_id))


def full_of_names(house: make.House) -> MadeDesk:
    """The first bid brings a document along that names its provider."""
    return opened_for_desk(house, dirty_pdf("x", "Tollerby Bridge Trust"))
