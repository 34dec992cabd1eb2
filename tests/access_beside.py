"""Who may do what on panels, beside members and with equality questions (access_table)."""

from __future__ import annotations

HOLDERS = "safeguarding deputy"
PANELISTS = "panelist panel-parent"
WHO_SIGNED_IN = (
    "person operator lead participation approver auditor officer safeguarding deputy evaluator"
    " facilitator panelist panel-parent bidder provider joint-lead joint-approver lead-elsewhere"
    " evaluator-elsewhere other-lead other-participation other-approver other-auditor"
    " other-officer other-safeguarding other-deputy other-evaluator"
)
EVERYBODY = f"visitor {WHO_SIGNED_IN}"

BESIDE: dict[str, dict[str, str]] = {
    # panels: who runs them, whose place it is, and when somebody may act there
    "participation.panels.may_run_panels": {"participation": "+"},
    "participation.panels.may_ask_an_adult: under 16": {"participation": "+"},
    "participation.panels.may_ask_an_adult: 16 or more": {"participation": "-"},
    "participation.panels.may_decide_for_children": {HOLDERS: "+"},
    "participation.panels.may_decide_for: under 16": {HOLDERS: "+"},
    "participation.panels.may_decide_for: 16 or more": {HOLDERS: "-"},
    "participation.panels.may_take_part: own place": {PANELISTS: "+"},
    "participation.panels.may_take_part: another's": {},
    "participation.panels.may_take_part: who left": {},
    "participation.panels.may_keep_words: all in order": {PANELISTS: "+"},
    "participation.panels.may_keep_words: no yes yet": {PANELISTS: "-"},
    "participation.panels.may_pause: taking part": {PANELISTS: "+"},
    "participation.panels.may_pause: on a break": {PANELISTS: "-"},
    "participation.panels.may_come_back: taking part": {PANELISTS: "-"},
    "participation.panels.may_come_back: on a break": {PANELISTS: "+"},
    "participation.panels.may_act: all in order": {EVERYBODY: "+"},
    "participation.panels.may_act: consent missing": {EVERYBODY: "-"},
    "participation.panels.may_change_panel: going on": {"participation": "+"},
    "participation.panels.may_change_panel: ended": {"participation": "-"},
    "participation.panels.may_look_back: own place, ended": {WHO_SIGNED_IN: "+"},
    "participation.panels.may_look_back: own place, going on": {},
    "participation.panels.may_look_back: another's": {},
    # who is beside a member: the lead names, the member says yes or no, either ends it
    "participation.beside.may_name_helper: nobody named": {"participation": "+"},
    "participation.beside.may_name_helper: somebody named": {"participation": "-"},
    "participation.beside.may_answer_helper: somebody named": {PANELISTS: "+"},
    "participation.beside.may_answer_helper: nobody named": {PANELISTS: "-"},
    "participation.beside.may_answer_helper: another's": {},
    "participation.beside.may_end_helper: somebody named": {"participation": "+"},
    "participation.beside.may_end_helper: nobody named": {"participation": "-"},
    "participation.beside.may_be_in: the mentor": {PANELISTS: "+"},
    "participation.beside.may_be_in: the newcomer, too early": {},
    "participation.beside.may_be_in: somebody else": {},
    "participation.beside.may_say_as_mentor: the mentor": {PANELISTS: "+"},
    "participation.beside.may_say_as_mentor: said already": {PANELISTS: "-"},
    "participation.beside.may_say_as_mentor: the newcomer, too early": {},
    "participation.beside.may_end_mentoring: the mentor": {PANELISTS: "+"},
    "participation.beside.may_end_mentoring: ended": {PANELISTS: "-"},
    "participation.beside.may_end_mentoring: somebody else": {},
    "participation.equality.may_see_equality": {"participation": "+"},
    "participation.equality.may_answer_equality: taking part": {PANELISTS: "+"},
    "participation.equality.may_answer_equality: too young": {PANELISTS: "-"},
    "participation.equality.may_answer_equality: another's": {},
}
