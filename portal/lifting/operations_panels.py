"""Words of a panel go to the safeguarding lead, and leave what they stood in, at once (R31).

A tender's texts are redacted (`operations`). These stand in no tender's record: the row forgets
them, and where a sealed fact says them too, another stands for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import gettext

from portal.accounts.queries import authority_by_id, people_by_id
from portal.audit.erasable import TAKEN_OUT
from portal.audit.journal import record
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models_choosing import Candidate
from portal.lifting.queries import Words
from portal.participation.panels.models import Need, TermsIdea
from portal.participation.training.models import Opinion, UnclearWord
from portal.record.erasure.notebook import Note
from portal.record.erasure.sealed import replace_sealed
from portal.safety.operations import put_in
from portal.tenders.models import Tender


def lift_line(
    actor: Actor, tender: Tender, standing: Standing, candidate: Candidate, found: Words
) -> list[Note]:
    """What somebody wrote to their panel when they stood; that they stand stays (P14)."""
    _seal(actor, tender.authority_id, found, f"{tender.title}. {found.where}")
    candidate.why = TAKEN_OUT
    record("choosing:line-taken-out", actor, tender.id, number=standing.choosing.number)
    return []


def lift_need(actor: Actor, panel: uuid.UUID, need: Need, found: Words) -> list[Note]:
    """What somebody needs; they, or the lead with them, write anew what is still needed (P6)."""
    _seal(actor, need.authority_id, found, found.where)
    need.words = TAKEN_OUT
    record("need:destroyed", actor, panel=panel, person=found.by)
    return []


def lift_idea(actor: Actor, idea: TermsIdea, found: Words) -> list[Note]:
    """A sentence for the rules: it leaves the list, and the log."""
    _seal(actor, idea.authority_id, found, found.where)
    replace_sealed(actor, "terms:suggested", "words", idea.words, TAKEN_OUT)
    db.session.delete(idea)
    return []


def lift_word(actor: Actor, alike: Sequence[UnclearWord], found: Words) -> list[Note]:
    """A word that tells: it leaves the list, and the log, however many asked about it."""
    _seal(actor, alike[0].authority_id, found, found.where)
    for said in sorted({each.word for each in alike}):
        replace_sealed(actor, "word:asked", "word", said, TAKEN_OUT)
    for each in alike:
        db.session.delete(each)
    return []


def lift_opinion(actor: Actor, opinion: Opinion, found: Words) -> list[Note]:
    """What somebody wrote about a course; what they ticked still counts."""
    _seal(actor, opinion.authority_id, found, found.where)
    opinion.told_words = TAKEN_OUT
    if opinion.words.strip() == found.words:
        opinion.words = TAKEN_OUT
    record("training:words-taken-out", actor, course=opinion.course)
    return []


def _seal(actor: Actor, authority_id: uuid.UUID, found: Words, place: str) -> None:
    """Who wrote them is known inside the sealed box alone."""
    about = gettext("Nobody is noted who wrote it")
    if found.by:
        writer = people_by_id([found.by])[found.by]
        about = gettext("Written by %(name)s", name=writer.name)
    worry = {
        "kind": "handed-over",
        "about": about,
        "words": found.words,
        "found": place,
        "note": gettext("These words were taken out where they stood."),
    }
    put_in(actor, authority_by_id(authority_id), worry)
