"""Who learns, leads, asks about words, and keeps a diary: lines of the matrix’s two tables."""

from __future__ import annotations

STAFF = "lead participation approver auditor officer safeguarding deputy"
WORKS_HERE = f"{STAFF} lead-elsewhere"
TAKES_PART = "evaluator evaluator-elsewhere panelist panel-parent"
SIGNED_IN = (
    f"person operator {WORKS_HERE} {TAKES_PART} bidder provider other-lead other-participation"
    " other-approver other-auditor other-officer other-safeguarding other-deputy other-evaluator"
    " facilitator"
)

LEARNING: dict[str, dict[str, str]] = {
    "participation.training.may_learn: introduction": {TAKES_PART: "+"},
    "participation.training.may_learn: staff": {WORKS_HERE: "+"},
    "participation.training.may_look_back: finished": {TAKES_PART: "+"},
    "participation.training.may_look_back: not finished": {TAKES_PART: "-"},
    # a diary of hours and a certificate: the member's alone, also once they have left
    "participation.thanks.may_keep_hours: own place": {"panelist panel-parent": "+"},
    "participation.thanks.may_keep_hours: own place, ended": {
        f"{SIGNED_IN} joint-lead joint-approver": "+"
    },
    "participation.thanks.may_keep_hours: another's": {},
    "participation.thanks.may_write_hours: said yes": {"panelist panel-parent": "+"},
    "participation.thanks.may_write_hours: hasn't said yes": {"panelist panel-parent": "-"},
    "participation.thanks.may_write_hours: another's": {},
    "participation.training.may_say: said yes": {SIGNED_IN: "+"},
    "participation.training.may_say: hasn't said yes": {
        SIGNED_IN: "+",
        "panelist panel-parent": "-",
    },
    "participation.thanks.may_say_it_came: given to oneself": {"panelist panel-parent": "+"},
    "participation.thanks.may_say_it_came: given to another": {},
    "participation.training.may_lead_training": {"participation": "+"},
    "participation.training.may_read_words": {f"{WORKS_HERE} facilitator {TAKES_PART}": "+"},
    "participation.training.may_ask_word": {f"{WORKS_HERE} facilitator {TAKES_PART}": "+"},
    "participation.training.may_explain_word": {"participation": "+"},
    "participation.training.may_answer_word: waiting": {"participation": "+"},
    "participation.training.may_answer_word: answered": {"participation": "-"},
}

LEARNERS = "young stranger panelist panel-parent"

PAGES_OF_LEARNING: dict[str, tuple[tuple[str, str], ...]] = {
    "training.course": (("open", LEARNERS),),
    "training.step": (("open", LEARNERS),),
    "training.question": (("open", LEARNERS),),
    "training.opinion": (("open", "-young -stranger -panelist -panel-parent"),),
    "training.finished": (("open", "-young -stranger -panelist -panel-parent"),),
    "training.certificate": (("open", "-young -stranger -panelist -panel-parent"),),
    "training.certificate_pdf": (("open", "-young -stranger -panelist -panel-parent"),),
    "thanks.diary": (("open", "panelist"),),
    "thanks.take_out": (("open", ""),),
    "thanks.share": (("open", "panelist"),),
    "thanks.take_back_total": (("open", "panelist"),),
    "thanks.certificate": (("open", "panelist"),),
    "thanks.promised": (("open", "panelist"),),
    "thanks.say_it_came": (("open", ""),),
    "thanks.thanks": (("open", "participation"),),
    "thanks.promise": (("open", "participation"),),
    "thanks.take_back": (("open", ""),),
    "thanks.note_given": (("open", "participation"),),
    "training.pool": (("open", "participation"),),
    "training.opinions": (("open", "participation"),),
    "training.group": (("open", "participation"),),
    "training.group_step": (("open", "participation"),),
    "training.attendance": (("open", "participation"),),
    "training.words": (("open", f"{STAFF} facilitator {LEARNERS}"),),
    "training.ask_word": (("open", f"{STAFF} facilitator {LEARNERS}"),),
    "training.words_asked": (("open", "participation"),),
    "training.explain_word": (("open", "participation"),),
    "training.put_aside": (("open", "participation"),),
}
