"""The pages of 'You said, we did' that somebody who took part reads and asks on, for any door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.queries import people_by_id
from portal.core.authorisation import there
from portal.core.forms import typed
from portal.feedback import operations_after as act
from portal.feedback import queries as ask_for
from portal.feedback.asker import Asker, asked_about, own_questions
from portal.feedback.forms import AskForm
from portal.feedback.models import LineQuestion, Telling, TellingLine
from portal.feedback.owed import owed_of, told_by_words
from portal.feedback.shown import lines_for_member
from portal.feedback.views import version_asked_for
from portal.participation.beside.choices import fit_to_helper
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Door:
    """Through which pages somebody reads and asks; `back` is where they came from, and its words.

    `names` are looked for in what they ask (P6).
    """

    asker: Asker
    endpoint: str
    place: dict[str, Any]
    back: tuple[str, str]
    names: Sequence[str]

    @property
    def told(self) -> str:
        """The page with all lines."""
        return url_for(self.endpoint, **self.place)

    def ask(self, number: int) -> str:
        """The page on which a line is questioned."""
        return url_for(self.endpoint.replace("told", "ask"), **self.place, number=number)

    def version(self, number: int) -> str:
        """The page with an older version."""
        return url_for(self.endpoint, **self.place, version=number)


def told_page(door: Door, authority: str, tender: Tender) -> str:
    """What people said and what was done, promises as they stand now, and one's own questions."""
    versions = ask_for.tellings_of(tender)
    version = version_asked_for(versions)
    mine = own_questions(ask_for.questions_of(tender), tender, door.asker.actor.person_id)
    decider = people_by_id([version.decider_id])[version.decider_id] if version else None
    return render_template(
        "feedback/told.html",
        door=door,
        tender=tender,
        authority=authority,
        version=version,
        versions=versions,
        decider=decider.name if decider else "",
        lines=lines_for_member(version.lines if version else [], ask_for.promises_of(tender), mine),
        day_words=told_by_words(owed_of([tender.id])[tender.id]),
        is_ready=bool(door.asker.ready),
    )


def ask_page(
    door: Door,
    authority: str,
    tender: Tender,
    number: int,
    judge: Callable[[LineQuestion | None], None],
) -> str | Response:
    """‘This isn’t an answer’: a line goes to the named decision-maker, once.

    `judge` is told what they asked about it already, and lets them go on or not.
    """
    telling, line = _line(ask_for.tellings_of(tender), number)
    mine = own_questions(ask_for.questions_of(tender), tender, door.asker.actor.person_id)
    judge(asked_about(mine, line.key))
    decider = people_by_id([telling.decider_id])[telling.decider_id]
    form = _form(door.asker)
    words = typed(form.words)
    if form.validate_on_submit() and form.is_looked_at(words, list(door.names)):
        helped = form.is_through_helper
        with form.saving():
            act.ask(door.asker, tender, telling, line, decider, words, through_helper=helped)
        if form.saved:
            flash(gettext("Thank you. Your question is on its way."), "success")
            return redirect(door.told, code=303)
    return render_template(
        "feedback/ask.html",
        form=form,
        door=door,
        tender=tender,
        authority=authority,
        line=line,
        decider=decider.name,
        reply_days=telling.reply_days,
    )


def _form(asker: Asker) -> Any:
    """Who has a helper says whether they typed it."""
    form = AskForm()
    if asker.member is not None:
        return fit_to_helper(form, asker.member)
    del form.through_helper
    return form


def _line(versions: list[Telling], number: int) -> tuple[Telling, TellingLine]:
    """A line of the newest version by its number, with that; one that isn't there is a 404."""
    newest = there(next(iter(versions), None))
    return newest, there(next((each for each in newest.lines if each.number == number), None))
