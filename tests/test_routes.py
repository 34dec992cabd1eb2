"""Every address: who comes in without signing in, what stands in it, and how it refuses."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule, UUIDConverter

from portal.accounts.forms_authority import RESERVED
from portal.core.web import READS
from tests import make
from tests.routes import is_public, methods_of, path_of, rules_of

PUBLIC = {
    "overview.front": "says what this is",
    "overview.health": "tells machines that the portal works",
    "accounts.who_to_tell": "whom to tell, for who isn't signed in (P25)",
    "panels.who_to_tell": "the same by name, behind a code (P25)",
    "tenders.who_to_tell": "the same beside a public notice (P25)",
    "accounts.how_this_looks": "how pages look, for a visitor too, who keeps it until they go",
    "accounts.sign_in": "lets people in",
    "accounts.invitation": "lets invited people in, by the token that they were sent",
    "accounts.forgotten": "a way back for who forgot their password",
    "accounts.link_is_sent": "what to do then, the same for everybody",
    "accounts.new_password": "lets people choose a password, by the token that they were sent",
    "panels.join": "lets invited people in, by a code that they type",
    "panels.code": "lets invited people in, by the code that they were given",
    "panels.step": "lets invited people in, by the code that they were given",
    "panels.new_words": "lets members in who lost their words, by a code",
    "panels.answer": "an adult answers for a young person, by a code (R18)",
    "accounts.register_provider": "registration is free for everybody (R28)",
    "tenders.notices": "published tenders are public (R4)",
    "tenders.notice": "published tenders are public (R4)",
    "tenders.notice_print": "published tenders are public (R4)",
    "tenders.notice_pdf": "the same as a tagged PDF (R4)",
    "tenders.notice_document": "a document that is published with it (R4)",
    "tenders.notice_json": "everybody can check the published hashes (R4)",
    "tenders.notice_open_data": "what is public, as open data (R27)",
    "published.version": "what an amendment changed is public (R4)",
    "published.version_json": "everybody can check the hash of each version (R4)",
    "feedback.public": "what people said and what was done is for everybody (P20)",
    "feedback.poster": "the same on paper",
    "accounts.brand_colour": "an authority’s colour, on its public notices too",
    "accounts.logo": "an authority’s logo, on its public notices too",
    "overview.calendar_feed": "somebody’s calendar reads their dates, by the address they made",
    "record.receipts": "whoever holds a receipt can check it",
}
"""What is open to people who aren't signed in, and why; nothing else is."""

DIRECTORY = {
    "",
    "about-me",
    "brand",
    "calendar",
    "health",
    "help",
    "home",
    "how-this-looks",
    "invitations",
    "join",
    "logos",
    "notices",
    "operator",
    "password",
    "provider",
    "providers",
    "receipts",
    "roles",
    "sign-in",
    "forgotten-password",
    "new-password",
    "sign-out",
    "whom-to-ask",
}
"""First parts of addresses that belong to no authority."""

NAMES_IN_PATHS = {
    "authority",
    "label",
    "code",
    "token",
    "part",
    "piece",
    "which",
    "kind",
    "course",
    "step",
}
NAMES_IN_PATHS |= {"question", "ground", "group", "notice", "colour", "sha256"}
"""What an address may hold as a word: nothing that tells of a person."""


@pytest.fixture
def rules(quick_app: Flask) -> list[Rule]:
    """Every address."""
    return rules_of(quick_app)


def test_only_these_pages_are_open_to_visitors(quick_app: Flask, rules: list[Rule]) -> None:
    found = {rule.endpoint for rule in rules if is_public(quick_app, rule)}
    assert found == set(PUBLIC)


def test_a_visitor_is_led_to_sign_in_and_can_change_nothing(
    quick_app: Flask, rules: list[Rule]
) -> None:
    client = make.client_of(quick_app)
    for rule in rules:
        if is_public(quick_app, rule):
            continue
        path = path_of(quick_app, rule)
        if "GET" in methods_of(rule):
            answer = client.get(path)
            assert answer.status_code == 302, path
            assert answer.location.startswith("/sign-in?next="), path
        if "POST" in methods_of(rule):
            assert client.post(path).status_code == 403, path


def test_what_is_not_there_is_a_404_for_whoever_is_signed_in(
    quick_app: Flask, rules: list[Rule]
) -> None:
    house = make.house()
    for human in house.staff.values():
        client = make.client_of(quick_app, human)
        for rule in rules:
            tells_whom = rule.endpoint == "tenders.who_to_tell"  # wherever somebody came from (P25)
            if "tender_id" in rule.arguments and "GET" in methods_of(rule) and not tells_whom:
                assert client.get(path_of(quick_app, rule)).status_code == 404, rule


def test_no_address_holds_a_word_about_a_person(rules: list[Rule]) -> None:
    wrong = {
        (rule.rule, name)
        for rule in rules
        for name, converter in rule._converters.items()
        if not isinstance(converter, UUIDConverter | IntegerConverter)
        and name not in NAMES_IN_PATHS
    }
    assert wrong == set()


def test_every_working_page_begins_with_its_authority(rules: list[Rule]) -> None:
    wrong = {
        rule.rule
        for rule in rules
        if not rule.rule.startswith("/<authority>/") and _first(rule) not in DIRECTORY
    }
    assert wrong == set()
    inside = {rule.rule for rule in rules if "/tenders" in rule.rule}
    assert all(rule.startswith("/<authority>/tenders/") for rule in inside)


def test_no_authority_can_take_the_name_of_one_of_our_own_paths(rules: list[Rule]) -> None:
    firsts = {_first(rule) for rule in rules} - {"", "<authority>"}
    assert firsts <= DIRECTORY
    assert (firsts | {"static", "demo"}) <= RESERVED


def test_paths_are_in_kebab_case(rules: list[Rule]) -> None:
    wrong = [
        rule.rule
        for rule in rules
        if "_" in rule.rule.replace("tender_id", "").replace("_id>", ">")
        or rule.rule != rule.rule.lower()
    ]
    assert wrong == []


def _first(rule: Rule) -> str:
    return rule.rule.split("/")[1]


def test_an_unknown_method_gets_a_written_page(quick_app: Flask, rules: list[Rule]) -> None:
    client = make.client_of(quick_app)
    for rule in rules:
        path = path_of(quick_app, rule)
        answer = client.delete(path)
        assert answer.status_code == 405, path
        assert "<h1" in answer.text
        if methods_of(rule) == {"GET"}:
            assert client.post(path).status_code == 405, path
        if methods_of(rule) == {"POST"}:
            assert client.get(path).status_code == 405, path


def test_an_unknown_address_gets_a_written_page(quick_app: Flask) -> None:
    answer = make.client_of(quick_app).get("/ambleford/nowhere")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_options_tells_the_methods_to_everybody(quick_app: Flask, rules: list[Rule]) -> None:
    client = make.client_of(quick_app)
    for rule in rules:
        answer = client.options(path_of(quick_app, rule))
        assert answer.status_code == 200
        allowed = {method.strip() for method in answer.headers["Allow"].split(",")}
        assert methods_of(rule) <= allowed
        assert answer.data == b""


def test_head_answers_as_get_does_without_a_body(quick_app: Flask, rules: list[Rule]) -> None:
    client = make.client_of(quick_app)
    for rule in rules:
        if "GET" not in methods_of(rule):
            continue
        path = path_of(quick_app, rule)
        got, head = client.get(path), client.head(path)
        assert head.data == b""
        assert head.status_code == got.status_code, path


def test_every_method_is_a_reading_or_a_writing_one(rules: list[Rule]) -> None:
    assert all((rule.methods or set()) <= READS | {"POST"} for rule in rules)
