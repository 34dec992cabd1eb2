"""What a member reads beside what they write: an old page, and both kinds of words (P10)."""

from __future__ import annotations

import re

from flask import Flask

from portal.specifications.cowriting.queries import suggestions_of
from portal.specifications.paragraphs.operations import ParagraphFacts, write_paragraph
from portal.specifications.queries import sections_of
from tests import make
from tests.client import token_of
from tests.make_writing import Written, tender_of


def test_a_suggestion_from_an_old_page_changes_what_its_writer_read(
    writing: Written, quick_app: Flask
) -> None:
    member = make.client_of(quick_app, writing.panel.members[0])
    page = member.get(writing.path("together/read?words=standard")).text
    here = re.search(r'href="([^"]*suggest/words[^"]*)"', page)
    assert here
    at = here[1].replace("&amp;", "&")
    begun = member.get(at)
    typed = {"csrf_token": token_of(begun), "words": "All young carers."}
    typed["saw"] = re.findall(r'name="saw" value="([^"]+)"', begun.text)[0]
    with make.writing(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        section = sections_of(tender)[0]
        found = section.paragraphs[0]
        facts = ParagraphFacts("Young carers, and who helps them.", found.plain_words)
        write_paragraph(writing.house.lead.actor, tender, section, facts, found, found.version)
    assert "Somebody changed this part" in member.post(at, data=typed | {"step": "check"}).text
    assert member.post(at, data=typed | {"step": "send"}).status_code == 303
    mine = member.get(writing.path("together/mine")).text
    assert "who helps them" not in mine, "nobody took out what they never read"
    with make.looking(writing.house.id):
        [row] = suggestions_of(tender_of(writing.house, writing.tender_id))
    assert row.was == "Young carers."
    lead = make.client_of(quick_app, writing.house.lead)
    assert "This part has changed since" in lead.get(writing.path("suggestions")).text
    forged = typed | {"saw": "x" + typed["saw"], "words": "Everybody.", "step": "send"}
    member.post(at, data=forged)
    with make.looking(writing.house.id):
        rows = suggestions_of(tender_of(writing.house, writing.tender_id))
    assert rows[-1].was == "Young carers, and who helps them."


def test_standard_and_plain_words_stand_side_by_side_for_who_wants_both(
    writing: Written, quick_app: Flask
) -> None:
    member = make.client_of(quick_app, writing.panel.members[0])
    page = member.get(writing.path("together/read?words=both")).text
    assert page.count('class="twins"') > 1
    assert '<span aria-current="true">Both</span>' in page
    for kind in ("standard", "plain"):
        assert re.search(rf"suggest/words\?[^\"]*words={kind}", page)
    assert 'class="twins"' not in member.get(writing.path("together/read?words=plain")).text
