"""From the ranking to the letters, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION, Provider
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Seat
from portal.outcomes.models import Letter, LetterOpening
from portal.specifications.queries import groups_of
from tests import make
from tests import make_outcomes as outcomes
from tests.make_moderation import Panel
from tests.shelf import Prepared

SURE = {"sure": "y"}


def names_of(made: Panel) -> list[str]:
    """The names of the bidders."""
    ids = [member.actor.provider_id for member in made.members]
    names = list(db.session.scalars(select(Provider.name).where(Provider.id.in_(ids))))
    db.session.rollback()
    return names


def test_from_the_ranking_to_the_letters(postgres_app: Flask) -> None:
    house = make.house()
    made = outcomes.deciding_tender(house)
    lead = make.client_of(postgres_app, house.lead)
    approver = make.client_of(postgres_app, house.staff[APPROVER])
    first = made.labels[0]

    page = lead.get(made.path("decision"))
    assert f'value="{first}" checked' in " ".join(page.text.split())
    typed = {"choice": first, "reason": "It has the best answers."}
    assert lead.submit(made.path("decision"), typed).status_code == 303
    assert "Waits for the approver" in lead.get(made.path("decision")).text

    typed = {"word": "approve", "reason": "Fair and complete.", "password": make.PASSWORD}
    assert approver.submit(made.path("approval"), typed).status_code == 303
    page = lead.get(made.path("decision"))
    assert not any(name in page.text for name in names_of(made))

    answer = lead.submit(made.path("reveal"), SURE, at=made.path("decision"))
    assert answer.status_code == 303
    page = lead.get(made.path("letters"))
    assert all(name in page.text for name in names_of(made))

    for member in made.members:
        assert make.client_of(postgres_app, member).get(made.path("letter")).status_code == 404
    unread = lead.submit(made.path("release"), SURE, at=made.path("letters"))
    assert "Read every letter before you release them" in unread.text
    for label in made.labels:
        assert "to be read" in lead.get(made.path("letters/check")).text
        lead.get(made.path(f"letters/{label}"))
    answer = lead.submit(made.path("release"), SURE, at=made.path("letters/check"))
    assert answer.status_code == 303
    assert "The letters are out" in lead.get(made.path("letters")).text
    for member in made.members:
        assert make.client_of(postgres_app, member).get(made.path("letter")).status_code == 200


def test_a_page_that_is_not_filled_in_says_so_and_keeps_what_was_typed(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.deciding_tender)
    house = made.house
    lead = make.client_of(quick_app, house.lead)
    page = lead.submit(made.path("decision"), {"choice": "nobody", "reason": ""})
    assert "Give the reason for the decision" in page.text
    assert 'value="nobody" checked' in " ".join(page.text.split())


def test_a_disqualified_bid_cannot_be_chosen(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.deciding_tender, fails_gate=True)
    house = made.house
    lead = make.client_of(quick_app, house.lead)
    out = made.labels[-1]
    assert f'value="{out}"' not in lead.get(made.path("decision")).text
    page = lead.submit(made.path("decision"), {"choice": out, "reason": "We like it."})
    assert page.status_code == 200
    assert "There is a problem" in page.text


def test_r20_an_approver_who_holds_a_seat_is_refused(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.decided_tender)
    house = made.house
    approver = house.staff[APPROVER]
    with make.writing(house.id):
        from portal.audit.journal import record

        db.session.add(
            Seat(
                tender_id=made.id,
                person_id=approver.actor.person_id,
                group_id=groups_of(made.tender())[0].id,
                given_at=clock.now(),
            )
        )
        record("decision:sent-back", approver.actor, made.id, reason="any event")
    client = make.client_of(quick_app, approver)
    page = client.get(made.path("approval"))
    assert "somebody else has to approve" in page.text
    answer = client.submit(
        made.path("approval"), {"word": "approve", "reason": "Fine."}, at="/sign-in"
    )
    assert answer.status_code == 403
    with tenant(house.id):
        assert made.tender().stage == "deciding"


def test_irreversible_steps_ask_first(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.approved_tender)
    house = made.house
    lead = make.client_of(quick_app, house.lead)
    page = lead.submit(made.path("reveal"), {}, at=made.path("decision"))
    assert "Tick the box to go on" in page.text
    with tenant(house.id):
        assert made.tender().revealed_at is None
    assert lead.submit(made.path("reveal"), SURE, at=made.path("decision")).status_code == 303
    for label in made.labels:
        lead.get(made.path(f"letters/{label}"))
    page = lead.submit(made.path("release"), {}, at=made.path("letters/check"))
    assert "Tick the box to go on" in page.text
    with tenant(house.id):
        assert db.session.scalars(select(Letter)).all() == []


def test_the_first_opening_of_a_letter_is_recorded_once(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    member = make.client_of(quick_app, made.members[1])
    path = made.path("letter")
    assert member.head(path).status_code == 200
    assert member.get(path, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert openings(made) == (0, 0)
    for _again in range(2):
        assert member.get(path).status_code == 200
    assert openings(made) == (1, 1)
    page = make.client_of(quick_app, house.lead).get(made.path("letters"))
    assert page.text.count("Not opened yet") == 2


def openings(made: Panel) -> tuple[int, int]:
    """How many openings stand in the table, and how many in the log."""
    with tenant(made.house.id):
        rows = db.session.scalars(select(LetterOpening)).all()
        logged = db.session.scalars(select(Event).where(Event.name == "letter:opened")).all()
        return len(rows), len(logged)


def test_a_letter_is_for_its_own_provider_alone(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    stranger = make.client_of(quick_app, make.provider("Another Trust"))
    assert stranger.get(made.path("letter")).status_code == 404
    own = make.client_of(quick_app, made.members[1])
    assert own.get(made.path(f"letters/{made.labels[1]}")).status_code == 404
    text = own.get(made.path("letter")).text
    third = db.session.get_one(Provider, made.members[2].actor.provider_id)
    assert third.name not in text
    for role in (PARTICIPATION,):
        client = make.client_of(quick_app, house.staff[role])
        assert client.get(made.path("letters")).status_code == 404


def test_a_released_letter_stays_as_it_was_released(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    label = made.labels[1]
    texts = [
        make.client_of(quick_app, human).get(made.path(page)).text
        for human, page in (
            (house.lead, f"letters/{label}"),
            (house.staff[AUDITOR], f"letters/{label}"),
            (made.members[1], "letter"),
        )
    ]
    sheets = {
        text.partition('<div class="letter-head">')[2].partition("</article>")[0] for text in texts
    }
    assert len(sheets) == 1
    assert "Your answer to Q1 names a person, and lacks dates." in sheets.pop()


def test_r23_notice_and_standstill_show_to_both_sides(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    house = made.house
    with clock.at(datetime(2026, 12, 18, 12, tzinfo=UTC)):
        lead = make.client_of(quick_app, house.lead)
        member = make.client_of(quick_app, made.members[2])
        assert "not published yet" in member.get(made.path("letter")).text
        day = {"published_on": ["19", "12", "2026"], "has_standstill": "yes"}
        page = lead.submit(made.path("award-notice"), day)
        assert "This day hasn’t come yet" in page.text
        day |= {"published_on": ["17", "12", "2026"]}
        assert lead.submit(made.path("award-notice"), day).status_code == 303
        for page in (lead.get(made.path("letters")), member.get(made.path("letter"))):
            assert "ends at midnight at the end of 30 December 2026" in page.text
        shown = lead.get(made.path("award-notice")).text
        assert "30 December 2026" in shown
        assert "Boxing Day (observed) (England" in shown
        assert "Thursday 17 December 2026" in shown


def test_where_a_standstill_is_the_law_there_is_nothing_to_choose(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.released_tender, regime="ordinary")
    house = made.house
    with clock.at(datetime(2026, 12, 18, 12, tzinfo=UTC)):
        lead = make.client_of(quick_app, house.lead)
        assert "has_standstill" not in lead.get(made.path("award-notice")).text
        day = {"published_on": ["17", "12", "2026"]}
        assert lead.submit(made.path("award-notice"), day).status_code == 303
        assert "30 December 2026" in lead.get(made.path("award-notice")).text
