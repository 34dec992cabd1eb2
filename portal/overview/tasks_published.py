"""A published tender’s own tasks: questions, amendments, its end."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from portal.overview import due_published
from portal.overview.task import Task
from portal.published.amendments.policy import may_amend
from portal.published.briefing.policy import may_see_briefing
from portal.published.clarifications.policy import may_see_questions
from portal.published.ending.policy import may_see_end

OF_PUBLISHED = [
    Task(
        "published.questions",
        _("Questions from providers"),
        may_see_questions,
        due_published.questions,
        _("What they ask about the tender, and the answers that all get"),
    ),
    Task(
        "published.briefing",
        _("Briefing for providers"),
        may_see_briefing,
        hint=_("Where young people and parents tell providers what matters, and who comes"),
    ),
    Task(
        "published.amend",
        _("Amend the tender"),
        may_amend,
        hint=_("A new version before the deadline, told to all who bid"),
    ),
    Task(
        "published.tender_text",
        _("Texts of the notices"),
        may_see_questions,
        hint=_("The tender notice, an amendment or the end, ready to copy"),
    ),
    Task(
        "published.end",
        _("End without a contract"),
        may_see_end,
        hint=_("Withdraw the notice, cancel or abandon the tender; or read how it ended"),
    ),
]
