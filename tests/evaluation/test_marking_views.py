"""The marking pages: one question of one blind bid at a time, and nothing typed is ever lost."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from portal.bids.models import Bid
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Draft, Mark
from portal.evaluation.queries import seat_of
from tests import make, make_bids, make_evaluation
from tests.client import Client, token_of
from tests.make_evaluation import Marking
from tests.shelf import Prepared
from tests.statements import statements_at

GLOSSARY = re.compile(r'<aside class="words-here".*?</aside>|<a class="known-word"[^>]*>', re.S)
"""Words explained: ‘provider’ is one of them, and names none."""


def _labels(made: Marking) -> list[str]:
    with tenant(made.house.id):
        return list(db.session.scalars(select(Bid.label).order_by(Bid.label)))


def _at(made: Marking, label: str, code: str = "Q1") -> str:
    return f"{made.path}/marking/{label}/{code}"


def _asked(client: Client, page: str) -> str:
    """What was asked, in the words that the person chose; the others wait behind a tap."""
    return client.get(page).text.partition("We asked them")[2].partition("<details")[0]


def _young(app: Flask, made: Marking) -> Client:
    return make.client_of(app, made.evaluators["young"][0])


def test_save_goes_on_to_the_next_question_then_to_the_check(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender)
    label, client = _labels(made)[0], _young(quick_app, made)
    page = client.get(_at(made, label))
    assert "Our answer to Q1." in page.text
    typed = {"mark": "2", "reason": "They ask us.", "seen": "0", "do": "save"}
    answer = client.submit(_at(made, label), typed)
    assert answer.headers["Location"].endswith(f"/marking/{label}/Q2")
    answer = client.submit(_at(made, label, "Q2"), {"do": "pass", "seen": "0"})
    assert answer.headers["Location"].endswith(f"/marking/{label}")
    check = client.get(answer.headers["Location"])
    assert "They ask us." in check.text
    assert "2 – Good" in check.text
    sent = client.submit(f"{made.path}/marking/{label}")
    assert sent.headers["Location"].endswith("/marking")
    assert "are sent" in client.get(sent.headers["Location"]).text
    after = client.get(f"{made.path}/marking/{label}")
    assert "They ask us." in after.text
    assert client.get(_at(made, label)).status_code == 403


def test_the_check_has_one_main_button_what_is_missing_or_send(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    client.submit(_at(made, label), {"do": "pass", "seen": "0"})
    check = client.get(f"{made.path}/marking/{label}").text
    assert re.search(rf'href="{_at(made, label, "Q2")}" role="button"', check)
    assert "Send my marks" not in check
    client.submit(_at(made, label, "Q2"), {"do": "pass", "seen": "0"})
    check = client.get(f"{made.path}/marking/{label}").text
    assert 'role="button"' not in check
    assert f"Send my marks for Bid {label}" in check


def test_a_mark_needs_a_number_and_a_reason_and_keeps_what_was_typed(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    answer = client.submit(_at(made, label), {"reason": "I like it.", "do": "save", "seen": "0"})
    assert answer.status_code == 200
    assert 'href="#mark"' in answer.text
    assert "I like it." in answer.text
    answer = client.submit(_at(made, label), {"mark": "3", "do": "save", "seen": "0"})
    assert 'href="#reason"' in answer.text
    assert 'value="3" checked' in answer.text
    answer = client.submit(_at(made, label), {"mark": "9", "reason": "x", "do": "save"})
    assert answer.status_code == 200
    with tenant(made.house.id):
        assert db.session.scalars(select(Mark)).all() == []


def test_not_sure_yet_keeps_a_draft_and_goes_on(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    answer = client.submit(_at(made, label), {"reason": "Hmm.", "do": "later", "seen": "0"})
    assert answer.headers["Location"].endswith("/Q2")
    page = client.get(_at(made, label))
    assert "Hmm." in page.text
    assert "You said ‘not sure yet’." in page.text
    waiting = re.sub(r"<[^>]+>", "", client.get(f"{made.path}/marking").text)
    assert "1 bid waits" in waiting


def test_another_window_is_refused_clearly_and_can_then_decide(app: Flask) -> None:
    """Two tabs with the same question: a refusal with both texts on the page, not a 500."""
    made = make_evaluation.marking_tender(bids=1)
    label, client = _labels(made)[0], _young(app, made)
    first = {"mark": "1", "reason": "From here.", "seen": "0", "do": "save"}
    client.submit(_at(made, label), first)
    other = first | {"mark": "3", "reason": "From there."}
    answer = client.submit(_at(made, label), other)
    assert answer.status_code == 200
    assert "in another window" in answer.text
    assert "From here." in answer.text
    assert "From there." in answer.text
    assert 'name="seen" value="1"' in answer.text
    again = client.submit(_at(made, label), other | {"seen": "1"})
    assert again.status_code == 303


def test_the_draft_is_kept_while_typing_and_refused_politely_when_sent(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    token = token_of(client.get(_at(made, label)))
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    typed = {"reason": "Half a sen"}
    kept = client.post(f"{_at(made, label)}/draft", data=typed, headers=headers)
    assert kept.status_code == 200
    assert set(kept.json or {}) == {"saved_at", "draft_seen"}
    make_evaluation.mark_all(made, made.evaluators["young"][0])
    refused = client.post(f"{_at(made, label)}/draft", data=typed, headers=headers)
    assert refused.status_code == 403
    assert "You have sent your marks" in (refused.json or {})["error"]


def test_a_draft_without_a_token_is_refused(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    headers = {"Accept": "application/json"}
    quick_app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(f"{_at(made, label)}/draft", data={"reason": "x"}, headers=headers)
    assert answer.status_code == 422
    with tenant(made.house.id):
        assert db.session.scalars(select(Draft)).all() == []


def test_words_switch_keeps_what_is_typed_and_is_remembered(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R28: everybody reads plain words at first, and may choose."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    label, client = _labels(made)[0], _young(quick_app, made)
    assert "How will you do it" not in _asked(client, _at(made, label))
    typed = {"words": "standard", "mark": "2", "reason": "Not finished", "seen": "0"}
    answer = client.submit(f"{_at(made, label)}/words", typed, at=_at(made, label))
    page = client.get(answer.headers["Location"])
    assert "How will you do it" in _asked(client, _at(made, label))
    assert "Not finished" in page.text
    assert "How will you do it" in _asked(client, _at(made, label, "Q2"))
    adult = make.client_of(quick_app, made.evaluators["professional"][0])
    assert "How will you do it" not in _asked(adult, _at(made, label))


def test_a_kept_from_bid_is_not_there(quick_app: Flask, prepared: Prepared) -> None:
    """R16: a 404 for that evaluator, and no label in any list."""
    made = prepared(make_evaluation.marking_tender, kept_from=("young", 0, 1))
    hidden = make_bids.label_of(made.house, made.id, made.bidders[1])
    client = _young(quick_app, made)
    for path in (_at(made, hidden), f"{made.path}/marking/{hidden}"):
        assert client.get(path).status_code == 404
    assert f"Bid {hidden}" not in client.get(f"{made.path}/marking").text
    other = make.client_of(quick_app, made.evaluators["young"][1])
    assert other.get(_at(made, hidden)).status_code == 200


def test_no_page_of_an_evaluator_names_a_provider_or_a_price(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R10: everything that tells whose a bid is, or what it costs, stays away while marking."""
    made = prepared(make_evaluation.marking_tender)
    for human in made.everybody:
        client = make.client_of(quick_app, human)
        label = _labels(made)[0]
        codes = ["Q1", "Q2"] if human.actor.kind == "young" else ["Q1", "Q3"]
        paths = [f"{made.path}/marking", f"{made.path}/marking/{label}", f"{made.path}/"]
        for path in [*paths, *(_at(made, label, code) for code in codes)]:
            page = client.get(path)
            assert page.status_code == 200
            seen = GLOSSARY.sub("", page.text) + str(page.headers)
            for secret in ("Provider 1 of 3", "provider", "600000", "600,000", "GB-CHC"):
                assert secret not in seen.replace("shown to providers", "").replace(
                    "Providers get the mark", ""
                ), (path, secret)


def test_nobody_reads_anothers_marks_before_all_are_sent(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    label = _labels(made)[0]
    young, other = made.evaluators["young"]
    make_evaluation.mark_all(made, young)
    people = [other, *made.evaluators["professional"], *made.house.staff.values()]
    pages = ["marking", f"marking/{label}", "progress", "seats", "moderation", "conflicts"]
    for human in people:
        client = make.client_of(quick_app, human)
        for page in pages:
            assert "A reason for" not in client.get(f"{made.path}/{page}").text


def test_progress_counts_by_name_and_never_by_label(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(make_evaluation.marking_tender, bids=2)
    make_evaluation.mark_all(made, made.evaluators["young"][0])
    lead = make.client_of(quick_app, made.house.lead)
    with clock.at(make_evaluation.MARKING):
        page = lead.get(f"{made.path}/progress")
    assert made.evaluators["young"][0].name in page.text
    assert "Not begun yet" in page.text
    assert "1 of 4 people have sent all marks." in page.text
    assert "Marks are due by 2 November 2026." in page.text
    assert "Close marking" not in page.text
    assert not any(f"Bid {label}" in page.text for label in _labels(made))
    for human in made.everybody:
        if human is not made.evaluators["young"][0]:
            make_evaluation.mark_all(made, human)
    answer = lead.submit(f"{made.path}/close-marking", at=f"{made.path}/progress")
    assert answer.status_code == 303
    assert (
        make.client_of(quick_app, made.house.staff["approver"])
        .get(f"{made.path}/progress")
        .status_code
        == 404
    )


def test_a_voided_seat_keeps_its_marks_readable_and_changes_no_more(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R15: voided with a reason, not deleted."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    young, label = made.evaluators["young"][0], _labels(made)[0]
    make_evaluation.mark_all(made, young, send=False)
    with made.writing() as tender:
        seat = seat_of(young.actor, tender)
        assert seat
        seat_id = seat.id
    lead = make.client_of(quick_app, made.house.lead)
    path = f"{made.path}/seats/{seat_id}/void"
    assert "Only Bid" in lead.get(path).text
    answer = lead.submit(path, {"scope": "seat", "reason": "They asked to stop."})
    assert answer.status_code == 303
    client = make.client_of(quick_app, young)
    assert "They asked to stop." in client.get(f"{made.path}/marking").text
    assert "A reason for Q1." in client.get(f"{made.path}/marking/{label}").text
    assert client.get(_at(made, label)).status_code == 403


def test_lists_take_as_many_queries_for_many_bids_as_for_few(quick_app: Flask) -> None:
    counts = []
    for slug, bids, seats in (("ambleford", 1, 1), ("northmere", 3, 2)):
        made = make_evaluation.marking_tender(make.house(slug), bids, seats, seats)
        label = _labels(made)[0]
        young, lead = _young(quick_app, made), make.client_of(quick_app, made.house.lead)
        own = [f"{made.path}/marking", f"{made.path}/marking/{label}", _at(made, label)]
        counts.append(
            [
                *(statements_at(young, page) for page in own),
                *(statements_at(lead, f"{made.path}/{page}") for page in ("progress", "seats")),
            ]
        )
    assert counts[0] == counts[1]
