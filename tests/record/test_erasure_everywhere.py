"""Erasure knows every table that points to a person: it goes, it is emptied, or says why not (R26).

Rows are made here without a meaning, a word in each text: what counts is what is left of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Integer,
    Table,
    Uuid,
    create_engine,
    insert,
    select,
    update,
)

from portal.core.database import Base, UtcDateTime, db
from portal.record.erasure.operations import erase
from tests import make
from tests.make_panels import panel

MARKER = "Zephyrine"

GOES = {
    "diary_entry",
    "display",
    "equality_answer",
    "erasure_request",
    "given_thanks",
    "mentoring",
    "panel_helper",
    "panel_invitation",
    "panel_need",
    "panel_terms_idea",
    "password_link",
    "shared_hours",
    "sign_in",
    "training_finished",
    "training_opinion",
    "training_step",
    "training_willing",
    "typed_draft",
    "unclear_word",
}
EMPTIED = {
    "choosing_candidate": "that somebody stood explains how their panel chose",
    "consent": "that they said yes or no is proof of why their words were kept",
    "panel_member": "what they did hangs on it; it has no name",
}
OFFICE = "who acted for the authority stays on its record, under a pseudonym"
WORDS = "words for the tender are evidence; a name in them is redacted, one text at a time"
ACT = "that somebody of the panel did it is evidence; it has no word of theirs"
STAYS = {
    **dict.fromkeys(
        [
            "answer_told",
            "approval",
            "approver_answer",
            "approver_place",
            "approver_question",
            "award_notice",
            "choosing",
            "choosing_result",
            "clarification_answer",
            "clarification_release",
            "claim_step",
            "briefing_sign_up",
            "conflict_interest",
            "conflict_assessment",
            "duty_answer",
            "budget_line",
            "conflict_decision",
            "contract",
            "contract_notice",
            "coproduction_lead",
            "decision",
            "desk_bid",
            "further_decision",
            "desk_dealt",
            "desk_finding",
            "desk_read",
            "desk_release",
            "endorsement",
            "flag_answer",
            "gate_confirmation",
            "bid_ruling",
            "bidder_question",
            "exclusion_check",
            "group_talk",
            "hard_passage",
            "glossary_word",
            "hours_plan",
            "hours_reason",
            "import_draft",
            "influence",
            "insight",
            "interview_plan",
            "interview_record",
            "library_item",
            "opener",
            "opener_change",
            "opening_turn",
            "publication_word",
            "registered_contract",
            "school_break",
            "insight_use",
            "letter_addition",
            "withheld_passage",
            "withheld_end",
            "debrief_day",
            "debrief_question",
            "debrief_answer",
            "line_question_given",
            "line_question_reply",
            "moderation",
            "panel_ask",
            "panel_sign_off",
            "panel_terms",
            "paragraph",
            "marking_time",
            "practice_answer",
            "proclaimed_day",
            "promise_step",
            "promised_thanks",
            "recognition_decision",
            "reopening",
            "tie_decision",
            "views_talk",
            "redaction",
            "renewal",
            "run",
            "seat_pair",
            "specification_version",
            "stop_decision",
            "suggestion_answer",
            "telling",
            "telling_day",
            "telling_told",
            "outcome_told",
            "voided",
            "without_sign_off",
            "worry_answered",
            "writing_round",
            "writing_round_end",
        ],
        OFFICE,
    ),
    **dict.fromkeys(
        [
            "claim",
            "clarification",
            "backing",
            "bidder_answer",
            "line_question",
            "panel_sign_off_said",
            "suggestion",
            "suggestion_questioned",
        ],
        WORDS,
    ),
    **dict.fromkeys(
        [
            "answer_way",
            "bid_confirmed",
            "choosing_place",
            "choosing_voted",
            "hours_said",
            "influence_understood",
            "letter_opening",
            "look",
            "panel_terms_accepted",
            "role",
            "seat",
            "telling_way",
            "outcome_way",
        ],
        ACT,
    ),
    "invitation": "it goes with the addresses and links of an account, as test_erasure shows",
}


def _columns_of(table: Table) -> dict[str, str]:
    """Which columns point to a person, and which to a place on a panel."""
    found = {}
    for key in table.foreign_key_constraints:
        if key.referred_table.name in ("person", "panel_member"):
            found[key.column_keys[-1]] = key.referred_table.name
    return found


def _tables() -> dict[str, Table]:
    return {name: table for name, table in Base.metadata.tables.items() if _columns_of(table)}


def test_every_table_that_points_to_a_person_is_thought_of() -> None:
    lists = [GOES, set(EMPTIED), set(STAYS)]
    assert set.union(*lists) == set(_tables())
    assert sum(map(len, lists)) == len(set.union(*lists))
    assert all([*EMPTIED.values(), *STAYS.values()])


def test_what_is_held_of_a_person_goes_or_is_emptied(quick_app: Flask) -> None:
    house = make.house()
    group = panel(house, members=2)
    person_id, member_id = group.members[0].actor.person_id, group.member_ids[0]
    assert person_id
    known = {"person": person_id, "panel_member": member_id, "authority": house.id}
    tables = [_tables()[name] for name in sorted({*GOES, *EMPTIED} - {"panel_member"})]
    with _without_rules() as connection:
        for table in tables:
            points = _columns_of(table)
            row = {each.name: _value(each, points, known) for each in table.columns}
            connection.execute(insert(table).values(row))
        members = _tables()["panel_member"]
        connection.execute(update(members).values(say_name=MARKER, why_invited=MARKER))
    db.session.remove()
    erase(make.operator().actor, person_id, "told")
    left = {name for name, found in _left(known).items() if found}
    assert left & GOES == set()
    assert [name for name in EMPTIED if any(MARKER in each for each in _left(known)[name])] == []


@contextmanager
def _without_rules() -> Iterator[Connection]:
    """A connection on which any row goes in."""
    engine = create_engine(db.engine.url)
    with engine.connect() as connection:
        connection.exec_driver_sql("pragma ignore_check_constraints = on")
        yield connection
        connection.commit()
    engine.dispose()


def _value(column: Any, points: dict[str, str], known: dict[str, uuid.UUID]) -> Any:
    if column.name in points:
        return known[points[column.name]]
    if column.name == "authority_id":
        return known["authority"]
    later = datetime.now(UTC) + timedelta(days=400)
    usual: list[tuple[type, Any]] = [(Uuid, uuid.uuid4()), (Integer, 1), (Boolean, True)]
    usual += [(JSON, {}), (UtcDateTime, later), (Date, later.date())]
    known_words = {"route": "parent", "kind": "young"}
    found = [value for kind, value in usual if isinstance(column.type, kind)]
    return found[0] if found else known_words.get(column.name, f"{MARKER} {uuid.uuid4()}")


def _left(known: dict[str, uuid.UUID]) -> dict[str, list[str]]:
    """What rows that point to them say now, by table."""
    with make.looking():
        found = {}
        for name, table in _tables().items():
            rows = set()
            for column, to in _columns_of(table).items():
                here = select(table).where(table.c[column] == known[to])
                rows |= {str(row) for row in db.session.connection().execute(here)}
            found[name] = sorted(rows)
        return found
