"""Who may do what, and when: copied by hand from ARCHITECTURE, never worked out from the code.

One letter for each stage, in the order of `STAGES`:

    +  yes        .  isn't there for them (404)        -  theirs, but not now (403 and why)

A single letter stands for every stage, and the last one for all that follow. Whoever isn't named
has `.` everywhere: default deny. `a: b` is policy `a` in the situation `b`. 'joint-lead' and
'joint-approver' hold their role on this one tender, as partners of a joint tender do; they are as
'lead' and 'approver' unless named.
"""

from __future__ import annotations

from tests.access_beside import BESIDE
from tests.access_chosen import CHOSEN
from tests.access_contracting import CONTRACTING
from tests.access_deciding import DECIDING
from tests.access_desk import DESK
from tests.access_hearing import HEARING
from tests.access_interviews import INTERVIEWS
from tests.access_later import LATER
from tests.access_learning import LEARNING
from tests.access_letters import LETTERS
from tests.access_members import MEMBERS
from tests.access_monitoring import MONITORING
from tests.access_opening import opening
from tests.access_practice import PRACTICE
from tests.access_published import PUBLISHED
from tests.access_reading import READING
from tests.access_record import RECORD
from tests.access_room import ROOM
from tests.access_setting_up import SETTING_UP
from tests.access_taken import PACKS
from tests.access_told import TOLD

STAGES = (
    "drafting",
    "open",
    "closed",
    "opened",
    "marking",
    "moderating",
    "deciding",
    "approved",
    "revealed",  # approved, and the providers' names are known
    "released",
    "contract",
)

STAFF = "lead participation approver auditor"
HOLDERS = "safeguarding deputy"
PROVIDERS = "bidder provider"
PANELISTS = "panelist panel-parent"
"""Young people of a panel, and parents and carers of another."""
SEES_RUN = {"lead approver auditor": "------++++", "participation": "--------++"}
NO_PARTNER = {"joint-lead joint-approver": "."}
"""Insights belong to the authority: partners on one tender don't read them."""

EVERYBODY = (
    f"visitor person operator {STAFF} officer {HOLDERS} evaluator {PANELISTS} {PROVIDERS}"
    " contributor"
    " joint-lead joint-approver lead-elsewhere evaluator-elsewhere other-lead other-participation"
    " other-approver other-auditor other-officer other-safeguarding other-deputy other-evaluator"
    " facilitator"
)

#   drafting, open, closed, opened ─┐     ┌─ deciding, approved, revealed, released
#                                   │     │
POLICIES: dict[str, dict[str, str]] = {
    # the directory: people, authorities, organisations
    "accounts.may_run_installation": {"operator": "+"},
    "accounts.may_see_people": {"lead participation": "+", "joint-lead": "."},
    "accounts.may_choose_languages": {"lead participation": "+", "joint-lead": "."},
    "accounts.may_change_authority": {"lead": "+", "joint-lead": "."},
    "accounts.may_manage_people": {"lead": "+", "joint-lead": "."},
    "accounts.may_end_role: a colleague's": {"lead": "+", "joint-lead": "."},
    "accounts.may_end_role: one's own": {"lead": "-", "joint-lead": "."},
    "accounts.may_end_role: an evaluator's": {},
    "accounts.may_end_role: a facilitator's": {"lead": "+", "joint-lead": "."},
    "accounts.may_end_role: a panel member's": {},
    **MEMBERS,
    # the safety store: evaluators and staff put in, two roles read
    "safety.may_ask_for_help": {f"evaluator evaluator-elsewhere {PANELISTS}": "+"},
    "safety.may_hand_over": {f"{STAFF} officer {HOLDERS} lead-elsewhere": "+"},
    "safety.may_know_of_store": {HOLDERS: "+"},
    "safety.may_open_store: let in": {HOLDERS: "+"},
    "safety.may_open_store: not let in": {HOLDERS: "-"},
    "safety.may_make_lock: nobody can open it": {"safeguarding": "+"},
    "safety.may_make_lock: somebody can": {"safeguarding": "-"},
    "safety.may_take_up_code: one waits": {HOLDERS: "+"},
    "safety.may_take_up_code: none waits": {HOLDERS: "-"},
    "safety.may_let_in: another holder": {HOLDERS: "+"},
    "safety.may_let_in: another holder, not let in oneself": {HOLDERS: "-"},
    "safety.may_let_in: oneself": {},
    "safety.may_let_in: who left": {},
    "safety.may_let_in: another role": {},
    # the tender and what is published of it
    "tenders.may_find_tender": {
        STAFF: "+",
        f"evaluator officer facilitator {PROVIDERS}": ".+++++++++",
    },
    "tenders.may_see_tender": {STAFF: "+", "evaluator officer facilitator": ".+++++++++"},
    "tenders.may_create_tender": {"lead": "+", "joint-lead": "."},
    "tenders.may_draft": {"lead": "+---------"},
    "tenders.may_read_notice": {EVERYBODY: "+"},
    "specifications.may_see_specification": {STAFF: "+"},
    "specifications.may_try_out": {"lead": "+---------"},
    "specifications.may_write_words": {"lead participation": "+---------"},
    "specifications.may_keep_version": {"lead": "+---------"},
    # writing together: a panel from the opening of its round on, its words without names
    "specifications.cowriting.may_see_rounds": {STAFF: "+"},
    "specifications.cowriting.may_run_rounds": {"lead participation": "+---------"},
    "specifications.cowriting.may_see_suggestions": {STAFF: "+"},
    "specifications.cowriting.may_answer": {"lead participation": "+---------"},
    "specifications.cowriting.may_know_who_wrote": {"participation": "+"},
    "specifications.cowriting.may_count_backings": {"lead participation": "+"},
    "specifications.cowriting.may_write_with: own part": {"panelist": "+"},
    "specifications.cowriting.may_write_with: round not opened yet": {},
    "specifications.cowriting.may_write_with: another's part": {},
    "specifications.cowriting.may_suggest: round open": {"panelist": "+---------"},
    "specifications.cowriting.may_suggest: round closed": {"panelist": "-"},
    "specifications.cowriting.may_suggest: consent missing": {"panelist": "-"},
    "specifications.cowriting.may_read_suggestion: own panel's": {"panelist": "+"},
    "specifications.cowriting.may_read_suggestion: another panel's": {},
    "specifications.cowriting.may_back: another's": {"panelist": "+---------"},
    "specifications.cowriting.may_back: own": {"panelist": "-"},
    "specifications.cowriting.may_question: own, answered": {"panelist": "+---------"},
    "specifications.cowriting.may_question: own, waiting": {"panelist": "-"},
    "specifications.cowriting.may_question: another's": {},
    **BESIDE,
    # what people said, and what panels are asked
    "participation.insights.may_read_insights": {f"{STAFF} {PANELISTS}": "+", **NO_PARTNER},
    "participation.insights.may_read_all_insights": {STAFF: "+", **NO_PARTNER},
    "participation.insights.may_read_insight: for panels": {
        f"{STAFF} {PANELISTS}": "+",
        **NO_PARTNER,
    },
    "participation.insights.may_read_insight: for staff": {STAFF: "+", **NO_PARTNER},
    "participation.insights.may_read_insight: off the list": {STAFF: "+", **NO_PARTNER},
    "participation.insights.may_enter_insight": {"participation": "+"},
    "participation.insights.may_withdraw_insight: on the list": {"participation": "+"},
    "participation.insights.may_withdraw_insight: off the list": {"participation": "-"},
    "participation.insights.may_see_asks": {STAFF: "+", **NO_PARTNER},
    "participation.insights.may_ask_panel": {"lead participation": "+", **NO_PARTNER},
    "specifications.known.may_see_known": {STAFF: "+", **NO_PARTNER},
    "specifications.known.may_link_insights": {"lead participation": "+---------", **NO_PARTNER},
    "specifications.known.may_link_insight: on the list": {
        "lead participation": "+---------",
        **NO_PARTNER,
    },
    "specifications.known.may_link_insight: off the list": {
        "lead participation": "-",
        **NO_PARTNER,
    },
    # how much say people have, and whether a panel agrees
    "specifications.agreeing.may_see_influence": {STAFF: "+"},
    "specifications.agreeing.may_state_influence": {"lead participation": "+---------"},
    "specifications.agreeing.may_approve_left_out": {"approver": "+---------"},
    "specifications.agreeing.may_see_agreement": {STAFF: "+"},
    "specifications.agreeing.may_lead_agreement": {"lead participation": "+---------"},
    "specifications.agreeing.may_count_words": {"lead participation": "+"},
    "specifications.agreeing.may_read_worries": {"lead participation": "+"},
    "specifications.agreeing.may_say: asked": {"panelist": "+---------"},
    "specifications.agreeing.may_say: not asked": {"panelist": "-"},
    "specifications.agreeing.may_say: too late": {"panelist": "-"},
    "specifications.agreeing.may_say: changed since": {"panelist": "-"},
    "specifications.agreeing.may_say: consent missing": {"panelist": "-"},
    "specifications.agreeing.may_say: another’s part": {},
    # bids: nobody on the buying side before the opening
    "bids.may_see_own_bid": {PROVIDERS: ".+++++++++"},
    "bids.may_change_bid": {PROVIDERS: ".+--------"},
    "bids.may_send_bid": {PROVIDERS: ".+++++++++", "contributor": ".---------"},
    "bids.may_read_bids": {"lead": "...+++++++", "approver auditor": "......++++"},
    # before marking: seats, gates, conflicts
    "evaluation.seats.may_see_seats": {"lead participation": "-+++++++++"},
    "evaluation.seats.may_give_seat": {"lead": "-+++------"},
    "evaluation.seats.may_pair": {"lead": "-+++------"},
    "evaluation.seats.may_make_link": {"lead participation": "+"},
    "evaluation.seats.may_void": {"lead": "++++++----"},
    "evaluation.seats.may_see_gates: waits for the desk": {"lead": "----------"},
    "evaluation.seats.may_see_gates: the desk is through": {"lead": "---+++++++"},
    "evaluation.seats.may_confirm_gate: waits for the desk": {"lead": "----------"},
    "evaluation.seats.may_confirm_gate: the desk is through": {"lead": "---+------"},
    "evaluation.seats.may_see_declaration: own seat": {"evaluator": ".--+++++++"},
    "evaluation.seats.may_see_declaration: another's": {},
    "evaluation.seats.may_declare: own seat": {"evaluator": ".--+------"},
    "evaluation.seats.may_declare: another's": {},
    "evaluation.seats.may_declare: a reserve's, who stepped in": {"evaluator": ".--++-----"},
    "evaluation.seats.may_see_conflicts": {"participation": "---+++++++"},
    "evaluation.seats.may_decide_conflict": {"participation": "---++++---"},
    "evaluation.seats.may_start_marking": {"lead": "---+------"},
    # marking: own marks always, others' never
    "evaluation.marking.may_see_sheets": {"evaluator": ".+++++++++"},
    "evaluation.marking.may_read_sheet: own": {"evaluator": ".+++++++++"},
    "evaluation.marking.may_read_sheet: another's": {},
    "evaluation.marking.may_lift_own: own": {"evaluator": ".---+++++-"},
    "evaluation.marking.may_lift_own: another's": {},
    "evaluation.marking.may_see_progress": {"lead participation": "----++++++"},
    "evaluation.marking.may_close_marking": {"lead": "----+-----"},
    "evaluation.marking.may_reopen_marking: a group is short": {"lead": "-----+----"},
    "evaluation.marking.may_reopen_marking: nobody is missing": {"lead": "----------"},
    "evaluation.progress.may_give_time": {"lead": "----+-----"},
    # moderation: the panel team from its beginning, the others from its end
    "evaluation.moderation.may_see_agenda": {
        "lead": "-----+++++",
        "participation": "--------++",
        "evaluator": ".----+++++",
        "approver auditor": "------++++",
    },
    "evaluation.moderation.may_see_item: theirs": {
        "lead": "-----+++++",
        "participation": "--------++",
        "evaluator": ".----+++++",
        "approver auditor": "------++++",
    },
    "evaluation.moderation.may_see_item: not theirs": {
        "lead": "-----+++++",
        "participation": "--------++",
        "approver auditor": "------++++",
    },
    "evaluation.moderation.may_lift: theirs": {
        "lead": "-----++++-",
        "participation": "--------+-",
        "evaluator": ".----++++-",
    },
    "evaluation.moderation.may_lift: not theirs": {
        "lead": "-----++++-",
        "participation": "--------+-",
    },
    "evaluation.moderation.may_moderate": {"lead": "-----+----"},
    "evaluation.moderation.may_sign_off": {"evaluator": ".----+----"},
    "evaluation.moderation.may_read_signatures": {
        "lead participation": "+",
        "evaluator": ".+++++++++",
    },
    "evaluation.moderation.may_read_conflicts": {
        "approver auditor": "+",
        "participation": "--------++",
        "lead": ".........+",
    },
    # the run and the ranking
    "evaluation.runs.may_close_moderation": {"lead": "-----+----"},
    "evaluation.runs.may_see_run": SEES_RUN,
    "evaluation.runs.may_see_result": SEES_RUN | {"evaluator": ".--------+"},
    "evaluation.runs.may_see_parts: groups of 5": SEES_RUN | {"evaluator": ".--------+"},
    "evaluation.runs.may_see_parts: a group of 4": SEES_RUN,
    "evaluation.runs.may_see_names": {
        "lead participation approver auditor": "--------++",
        "evaluator": ".--------+",
    },
    # decision, approval, reveal, letters
    **DECIDING,
    "outcomes.may_see_decision": {"lead approver auditor": "------++++"},
    "outcomes.may_decide: nothing decided": {"lead": "------+---"},
    "outcomes.may_decide: waits for approval": {"lead": "----------"},
    "outcomes.may_decide: sent back": {"lead": "------+---"},
    "outcomes.may_see_approval": {"approver": "------++++"},
    "outcomes.may_approve: waits": {"approver": "------+---"},
    "outcomes.may_approve: nothing decided": {"approver": "----------"},
    "outcomes.may_approve: word is given": {"approver": "----------"},
    "outcomes.may_approve: who marked": {"approver": "----------"},
    "outcomes.may_approve: who decided": {"approver": "----------"},
    "outcomes.may_reveal": {"lead": "-------+--"},
    "outcomes.may_read_origins": {"lead approver auditor": "--------++"},
    "outcomes.may_see_letters": {"lead approver auditor": "--------++"},
    "outcomes.may_release": {"lead": "--------+-"},
    "outcomes.may_read_own_letter: own": {"bidder": ".........+"},
    "outcomes.may_read_own_letter: another's": {},
    "outcomes.may_read_own_letter: none": {},
    **LETTERS,
    "outcomes.may_see_award_notice": {"lead approver auditor": "---------+"},
    "outcomes.may_record_award_notice": {"lead": "---------+-"},
    # from the letters to the contract
    **CONTRACTING,
    **PUBLISHED,
    **SETTING_UP,
    **MONITORING,
    # the trail, and what it hides from its readers for now
    "record.may_read_trail": {STAFF: "+"},
    "record.bundle.may_take_whole": {"lead approver auditor": "---------+"},
    "record.bundle.may_take_bundle: own letter": {
        "bidder": ".........+",
        "lead approver auditor": "---------+",
    },
    "record.bundle.may_take_bundle: no letter": {"lead approver auditor": "---------+"},
    **RECORD,
    **LEARNING,
    **(PRACTICE | READING | ROOM),
    **opening(PROVIDERS),
    **PACKS,
    **LATER,
    **INTERVIEWS,
    **HEARING,
    **CHOSEN,
    **DESK,
    **TOLD,
}
