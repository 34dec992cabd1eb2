"""A new officer takes another one's place after publication; nobody alone has two shares (R29)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from itertools import combinations

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.audit.models import Event
from portal.bids.models import Bid
from portal.bids.opening import bring_share
from portal.core import clock, resting
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.sealing import CannotOpen
from portal.core.tenancy import tenant
from portal.tenders.models import Tender
from portal.tenders.openers import changing as act
from portal.tenders.openers.ceremony import taken_over
from portal.tenders.openers.models import FIRST, RECOVERY, SEATS, SECOND, KeyShare, Opener
from portal.tenders.openers.models import OpenerChange as Row
from portal.tenders.openers.queries import WINDOW, key_of_bids, openers_of, shares_of
from portal.tenders.openers.queries_change import share_place
from tests import make, make_bids, make_openers
from tests.make_bids import BEFORE
from tests.shelf import Prepared

LATER = timedelta(hours=3)


def _lent(house: make.House) -> tuple[make.House, uuid.UUID, make.Human]:
    """All but the last step, with a bid; and somebody who may take that."""
    tender_id = make_bids.published(house)[1]
    make_bids.submitted_bid(tender_id, make.provider())
    other = make.staff(house, APPROVER)
    with clock.at(BEFORE):
        make_openers.begin_change(house, tender_id)
        make_openers.lend(house, tender_id)
    return house, tender_id, other


def _replaced(house: make.House) -> tuple[make.House, uuid.UUID, make.Human]:
    house, tender_id, other = _lent(house)
    with clock.at(BEFORE):
        make_openers.renew(house, tender_id, other.actor)
    return house, tender_id, other


def _tender(house: make.House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def test_r29_an_officer_is_replaced_on_pages(app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    make_bids.submitted_bid(tender_id, make.provider())
    other = make.staff(house, APPROVER)
    lead, stays, leaves, new, brings = (
        make.client_of(app, human)
        for human in (
            house.lead,
            house.staff[PARTICIPATION],
            house.staff[APPROVER],
            house.staff[AUDITOR],
            other,
        )
    )
    here = f"/ambleford/tenders/{tender_id}/openers"
    person_id = str(house.staff[AUDITOR].actor.person_id)
    with clock.at(BEFORE):
        assert "Choose who leaves" in lead.submit(f"{here}/change", {}).text
        with make.looking():
            before = len(db.session.scalars(select(Mail.id)).all())
        chosen = {"seat": SECOND, "person": person_id}
        assert lead.submit(f"{here}/change", chosen).status_code == 303
        with make.looking():
            mails = db.session.scalars(select(Mail).order_by(Mail.created_at)).all()
            assert len(mails) == before + 4
            assert f"{here}/change" in mails[-1].body
        assert "under way" in lead.submit(f"{here}/change", chosen).text
        assert leaves.get(f"{here}/change/phrase").status_code == 404
        assert new.get(f"{here}/change/rehearsal").status_code == 403
        phrase = {"new_phrase": make_openers.NEW_PHRASE, "again": make_openers.NEW_PHRASE}
        assert new.submit(f"{here}/change/phrase", phrase).status_code == 303
        assert stays.get(f"{here}/change/share").status_code == 403
        for client, words in ((new, make_openers.NEW_PHRASE), (stays, make_openers.PHRASES[FIRST])):
            done = client.submit(f"{here}/change/rehearsal", {"phrase": words})
            assert done.status_code == 303, done.text
        assert brings.get(f"{here}/change/code").status_code == 403
        wrong = stays.submit(f"{here}/change/share", {"phrase": "not the right phrase at all"})
        assert "isn’t your opening phrase" in wrong.text
        right = {"phrase": make_openers.PHRASES[FIRST]}
        assert stays.submit(f"{here}/change/share", right).status_code == 303
        for client in (lead, stays, leaves, new):
            assert client.get(f"{here}/change/code").status_code in (403, 404)
        page = brings.get(f"{here}/change/code").text
        (made,) = re.findall(r'name="made" value="([^"]+)"', page)[:1]
        codes = {"made": made, "old_code": made, "code": made}
        assert "isn’t the recovery code" in brings.submit(f"{here}/change/code", codes).text
        old = codes | {"old_code": make_openers.CODE}
        slip = brings.submit(f"{here}/change/code", old | {"code": made[:-1]})
        assert "isn’t a whole recovery code" in slip.text
        assert made in slip.text
        assert brings.submit(f"{here}/change/code", old).status_code == 303
        assert house.staff[AUDITOR].name in lead.get(here).text
        assert lead.get(f"{here}/change/code").status_code == 404
    with make.looking():
        deadline = make_bids.notice_of(tender_id).deadline_at
    with clock.at(deadline + LATER):
        opening = f"/ambleford/tenders/{tender_id}/opening"
        gone = leaves.submit(opening, {"phrase": make_openers.PHRASES[SECOND]})
        assert gone.status_code == 404
        assert (
            "isn’t the recovery code"
            in brings.submit(f"{opening}/recovery", {"code": make_openers.CODE}).text
        )
        assert new.submit(opening, {"phrase": make_openers.NEW_PHRASE}).status_code == 303
        assert brings.submit(f"{opening}/recovery", {"code": made}).status_code == 303
    with tenant(house.id):
        assert len(db.session.scalars(select(Bid)).all()) == 1
        names = db.session.scalars(select(Event.name)).all()
        assert names.count("opener:replaced") == 1
    db.session.remove()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("pair", list(combinations(SEATS, 2)))
def test_r29_any_two_of_the_new_three_open(prepared: Prepared, pair: tuple[str, str]) -> None:
    house, tender_id, other = prepared(_replaced)
    actors = {
        FIRST: house.staff[PARTICIPATION].actor,
        SECOND: house.staff[AUDITOR].actor,
        RECOVERY: other.actor,
    }
    with clock.at(make_bids.notice_of(tender_id).deadline_at + LATER):
        for seat in pair:
            with make.writing(house.id):
                private = make_openers.new_private_of(seat, tender_id)
                opened = bring_share(actors[seat], _tender(house, tender_id), seat, private)
            assert (opened is None) == (seat == pair[0])
        with tenant(house.id):
            assert len(db.session.scalars(select(Bid)).all()) == 1


def test_r29_what_opened_before_opens_nothing_more(prepared: Prepared) -> None:
    house, tender_id, other = prepared(_replaced)
    with clock.at(make_bids.notice_of(tender_id).deadline_at + LATER):
        for seat in (SECOND, RECOVERY):
            private = make_openers.private_of(seat, tender_id)
            with pytest.raises(Refused), make.writing(house.id):
                bring_share(other.actor, _tender(house, tender_id), seat, private)
    with tenant(house.id):
        row = db.session.scalars(select(Row)).one()
        assert (row.is_done, row.box, row.wrapped) == (True, None, None)
        for table in (Opener, KeyShare):
            for statement in (update(table).values(seat=FIRST), delete(table)):
                with pytest.raises(DBAPIError):
                    db.session.execute(statement)
                db.session.rollback()


def test_r29_nobody_gathers_two_shares(prepared: Prepared) -> None:
    """Not with the code and a copy of the database, nor by taking two of the steps."""
    house, tender_id, other = prepared(_lent)
    lead, stays = house.lead, house.staff[PARTICIPATION]
    with tenant(house.id):
        row, key = db.session.scalars(select(Row)).one(), key_of_bids(_tender(house, tender_id))
        code = make_openers.private_of(RECOVERY, tender_id)
        assert row.box
        with pytest.raises((CannotOpen, ValueError)):
            taken_over(code, row.box.hex(), key.id, RECOVERY, FIRST)
        lent = resting.rouse(row.box, share_place(row)).hex()
        assert taken_over(code, lent, key.id, RECOVERY, FIRST).place == 1
        assert shares_of(key).keys() == set(SEATS)
    with clock.at(BEFORE):
        for human in (lead, stays, house.staff[AUDITOR], house.staff[APPROVER]):
            with pytest.raises(Refused, match="has changed"):
                make_openers.renew(house, tender_id, human.actor)
        with pytest.raises(Refused, match="isn’t the recovery code"):
            make_openers.renew(house, tender_id, other.actor, bytes([7] * 32))
    with clock.at(BEFORE + WINDOW), pytest.raises(Refused, match="has changed"):
        make_openers.renew(house, tender_id, other.actor)
    with clock.at(BEFORE), make.writing(house.id):
        act.stop(lead.actor, _tender(house, tender_id))
    with tenant(house.id):
        assert db.session.scalars(select(Row)).one().box is None
        found = openers_of(_tender(house, tender_id))
        assert found.rows[SECOND].person_id == house.staff[APPROVER].actor.person_id
    for actor, person in ((stays.actor, AUDITOR), (lead.actor, PARTICIPATION)):
        person_id = house.staff[person].actor.person_id
        assert person_id
        with clock.at(BEFORE), pytest.raises(Refused), make.writing(house.id):
            act.begin(actor, _tender(house, tender_id), SECOND, person_id)
