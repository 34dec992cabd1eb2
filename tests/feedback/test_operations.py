"""What people said and what was done goes out in versions; promises and questions stay (P20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Person
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.feedback import queries as ask_for
from portal.feedback.models import ToldNotice
from portal.feedback.owed import Owed, owed_of
from tests import make
from tests import make_feedback as feedback
from tests.make_panels import join
from tests.make_writing import Written, open_round, tender_of

LATER = make.START + timedelta(days=30)


def _standing(made: Written) -> Owed:
    with make.looking(made.house.id):
        return owed_of([made.tender_id])[made.tender_id]


def test_lines_are_drafted_from_the_answers_once_each_and_in_nobodys_words(made: Written) -> None:
    assert feedback.draft(made) == 1
    assert feedback.draft(made) == 0
    with make.looking(made.house.id):
        line = ask_for.drafts_of(tender_of(made.house, made.tender_id))[-1]
    assert (line.who, line.said, line.outcome) == ("young", "Listening", "taken_up")
    assert line.did == "We changed this part: Q1 Listening."
    assert not line.is_of_many
    assert "Will somebody listen" not in f"{line.said} {line.did} {line.possible}"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"did": "", "possible": ""}, "what you did"),
        ({"expected_on": None}, "the day"),
        ({"promise": ""}, "what you promise"),
        ({"said": "Somebody said: will somebody listen, to us? Yes."}, "word for word"),
        ({"possible": "‘Will somebody listen to us?’ There is no money."}, "word for word"),
    ],
)
def test_a_line_says_something_and_quotes_nobody(
    made: Written, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        feedback.add_line(made, replace(feedback.LINE, **changes))  # type: ignore[arg-type]


def test_a_version_stays_and_a_corrected_one_stands_beside_it(made: Written) -> None:
    with pytest.raises(Refused, match="new or corrected"):
        feedback.tell(made)
    feedback.add_line(made, replace(feedback.LINE, said="Buses.", promise="", expected_on=None))
    feedback.tell(made, "Buses were missing.")
    with make.looking(made.house.id):
        versions = ask_for.tellings_of(tender_of(made.house, made.tender_id))
        public = ask_for.versions_for_all(made.tender_id)
    assert [(each.number, len(each.lines)) for each in versions] == [(2, 2), (1, 1)]
    assert [len(each.document["lines"]) for each in public] == [2, 1]
    assert public[0].document["why"] == "Buses were missing."
    assert versions[0].lines[0].key == versions[1].lines[0].key


def test_each_member_is_told_in_the_way_they_asked_for(made: Written) -> None:
    with make.looking(made.house.id):
        version = ask_for.tellings_of(tender_of(made.house, made.tender_id))[0]
        ways = sorted((each.how, each.told is not None) for each in ask_for.ways_of(version))
    assert ways == [("call", False), ("here", True), ("here", True)]
    assert _standing(made).to_tell == 1
    feedback.tick_off(made, 0, clock.today())
    assert _standing(made).to_tell == 0
    with pytest.raises(Refused, match="noted already"):
        feedback.tick_off(made, 0, clock.today())


def test_somebody_is_told_on_a_day_since_the_version_is_out(made: Written) -> None:
    for day in (date(2026, 8, 31), date(2026, 9, 2)):
        with pytest.raises(Refused, match="Choose a day"):
            feedback.tick_off(made, 0, day)


def test_a_mail_says_that_there_is_news_and_nothing_of_it(made: Written) -> None:
    feedback.agree_to_be_told(made, 1, by="email")
    feedback.tell(made, "Nothing new but the words.")
    with make.looking():
        mails = db.session.scalars(select(Mail)).all()
        member = db.session.get_one(Person, made.panel.members[1].actor.person_id)
        mine = [each for each in mails if each.to == member.email]
    assert [each.subject for each in mine][-1] == "News for you"
    assert feedback.PAGE in mine[-1].body
    assert "Clubs" not in mine[-1].body
    assert made.panel.members[1].name not in mine[-1].body


def test_who_hasnt_agreed_to_be_told_gets_no_message(made: Written) -> None:
    person = made.others.members[0].actor.person_id
    assert person
    join(made.house, made.panel.id, person)
    feedback.tell(made, "Again.")
    with make.looking(made.house.id):
        version = ask_for.tellings_of(tender_of(made.house, made.tender_id))[0]
        assert len(ask_for.ways_of(version)) == 3


def test_somebody_on_two_panels_is_told_once(made: Written) -> None:
    person = made.panel.members[1].actor.person_id
    assert person
    second = join(made.house, made.others.id, person, said={"told_afterwards": True})
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        assert second not in {each.id for each in ask_for.took_part(tender)}
    open_round(made.house, made.tender_id, made.others)
    feedback.tell(made, "Again.")
    with make.looking(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        assert second in {each.id for each in ask_for.took_part(tender)}
        ways = ask_for.ways_of(ask_for.tellings_of(tender)[0])
    assert [each.member.person_id for each in ways].count(person) == 1


def test_a_promised_day_is_watched_until_a_version_is_out(made: Written) -> None:
    assert _standing(made).day is None
    with pytest.raises(Refused, match="why the day changes"):
        feedback.promise_day(made, date(2026, 9, 28))
    with clock.at(make.START + timedelta(days=1)):
        feedback.promise_day(made, date(2026, 9, 28), "After the award we tell you again.")
        with pytest.raises(Refused, match="this day already"):
            feedback.promise_day(made, date(2026, 9, 28), "Again.")
    with clock.at(LATER):
        assert _standing(made).days_late() == 3
        with pytest.raises(Refused, match="is over"):
            feedback.promise_day(made, date(2026, 9, 29), "Too late.")
        feedback.tell(made, "After the award.")
        assert _standing(made).days_late() == 0


def test_a_promise_is_followed_until_it_is_seen_working(made: Written) -> None:
    with pytest.raises(Refused, match="the day"):
        feedback.note(made, "in_contract")
    feedback.note(made, "in_contract", day=feedback.EXPECTED)
    with clock.at(make.START.replace(year=2027)):
        assert _standing(made).late_promises == 1
        feedback.note(made, "expected", "The building isn’t ready.", date(2027, 12, 1))
        assert _standing(made).late_promises == 0
        feedback.note(made, "seen", "We were there on a Tuesday at seven.")
        with pytest.raises(Refused, match="That stays"):
            feedback.note(made, "broken", "No.")
    with make.looking(made.house.id):
        promise = ask_for.promise_of(tender_of(made.house, made.tender_id), 1)
        states = [each.state for each in promise.steps]
    assert states == ["expected", "in_contract", "expected", "seen"]


@pytest.mark.parametrize(
    ("state", "words", "day", "why"),
    [
        ("broken", "", None, "how you know"),
        ("expected", "Same.", feedback.EXPECTED, "already"),
    ],
)
def test_a_step_of_a_promise_says_something_new_and_why(
    made: Written, state: str, words: str, day: date | None, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        feedback.note(made, state, words, day)


def test_a_promise_thats_out_isnt_changed_by_editing_its_line(made: Written) -> None:
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        line = ask_for.drafts_of(tender)[0]
        facts = replace(feedback.LINE, promise="Nothing.", expected_on=date(2030, 1, 1))
        feedback.act.change_line(tender, line, facts)
    feedback.tell(made, "Other words.")
    with make.looking(made.house.id):
        promises = ask_for.promises_of(tender_of(made.house, made.tender_id))
    assert [(each.words, len(each.steps)) for each in promises] == [(feedback.LINE.promise, 1)]


def test_a_question_goes_to_a_named_person_and_both_words_stand(made: Written) -> None:
    feedback.ask(made)
    approver = made.house.staff["approver"].actor.person_id
    assert _standing(made).questions == [(approver, date(2026, 9, 15))]
    feedback.reply(made)
    assert _standing(made).questions == []
    with make.looking(made.house.id):
        found = ask_for.question_of(tender_of(made.house, made.tender_id), 1)
        said = (found.words, found.reply and found.reply.words)
    assert said == ("When exactly?", "From April on.")


def test_of_a_reply_only_who_asked_for_mails_gets_one(made: Written) -> None:
    feedback.agree_to_be_told(made, 1, by="email")
    for who in (0, 1):
        feedback.ask(made, who)
        feedback.reply(made, who + 1)
    with make.looking():
        people = [each.actor.person_id for each in made.panel.members[:2]]
        ours = [db.session.get_one(Person, each).email for each in people]
        replies = select(Mail.to).where(Mail.body.like("There is a reply%"))
        told = db.session.scalars(replies).all()
    assert all(ours)
    assert told == [ours[1]]


def test_a_question_is_handed_on_with_its_day(made: Written) -> None:
    feedback.ask(made)
    lead = made.house.lead.actor.person_id
    with make.writing(made.house.id):
        tender = tender_of(made.house, made.tender_id)
        found, person = ask_for.question_of(tender, 1), db.session.get_one(Person, lead)
        feedback.after.hand_on(feedback.lead_of(made), tender, found, person)
    with clock.at(LATER):
        assert _standing(made).questions == [(lead, date(2026, 9, 15))]
        with make.writing(made.house.id), pytest.raises(Refused, match="somebody else"):
            tender = tender_of(made.house, made.tender_id)
            found, person = ask_for.question_of(tender, 1), db.session.get_one(Person, lead)
            feedback.after.hand_on(feedback.lead_of(made), tender, found, person)


def test_everybody_reads_no_name_and_no_number_of_people(made: Written, quick_app: Flask) -> None:
    with make.looking():
        document = db.session.scalars(select(ToldNotice)).one().document
    names = [human.name for human in made.panel.members]
    assert not [name for name in names if name in str(document)]
    assert set(document["lines"][0]) == {
        "number",
        "who",
        "is_of_many",
        "said",
        "outcome",
        "did",
        "possible",
        "place",
        "promise",
    }
