"""The tasks of a tender that is being set up: its words, its method, and what it stands on."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from portal.overview import due
from portal.overview.due_publication import before_publication, review_of_conflicts
from portal.overview.due_telling import suggestions
from portal.overview.task import Task
from portal.specifications.agreeing.policy import may_see_agreement, may_see_influence
from portal.specifications.approving.policy import may_see_words
from portal.specifications.cowriting.policy import may_see_rounds
from portal.specifications.groundwork.policy import may_keep_budget, may_see_groundwork
from portal.specifications.hours.policy import may_see_hours
from portal.specifications.known.policy import may_see_known
from portal.specifications.policy import may_see_specification
from portal.tenders.documents.policy import may_see_documents
from portal.tenders.policy import may_draft

OF_SETTING_UP = [
    Task(
        "tenders.details",
        _("What the tender is"),
        may_draft,
        due.facts,
        _("Title, rules, timetable"),
    ),
    Task(
        "specifications.builder",
        _("Specification and marking"),
        may_see_specification,
        due.draft,
        _("Text, questions, who marks what, price"),
    ),
    Task(
        "known.known",
        _("What we know about this"),
        may_see_known,
        hint=_("What people said before, and what it shaped"),
    ),
    Task(
        "agreeing.influence",
        _("How much say people have"),
        may_see_influence,
        hint=_("What young people and parents can do at each step"),
    ),
    Task(
        "agreeing.agreement",
        _("Do the panels agree?"),
        may_see_agreement,
        hint=_("What the panels say to how bids will be marked"),
    ),
    Task(
        "hours.hours",
        _("Hours of reading and marking"),
        may_see_hours,
        hint=_("What it takes each group, and whether the panels find it fine"),
    ),
    Task(
        "cowriting.rounds",
        _("Writing with panels"),
        may_see_rounds,
        suggestions,
        _("Who is asked to write, what they suggest, and what came of it"),
    ),
    Task(
        "tenders.documents",
        _("Documents"),
        may_see_documents,
        hint=_("Files that are published with the tender, each with its fingerprint"),
    ),
    Task(
        "groundwork.conflicts",
        _("Conflicts of interest"),
        may_see_groundwork,
        review_of_conflicts,
        _("Who could gain from the decision, and what is done about it"),
    ),
    Task(
        "groundwork.duties",
        _("Duties to involve people"),
        may_see_groundwork,
        hint=_("What the law asks for, and what shows that it is met"),
    ),
    Task(
        "groundwork.budget",
        _("Budget for taking part"),
        may_keep_budget,
        hint=_("What it costs that people take part, and what was spent"),
    ),
    Task(
        "specifications.check",
        _("Check and publish"),
        may_draft,
        due.publication,
        _("What is missing, and what the public will read"),
    ),
    Task(
        "approving.approval",
        _("Approval before publication"),
        may_see_words,
        before_publication,
        _("Somebody else reads all of it before it is frozen"),
    ),
]
