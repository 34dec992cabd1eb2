"""Who may work out hours, choose evaluators, and open their pages; as `access_table` says."""

from __future__ import annotations

STAFF = "lead participation approver auditor"
LEADS, LEADS_NOT_NOW = "lead participation", "-lead -participation"

CHOSEN: dict[str, dict[str, str]] = {
    "specifications.hours.may_see_hours": {STAFF: "+"},
    "specifications.hours.may_plan_hours": {"lead participation": "+---------"},
    "specifications.hours.may_say_hours: own part": {"panelist": "+---------"},
    "specifications.hours.may_say_hours: consent missing": {"panelist": "-"},
    "specifications.hours.may_say_hours: another's part": {},
    "evaluation.choosing.may_see_choosing": {"participation": "-+++++++++"},
    "evaluation.choosing.may_open_choosing": {"participation": "-+++------"},
    "evaluation.choosing.may_settle: last day over": {"participation": "-+++------"},
    "evaluation.choosing.may_settle: still voting": {"participation": "-"},
    "evaluation.choosing.may_settle: by agreement": {"participation": "-+++------"},
    "evaluation.choosing.may_settle: decided": {"participation": "-"},
    "evaluation.choosing.may_place": {"participation": "-++++-----"},
    "evaluation.choosing.may_join_in: own panel's": {"panelist": "+"},
    "evaluation.choosing.may_join_in: another panel's": {},
    "evaluation.choosing.may_put_forward: in time": {"panelist": "-+++------"},
    "evaluation.choosing.may_put_forward: too late": {"panelist": "-"},
    "evaluation.choosing.may_put_forward: consent missing": {"panelist": "-"},
    "evaluation.choosing.may_withdraw: who stands": {"panelist": "+"},
    "evaluation.choosing.may_withdraw: who doesn't": {"panelist": "-"},
    "evaluation.choosing.may_vote: while they vote": {"panelist": "-+++------"},
    "evaluation.choosing.may_vote: who has voted": {"panelist": "-"},
    "evaluation.choosing.may_vote: nobody stands": {"panelist": "-"},
    "evaluation.choosing.may_answer_place: asked": {"panelist": "-++++-----"},
    "evaluation.choosing.may_answer_place: not chosen": {"panelist": "-"},
}

PAGES_OF_CHOOSING: dict[str, tuple[tuple[str, str], ...]] = {
    "hours.hours": (("drafting", STAFF), ("open", STAFF)),
    "hours.plan": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "hours.why": (("drafting", LEADS), ("open", LEADS_NOT_NOW)),
    "hours.mine": (("drafting", "panelist"), ("open", "panelist")),
    "hours.mine POST": (("drafting", "panelist"), ("open", "-panelist")),
    "choosing.choosings": (("open", "participation"), ("drafting", "-participation")),
    "choosing.new": (("open", "participation"), ("marking", "-participation")),
    "choosing.choosing": (("open", "participation"), ("released", "participation")),
    "choosing.count": (("opened", "participation"), ("closed", "-participation")),
    "choosing.agreed": (("opened", "participation"), ("marking", "-participation")),
    "choosing.give": (("marking", "participation"), ("moderating", "-participation")),
    "choosing.ask": (("marking", "participation"), ("moderating", "-participation")),
    "choosing.refuse": (("marking", "participation"), ("moderating", "-participation")),
    "choosing.lift": (("marking", "participation"), ("moderating", "-participation")),
    "choosing.ours": (("drafting", "panelist"), ("released", "panelist")),
    "choosing.mine": (("open", "panelist"), ("released", "panelist")),
    "choosing.mine POST": (("open", "panelist"), ("closed", "-panelist")),
    "choosing.withdraw": (("open", "panelist"), ("marking", "-panelist")),
    "choosing.vote": (("closed", "panelist"), ("open", "-panelist")),
    "choosing.answer": (("marking", "panelist"), ("moderating", "-panelist")),
}
