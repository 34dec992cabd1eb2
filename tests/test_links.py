"""No link or button leads its reader to a refusal, and no room of the house is without a door."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from tests.access_interviews import OF_A_TENDER_WITH_INTERVIEWS
from tests.access_opening import IMPORT
from tests.routes import rules_of
from tests.stages import IN_EACH_STAGE, Stages
from tests.story import STAGES
from tests.walk import Seen

pytestmark = pytest.mark.journey

ONCE = {
    "visitor": "open",
    "operator": "open",
    "stranger": "marking",
    "other-lead": "opened",
    "professional": "marking",
    "voided": "moderating",
    "failed": "released",
    "late": "open",
    "safeguarding": "drafting",
    "deputy": "drafting",
    "officer": "opened",
    "other-safeguarding": "drafting",
    "panel-parent": "open",
}
"""Who sees nothing more in other stages than others do."""

BRIEF = ("closed", "decided", "approved")
"""Stages in which only the lead sees anything new."""

ROUTES = [
    *(
        (stage, who)
        for stage in STAGES
        for who in IN_EACH_STAGE
        if who == "lead" or stage not in BRIEF
    ),
    *((stage, who) for who, stage in ONCE.items()),
]

NO_LINK = {
    "overview.health": "machines ask for it",
    "outcomes.further": "representations are made in health care alone",
    "accounts.invitation": "its link is in a mail",
    "accounts.link_is_sent": "sending the form leads there",
    "accounts.new_password": "its link is in a mail",
    "panels.code": "it stands on paper, or in a mail",
    "panels.step": "only a code leads there",
    "panels.new_words": "only a code leads there",
    "panels.answer": "only a code leads there",
    "accounts.brand_colour": "a style sheet of an authority’s pages",
    "accounts.logo": "a picture on a page",
    "overview.calendar_feed": "its address is shown once, and a calendar asks for it",
    "bids.gates_draft": "a script saves what is being typed",
    "bids.price_draft": "a script saves what is being typed",
    "marking.draft": "a script saves what is being typed",
    "moderation.draft": "a script saves what is being typed",
    **{
        f"interviews.{page}": "the story’s tender asks nothing at an interview"
        for page in OF_A_TENDER_WITH_INTERVIEWS
    },
    **dict.fromkeys(IMPORT, "bids to the story’s tender come here"),
    "specifications.arrange": "a script sends the order after dragging",
    "specifications.publish": "its button is there once somebody else has approved",
    "bids.draft": "a script saves what is being typed",
    "bids.release_bids": "its button is there when every bid is read at the desk",
    "bids.desk_picture": "a picture on a page",
    "marking.notes": "its button on the marking page keeps what is typed",
    "marking.flag": "its button on the marking page keeps what is typed",
    "marking.close_marking": "its button is there when everybody has sent everything",
    "runs.close_moderation": "its button is there when everything is recorded and signed",
    "cowriting.answer": "its button is there when a suggestion waits for its answer",
    "agreeing.answer": "its link is there while a worry has no answer",
    "agreeing.approve_left_out": "its button is there while a step waits for it",
    "agreeing.ask_panel": "its button is there while the panel isn’t being asked",
    "choosing.vote": "its button is there while the panel votes",
    "choosing.ask": "its button is there when somebody has dropped out",
    "safety.sent": "it answers what was sent",
    "safety.handed_over": "it answers what was sent",
    "safety.note": "its form stands on a page that the opening phrase alone shows",
    "accounts.sign_out": "every page has its button, and no walk could go on after it",
}
"""What nobody reaches by a link or a button of a page, and why."""

BY_CHANCE = {
    "bids.earlier_bid": "on the page of an answer, where the organisation bid before",
    "bids.take": "beside an answer of an earlier bid",
    "monitoring.begin": "beside a contract that ends soon",
    "published.sign_up": "on the notice of a tender with a briefing",
    "approving.ask": "before publication, once nothing else is missing",
    "approving.answer": "before publication, while a lead waits for an answer",
    "starting.keep_part": "on the page of a part, and a walk looks at two of them",
    "runs.run": "on the result, once there are two runs",
    "runs.changes": "on the result, once there are two runs",
    "outcomes.tie": "on the decision, where bids share first place",
    "outcomes.approver_question": "on the decision, while an approver waits for an answer",
    "outcomes.agree_to_narrative": "where others of the group wrote, and not everybody said yes",
    "outcomes.release": "on the check of the letters, once each was read",
    "outcomes.show_again": "beside a passage that is left out of letters",
    "outcomes.all_letters": "on the page of the files, once each letter has its own",
    "feedback.note_outcome": "where somebody waits to be told by a call or a letter",
    "panels.who_to_tell": "at the foot of the pages of who joins by a code",
    "panels.destroy_needs_of": "on the page of a member who said what they need",
    "tenders.stop_replacing": "while an officer is being replaced",
    "tenders.new_officer_phrase": "while an officer is being replaced",
    "tenders.rehearse_change": "while an officer is being replaced",
    "tenders.lend_share": "while an officer is being replaced",
    "tenders.renew_code": "while an officer is being replaced",
    "panels.note_consent": "on the page of one member, and a walk looks at two of them",
    "panels.ask_adult": "on the page of one member, and a walk looks at two of them",
    "accounts.confirm_many": "on the page of a workbook that came back",
    "seats.seats_workbook": "where a tender waits for its seats",
    "seats.confirm_seats": "on the page of a workbook that came back",
    "pack.confirm": "on the page of a workbook that came back",
    "marking.reopen": "on the agenda, where a group has nobody left for a bid",
    "seats.recognition": "where somebody said that they know whose a bid is",
    "marking.file_page": "beside an answer that brought files along",
    "moderation.file_page": "beside an answer that brought files along",
    "bids.file_picture": "on the page of a file",
    "marking.file_picture": "on the page of a file",
    "moderation.file_picture": "on the page of a file",
    "room.open_session": "its button is there while no session is open",
    "paragraphs.move": "in a section of two paragraphs, and a walk looks at two of them",
    "beside.end_helper": "on the page of a member who has a helper",
    "beside.end_mentor": "on the page of a member who has a mentor",
    "thanks.note_given": "on the thanks of a panel that was promised some",
    "thanks.take_back": "on the thanks of a panel that was promised some",
    "thanks.say_it_came": "on the thanks of a member to whom some were given",
    "thanks.take_out": "in a diary that has entries",
    "thanks.share": "in a diary that has entries",
    "thanks.take_back_total": "in a diary whose total is shared",
    "panels.looking_back": "on the home of who has left every panel",
    "feedback.after": "on the page of who has left a panel",
    "feedback.note_answers": "where somebody waits to be told of an answer by a call or a letter",
    "feedback.mine_after": "on the page of who has left a panel",
    "feedback.told_after": "on the page of who has left a panel",
    "feedback.ask_after": "on the page of who has left a panel",
    "lifting.own_question": "on the page of who asked something",
    "lifting.own_need": "on the page of a member who said what they need",
    "lifting.need": "on the page of a member who said what they need",
    "lifting.idea": "on the rules, once somebody put a sentence forward",
    "lifting.idea_of_panel": "on the rules, once somebody put a sentence forward",
    "lifting.opinion": "beside words about a course, once five people wrote some",
    "lifting.line": "beside what somebody wrote to their panel",
    "lifting.declared": "beside what an evaluator wrote about a bidder",
    "lifting.own_declared": "on the page of an evaluator who has declared",
    "lifting.word": "on the page of a word that somebody asked about",
    "panels.after": "on the page of who has left every panel",
    "seats.gate": "between the desk’s release and the start of marking",
    "choosing.give": "where somebody is chosen who has no seat yet",
    "choosing.lift": "where somebody was refused a place",
    "training.question": "after a step that asks something",
    "training.opinion": "after the last step of a course",
    "training.finished": "after the last step of a course",
    "training.certificate": "after the last step of a course",
    "training.certificate_pdf": "after the last step of a course",
}
"""What a walk reaches or not: rows that only an id tells apart, or how far somebody has come."""


@pytest.mark.parametrize(("stage", "who"), ROUTES)
def test_no_link_or_button_leads_to_a_refusal(stages: Stages, stage: str, who: str) -> None:
    found = stages.walk(stage, who)
    answers = [*found.pages.values(), *found.buttons.values()]
    wrong = [
        f"{seen.path} answers {seen.status}; found on {seen.found_on}"
        for seen in answers
        if seen.status >= 400
    ]
    assert wrong == []
    assert not found.changed, "a button without its token changed something"


def test_every_page_has_a_door(stages: Stages) -> None:
    reached: set[str] = set()
    for stage, who in ROUTES:
        found = stages.walk(stage, who)
        reached |= {_endpoint(stages, seen, "GET") for seen in found.pages.values()}
        reached |= {_endpoint(stages, seen, "POST") for seen in found.buttons.values()}
    there = {rule.endpoint for rule in rules_of(stages.app)}
    assert there - reached - set(BY_CHANCE) == set(NO_LINK)


def _endpoint(stages: Stages, seen: Seen, method: str) -> str:
    adapter = stages.app.url_map.bind("localhost")
    try:
        return str(adapter.match(urlsplit(seen.path).path, method=method)[0])
    except HTTPException as error:
        raise AssertionError(f"{seen.path}, found on {seen.found_on}: {error}") from error
