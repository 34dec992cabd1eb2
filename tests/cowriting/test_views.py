"""Members write and see what came of it; leads open rounds and answer; nobody learns a name."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.specifications.cowriting.cards import CARDS, FITTING
from portal.specifications.cowriting.models import SUGGESTION_KINDS
from tests import make
from tests.make_lifting import open_store
from tests.make_writing import Written, end_rounds, written
from tests.pages import plainly
from tests.shelf import Prepared
from tests.statements import statements_at

SECRET = "Ask Zephyrine"


def test_a_member_writes_checks_their_words_and_sends_them(
    writing: Written, quick_app: Flask
) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    together = plainly(client.get(writing.path("together")).text)
    assert "Make this tender better with us." in together
    page = client.get(writing.path("together/read?words=standard")).text
    assert "Young carers." in page
    path = re.search(r'href="([^"]*suggest/words[^"]*)"', page)
    assert path
    here = path[1].replace("&amp;", "&")
    assert ">\nYoung carers.</textarea>" in client.get(here).text
    typed = {"words": "All young carers, ring 07700 900123.", "reason": "It is for all."}
    checked = client.submit(here, typed | {"step": "check"}).text
    assert "Check your words" in checked
    assert "a phone number: 07700 900123" in checked
    assert "Who reads this" in checked
    again = client.submit(here, typed | {"step": "change"}).text
    assert "All young carers, ring" in again
    assert client.submit(here, typed | {"step": "send"}).status_code == 303
    mine = client.get(writing.path("together/mine")).text
    assert "<ins>" in mine
    assert "We are still thinking about it" in mine


def test_the_look_finds_the_names_of_the_panel_and_lets_them_stay(
    writing: Written, quick_app: Flask
) -> None:
    other = writing.panel.members[1].name
    client = make.client_of(quick_app, writing.panel.members[0])
    here = writing.path("together/suggest/question")
    typed = {"words": f"Why does {other} wait?"}
    assert "a name" in client.submit(here, typed | {"step": "check"}).text
    assert client.submit(here, typed | {"step": "send"}).status_code == 303


def test_a_card_is_enough_and_nothing_at_all_is_not(writing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    about = writing.path("together/read")
    path = re.search(r'href="([^"]*suggest/weight[^"]*)"', client.get(about).text)
    assert path
    here = path[1].replace("&amp;", "&")
    assert "Write the number that it should be" in client.submit(here, {"step": "check"}).text
    assert "Check your words" in client.submit(here, {"step": "check", "card": "matters"}).text
    assert client.submit(here, {"step": "send", "card": "matters"}).status_code == 303
    assert "This matters more to me" in client.get(writing.path("together/mine")).text
    for number in ("100.1", "900"):
        assert "more than there is" in client.submit(here, {"words": number}).text
    least = path[1].replace("&amp;", "&").replace("suggest/weight", "suggest/minimum")
    assert "more than there is" in client.submit(least, {"words": "99"}).text


def test_each_kind_has_cards_that_fit_it(writing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    new = client.get(writing.path("together/suggest/question")).text
    assert "What is a normal day with you like?" in new
    assert "Please keep it" not in new
    for kind, cards in FITTING.items():
        assert kind in SUGGESTION_KINDS
        assert set(cards) <= CARDS.keys()


def test_a_worry_leads_to_the_safety_page_and_is_kept_nowhere_here(
    writing: Written, quick_app: Flask
) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    here = writing.path("together/suggest/question")
    page = client.submit(here, {"words": SECRET, "reason": "Because.", "step": "safety"})
    assert f"{SECRET}\nBecause." in page.text
    assert f'action="/{writing.house.slug}/help"' in page.text
    assert SECRET not in client.get(writing.path("together/mine")).text


def test_the_safety_page_begins_with_the_words_and_no_error(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(with_store)
    client = make.client_of(quick_app, made.panel.members[0])
    help_page = f"/{made.house.slug}/help"
    page = client.submit(help_page, {"words": SECRET, "only-words": "yes"})
    assert f"{SECRET}</textarea>" in page.text
    assert "There is a problem" not in page.text
    assert "Choose how we should get in touch" not in page.text
    missing = client.submit(help_page, {"words": SECRET})
    assert "Choose how we should get in touch" in missing.text
    assert client.submit(help_page, {"words": SECRET, "reach": "none"}).status_code == 303


def with_store(house: make.House) -> Written:
    """The same where somebody reads what is sent for safety."""
    return written(open_store(house))


def test_an_empty_suggestion_is_refused_whatever_button_was_sent(
    writing: Written, quick_app: Flask
) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    here = writing.path("together/suggest/question")
    for sent in ({"words": ""}, {"words": " ", "step": ""}, {"words": "", "step": "check"}):
        page = client.submit(here, sent).text
        assert "There is a problem" in page
        assert "Change the words, or choose one of the cards." in page
    assert "Check your words" in client.submit(here, {"words": "Who listens?"}).text


def test_a_card_names_its_kind_once(writing: Written, quick_app: Flask) -> None:
    writing.suggest(0)
    page = make.client_of(quick_app, writing.panel.members[0]).get(writing.path("together/mine"))
    card = page.text.partition('<section class="card"')[2].partition("</section>")[0]
    assert card.partition("Why")[0].count("A question for bidders") == 1


def test_a_place_that_isnt_there_is_a_404(writing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, writing.panel.members[0])
    for kind in ("words", "weight", "minimum", "paragraph"):
        path = writing.path(f"together/suggest/{kind}")
        assert client.get(path).status_code == 404
        assert client.get(f"{path}?about={writing.tender_id}").status_code == 404


def test_others_of_the_panel_agree_and_add(writing: Written, quick_app: Flask) -> None:
    writing.suggest(0, words=SECRET)
    client = make.client_of(quick_app, writing.panel.members[1])
    page = client.get(writing.path("together/others")).text
    assert "Somebody of your panel" in page
    assert writing.panel.members[0].name not in page
    client.submit(writing.path("together/others/1"), {"words": "And often."})
    page = client.get(writing.path("together/others")).text
    assert "1 other person agrees." in page
    assert "And often." in page
    assert "together/others/1" not in page  # once each
    assert client.get(writing.path("together/others/1")).status_code == 403


def test_what_is_added_is_looked_at_once_too(writing: Written, quick_app: Flask) -> None:
    writing.suggest(0)
    client = make.client_of(quick_app, writing.panel.members[1])
    here = writing.path("together/others/1")
    page = client.submit(here, {"words": "Write to cas@people.example"})
    assert "an email address: cas@people.example" in page.text
    warned = re.search(r'name="warned_of"[^>]*value="([0-9a-f]+)"', page.text)
    assert warned
    again = {"words": "Write to cas@people.example", "warned_of": warned[1]}
    assert client.submit(here, again).status_code == 303


def test_a_name_shows_to_the_panel_where_its_owner_said_so(
    writing: Written, quick_app: Flask
) -> None:
    writing.suggest(0, shows_name=True)
    name = writing.panel.members[0].name
    seen = make.client_of(quick_app, writing.panel.members[1])
    assert name in seen.get(writing.path("together/others")).text
    lead = make.client_of(quick_app, writing.house.lead)
    assert name not in lead.get(writing.path("suggestions")).text


def test_a_lead_answers_in_a_theme_and_each_reads_what_came_of_it(
    writing: Written, quick_app: Flask
) -> None:
    writing.suggest(0, "weight", "Q1", words="40")
    writing.suggest(1, words=SECRET)
    lead = make.client_of(quick_app, writing.house.lead)
    page = lead.get(writing.path("suggestions?show=waiting")).text
    assert page.count("A young person of the panel") == 2
    here = writing.path("suggestions/answer?of=1&of=2")
    part = re.search(r'value="(criterion [^"]*)"[^>]*>Q1 Listening', lead.get(here).text)
    assert part
    typed = {"theme": "Listening", "outcome": "taken_up", "reason": "You are right."}
    assert "Choose the part" in lead.submit(here, typed).text
    assert lead.submit(here, typed | {"part": part[1]}).status_code == 303
    page = lead.get(writing.path("suggestions")).text
    assert "It went here: <bdi>Q1 Listening" in page
    assert f"specification/criteria/{part[1].split()[1]}" in page
    for human in writing.panel.members[:2]:
        mine = make.client_of(quick_app, human).get(writing.path("together/mine")).text
        assert "Yes. We did it." in mine
        assert "You are right." in mine
        assert "It went here: <bdi>Q1 Listening" in mine


def test_this_doesnt_answer_it_comes_back_to_the_lead(writing: Written, quick_app: Flask) -> None:
    writing.suggest(0)
    writing.answer(1, outcome="not_taken_up")
    member = make.client_of(quick_app, writing.panel.members[0])
    here = writing.path("together/mine/1")
    assert here in member.get(writing.path("together/mine")).text
    assert member.submit(here, {"words": "You don’t say why."}).status_code == 303
    assert member.get(here).status_code == 403
    lead = make.client_of(quick_app, writing.house.lead)
    assert "You don’t say why." in lead.get(writing.path("suggestions?show=questioned")).text
    check = lead.get(writing.path("specification/check")).text
    assert "One person says that their suggestion isn’t answered" in check
    assert "suggestions?show=questioned" in check


@pytest.mark.parametrize("role", ["procurement_lead", PARTICIPATION])
def test_a_lead_asks_a_panel_and_changes_the_end(
    writing: Written, quick_app: Flask, role: str
) -> None:
    end_rounds(writing.house, writing.tender_id)
    client = make.client_of(quick_app, writing.house.staff[role])
    typed = {
        "panel_id": str(writing.others.id),
        "purpose": "Second thoughts.",
        "can_change": "All words.",
        "cannot_change": "The budget.",
        "closes_on": ["20", "9", "2026"],
    }
    asks = {"minutes": "45", "known_before": "Breaks matter. Not yet known: when."}
    here = writing.path("writing-rounds/new")
    assert "What we know about this already" in client.get(here).text
    assert "Say what was known before" in client.submit(here, typed).text
    assert client.submit(here, typed | asks).status_code == 303
    calendar = client.get(f"/{writing.house.slug}/asks?year=2026").text
    assert "Breaks matter. Not yet known: when." in calendar
    page = client.get(writing.path("writing-rounds")).text
    page = page[page.index("The parents’ panel, round 1") :] + page
    assert "Everybody has written." in page
    one = re.search(r'href="([^"]*writing-rounds/[0-9a-f-]{36})"', page)
    assert one
    assert "Enter the new last day" in client.submit(one[1], {"what": "more", "reason": "x"}).text
    assert client.submit(one[1], {"what": "close", "reason": "Enough."}).status_code == 303
    assert "Enough." in client.get(writing.path("writing-rounds")).text


def test_names_stand_on_the_participation_leads_page_alone(
    writing: Written, quick_app: Flask
) -> None:
    writing.suggest(0)
    writing.back(1, 1)
    names = [human.name for human in writing.panel.members]
    for role, human in writing.house.staff.items():
        page = make.client_of(quick_app, human).get(writing.path("suggestions")).text
        assert (names[0] in page) is (role == PARTICIPATION), role
        assert names[1] not in page
        told = "Fewer than 5 others agree" if role in (APPROVER, AUDITOR) else "1 other person"
        assert told in page


def test_another_panels_member_and_other_people_find_nothing(
    writing: Written, quick_app: Flask
) -> None:
    writing.suggest(0)
    strangers = [writing.others.members[0], make.provider(), make.house("northmere").lead]
    pages = ("together", "together/read", "together/others", "together/mine", "suggestions", "")
    for human in strangers:
        client = make.client_of(quick_app, human)
        for page in pages:
            assert client.get(writing.path(page)).status_code == 404, (human.name, page)


def test_lists_ask_as_often_for_many_suggestions_as_for_one(
    writing: Written, quick_app: Flask
) -> None:
    lead = make.client_of(quick_app, writing.house.staff[PARTICIPATION])
    member = make.client_of(quick_app, writing.panel.members[0])

    def counts() -> list[int]:
        pages = [(lead, "suggestions"), (lead, "writing-rounds")]
        pages += [(member, f"together{each}") for each in ("", "/others", "/mine")]
        for client, page in pages:
            client.get(writing.path(page))
        return [statements_at(client, writing.path(page)) for client, page in pages]

    for who in (0, 1):
        writing.suggest(who, shows_name=True)
        writing.back(2, who + 1)
    writing.answer(1, 2)
    few = counts()
    for each in ("we", "you", "they"):
        writing.suggest(0, words=f"Will {each} listen?")
        writing.suggest(1, words=f"Will {each} listen?", shows_name=True)
    writing.back(1, 3)
    writing.answer(3, 4, 5)
    assert counts() == few
