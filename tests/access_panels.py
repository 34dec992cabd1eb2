"""What the policies of panels are asked about in the permission matrix."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from portal.accounts.models import PANEL, Person, Role
from portal.core.authorisation import Actor
from portal.participation.beside.models import Mentoring
from portal.participation.panels.models import (
    Consent,
    Helper,
    Member,
    Panel,
    Terms,
    TermsAccepted,
)
from portal.participation.thanks.models import GivenThanks

OURS = uuid.UUID(int=1)
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
CHILD = date(2027, 10, 1)


def place_of(actor: Actor, **facts: Any) -> Member:
    """The actor's place on a panel of our authority, with everything in order."""
    terms = Terms(version=1)
    usual: dict[str, Any] = {
        "authority_id": OURS,
        "person_id": actor.person_id,
        "panel": Panel(kind=actor.kind or "young", terms=[terms]),
        "joined_at": NOW,
        "consents": [Consent(purpose="taking_part", route="own", is_given=True, at=NOW)],
        "accepted": [TermsAccepted(terms_id=terms.id)],
        "term_ends_on": date(2030, 1, 1),
    }
    return Member(**(usual | facts))


PLACES: dict[str, dict[str, Any]] = {
    "may_ask_an_adult: under 16": {"turns_16_on": CHILD},
    "may_ask_an_adult: 16 or more": {},
    "may_decide_for: under 16": {"turns_16_on": CHILD},
    "may_decide_for: 16 or more": {},
    "may_take_part: own place": {},
    "may_take_part: another's": {"person_id": uuid.UUID(int=9)},
    "may_take_part: who left": {"ended_at": NOW},
    "may_keep_words: all in order": {},
    "may_keep_words: no yes yet": {"consents": []},
    "may_pause: taking part": {},
    "may_pause: on a break": {"paused_at": NOW},
    "may_come_back: taking part": {},
    "may_come_back: on a break": {"paused_at": NOW},
    "may_look_back: own place, ended": {"ended_at": NOW, "person": Person()},
    "may_look_back: own place, going on": {},
    "may_look_back: another's": {"ended_at": NOW, "person_id": uuid.UUID(int=9)},
}


NAMED = {"helpers": [Helper(named_at=NOW)]}
HELPED: dict[str, dict[str, Any]] = {
    "may_name_helper: nobody named": {},
    "may_name_helper: somebody named": NAMED,
    "may_answer_helper: somebody named": NAMED,
    "may_answer_helper: nobody named": {},
    "may_answer_helper: another's": NAMED | {"person_id": uuid.UUID(int=9)},
    "may_end_helper: somebody named": NAMED,
    "may_end_helper: nobody named": {},
}
EQUALITY: dict[str, dict[str, Any]] = {
    "may_answer_equality: taking part": {},
    "may_answer_equality: too young": {"age_band": "under_13"},
    "may_answer_equality: another's": {"person_id": uuid.UUID(int=9)},
}
THANKS: dict[str, dict[str, Any]] = {
    "may_keep_hours: own place": {},
    "may_keep_hours: own place, ended": {"ended_at": NOW, "person": Person()},
    "may_keep_hours: another's": {"person_id": uuid.UUID(int=9)},
    "may_write_hours: said yes": {},
    "may_write_hours: hasn't said yes": {"consents": []},
    "may_write_hours: another's": {"person_id": uuid.UUID(int=9)},
}
ME = uuid.UUID(int=8)
MENTORING: dict[str, dict[str, Any]] = {
    "may_be_in: the mentor": {"mentor_id": ME},
    "may_be_in: the newcomer, too early": {"newcomer_id": ME},
    "may_be_in: somebody else": {},
    "may_say_as_mentor: the mentor": {"mentor_id": ME},
    "may_say_as_mentor: said already": {"mentor_id": ME, "mentor_agreed_at": NOW},
    "may_say_as_mentor: the newcomer, too early": {"newcomer_id": ME},
    "may_end_mentoring: the mentor": {"mentor_id": ME},
    "may_end_mentoring: ended": {"mentor_id": ME, "ended_at": NOW},
    "may_end_mentoring: somebody else": {},
}
ALL_PLACES = PLACES | HELPED | EQUALITY | THANKS


def _asked(case: str) -> Any:
    return lambda a, t: (a, place_of(a, **ALL_PLACES[case]))


def _of_two(case: str) -> Any:
    return lambda a, t: (a, place_of(a, id=ME), Mentoring(**MENTORING[case]))


PANELS: dict[str, Any] = {
    "participation.panels.may_run_panels": lambda a, t: (a, OURS),
    "participation.panels.may_decide_for_children": lambda a, t: (a, OURS),
    "participation.panels.may_act: all in order": lambda a, t: (place_of(a),),
    "participation.panels.may_act: consent missing": lambda a, t: (place_of(a, consents=[]),),
    "record.erasure.may_erase: panel member": lambda a, t: (
        a,
        [Role(person_id=uuid.UUID(int=9), authority_id=OURS, name=PANEL)],
    ),
    **{f"participation.panels.{case}": _asked(case) for case in PLACES},
    "participation.panels.may_change_panel: going on": lambda a, t: (a, Panel(authority_id=OURS)),
    "participation.panels.may_change_panel: ended": lambda a, t: (
        a,
        Panel(authority_id=OURS, ended_at=NOW),
    ),
    **{f"participation.beside.{case}": _asked(case) for case in HELPED},
    **{f"participation.beside.{case}": _of_two(case) for case in MENTORING},
    **{f"participation.equality.{case}": _asked(case) for case in EQUALITY},
    **{f"participation.thanks.{case}": _asked(case) for case in THANKS},
    "participation.thanks.may_say_it_came: given to oneself": lambda a, t: (
        a,
        place_of(a, id=ME),
        GivenThanks(member_id=ME),
    ),
    "participation.thanks.may_say_it_came: given to another": lambda a, t: (
        a,
        place_of(a, id=ME),
        GivenThanks(member_id=uuid.UUID(int=9)),
    ),
    "participation.training.may_say: said yes": lambda a, t: (a, [place_of(a)]),
    "participation.training.may_say: hasn't said yes": lambda a, t: (a, [place_of(a, consents=[])]),
    "participation.equality.may_see_equality": lambda a, t: (a, OURS),
}
