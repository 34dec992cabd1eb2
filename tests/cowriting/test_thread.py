"""The golden thread: each part shows what shaped it, and each suggestion where it went (P10)."""

from __future__ import annotations

import re

from flask import Flask

from portal.accounts.models import AUDITOR, PARTICIPATION
from portal.participation.insights import operations as insights
from portal.participation.insights.queries import insight_by_id
from portal.specifications.known.views import parts_of
from portal.specifications.paragraphs import operations as paragraphs
from portal.specifications.paragraphs.facts import ParagraphFacts
from portal.specifications.queries import sections_of
from tests import make
from tests.make_writing import Written, publish, tender_of
from tests.participation.test_insights import entered, facts
from tests.statements import statements_at

PUBLIC = "The bus stops at six, so clubs are over."
STAFF = "A reader told staff alone."


def _shaped(writing: Written) -> None:
    """The text by words, a question by its weight, another part by what was known before."""
    house = writing.house
    words = writing.suggest(0, "words", "Who (1)", words="All young carers.")
    weight = writing.suggest(1, "weight", "Q1", words="35")
    least = writing.suggest(1, "minimum", "Q1", words="2")
    writing.answer(words, outcome="taken_up", title="Who (1)")
    writing.answer(weight, outcome="adapted", title="Q1")
    writing.answer(least, outcome="not_taken_up", title="Q1")
    told = [facts(PUBLIC, permission="public"), facts(STAFF, permission="staff")]
    for insight_id in entered(house, *told):
        with make.writing(house.id):
            tender = tender_of(house, writing.tender_id)
            every = parts_of(tender)
            chosen = [part for part in every if part.title.startswith(("Who (1)", "Q2"))]
            lead = house.staff[PARTICIPATION].actor
            known = {part.id for part in every}
            insights.link_insight(lead, tender, insight_by_id(insight_id), chosen, known)


def _card(page: str, title: str) -> str:
    """What a page says of one part."""
    return page.partition(f">{title}")[2].partition("</section>")[0]


def test_each_part_shows_staff_which_suggestions_and_insights_shaped_it(
    quick_app: Flask, writing: Written
) -> None:
    _shaped(writing)
    for human in (writing.house.lead, writing.house.staff[AUDITOR]):
        client = make.client_of(quick_app, human)
        page = client.get(writing.path("suggestions/thread")).text
        text, first, second = (_card(page, title) for title in ("Who (1)", "Q1", "Q2"))
        assert "Suggestion 1</a>: Other words. Taken up." in text
        assert PUBLIC in text
        assert STAFF in text
        assert "Suggestion 2</a>: How much it counts. Adapted." in first
        assert "Suggestion 3" not in first
        assert "Suggestion" not in second
        assert PUBLIC in second
        assert "suggestions?show=answered#suggestion-2" in first
        builder = client.get(writing.path("specification")).text
        assert "suggestions/thread#part-" in builder
    lead = make.client_of(quick_app, writing.house.lead).get(writing.path("specification")).text
    assert "Shaped by 1 suggestion, 2 insights" in lead
    assert "Shaped by 2 insights" in lead


def test_each_part_shows_members_what_of_their_own_panel_shaped_it(
    quick_app: Flask, writing: Written
) -> None:
    _shaped(writing)
    page = make.client_of(quick_app, writing.panel.members[0]).get(
        writing.path("together/read?words=standard")
    )
    assert "together/mine#suggestion-1" in page.text
    assert "together/others#suggestion-2" in page.text
    assert "suggestion-3" not in page.text
    assert page.text.count("what people said before") == 3  # a paragraph, its section, a question


def test_the_public_page_says_it_part_by_part_without_a_number_or_a_name(
    quick_app: Flask, writing: Written
) -> None:
    _shaped(writing)
    publish(writing)
    page = make.client_of(quick_app).get(f"/notices/{writing.tender_id}").text
    shaped = page.partition('id="shaped"')[2].partition("</section>")[0]
    shaped = re.sub("</?a[^>]*>", "", shaped)
    lines = [" ".join(line.partition("</li>")[0].split()) for line in shaped.split("<li>")[1:]]
    said = {line.partition(": ")[0]: line.partition(": ")[2] for line in lines}
    young = "young people of a panel suggested this"
    assert said["Who (1)"] == f"{young} (its words); people said it before"
    assert said["Who"] == said["Who (1)"]
    assert next(v for k, v in said.items() if k.startswith("Q1")) == f"{young} (how much it counts)"
    assert next(v for k, v in said.items() if k.startswith("Q2")) == "people said it before"
    assert "The other parts the authority wrote" in page
    assert STAFF not in page
    assert not [human.name for human in writing.panel.members if human.name in page]


def test_a_paragraph_with_an_empty_line_inside_is_one_everywhere(
    quick_app: Flask, writing: Written
) -> None:
    house = writing.house
    with make.writing(house.id):
        tender = tender_of(house, writing.tender_id)
        [section] = sections_of(tender)
        for words in ("At home.\n\nAt school.", "On the bus."):
            facts = ParagraphFacts(words, words.upper())
            paragraphs.add_paragraph(house.lead.actor, tender, section, facts)
    number = writing.suggest(0, "words", "Who (3)", words="On the train.")
    writing.answer(number, outcome="taken_up", title="Who (3)")
    staff = make.client_of(quick_app, house.lead).get(writing.path("suggestions/thread")).text
    assert "Suggestion 1</a>" in _card(staff, "Who (3)")
    publish(writing)
    for words in ("", "?words=plain"):
        public = make.client_of(quick_app).get(f"/notices/{writing.tender_id}{words}").text
        assert '<a class="govuk-link" href="#section-1-3">Who (3)</a>' in public
        third = public.partition('id="section-1-3"')[2].partition("</div>")[0]
        assert "on the bus." in third.lower()
        assert 'id="section-1-4"' not in public


def test_the_thread_takes_a_fixed_number_of_queries(quick_app: Flask, writing: Written) -> None:
    _shaped(writing)
    client = make.client_of(quick_app, writing.house.lead)
    pages = [writing.path("suggestions/thread"), writing.path("specification")]
    member = make.client_of(quick_app, writing.panel.members[2])
    read = writing.path("together/read")
    before = [statements_at(client, page) for page in pages] + [statements_at(member, read)]
    for who in range(3):
        number = writing.suggest(who, "words", "Who (1)", words=f"Carers {who}.")
        writing.answer(number, title="Who (1)")
    after = [statements_at(client, page) for page in pages] + [statements_at(member, read)]
    assert after == before
