"""Words explained: marked in texts, one tap away, asked about, and answered (P8)."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from flask import abort, flash, g, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal.accounts.models import PANEL, TAKE_PART
from portal.accounts.queries import open_authority
from portal.accounts.signed_in import SignedIn
from portal.core.authorisation import Actor, authorise
from portal.core.forms import ActionForm, typed
from portal.core.language import spoken
from portal.core.tenancy import open_tenant
from portal.core.web import back_to, came_from, current_actor
from portal.core.words import say
from portal.participation.panels.queries import places_of
from portal.participation.training import on_a_page, words
from portal.participation.training import operations as act
from portal.participation.training import queries as ask
from portal.participation.training.forms import AskWordForm, ExplainForm, SearchForm
from portal.participation.training.models import UnclearWord
from portal.participation.training.policy import (
    may_answer_word,
    may_ask_word,
    may_explain_word,
    may_read_words,
    may_say,
)
from portal.participation.training.views import bp

WORDS = "/<authority>/words"
LEARNING = frozenset({"training", "moderation"})
PAGES = {
    "overview": say("home"),
    "panels": say("panels"),
    "insights": say("what people said"),
    "cowriting": say("writing together"),
    "agreeing": say("how much say, and agreeing"),
    "training": say("training"),
    "marking": say("marking"),
    "moderation": say("talking about marks"),
    "runs": say("the result"),
    "seats": say("knowing bidders"),
}
"""The kinds of page that a question may tell of; the safety store isn't among them (R31)."""


@bp.app_template_filter("explained")
def explained(page: Markup, glossary: on_a_page.Known | None) -> Markup:
    """A page's content, where it explains its words; `words_here` then tells their meanings."""
    if glossary is None:
        return page
    page, g.words_here = on_a_page.linked(page, glossary)
    return page


@bp.app_template_global("words_here")
def words_here() -> list[words.Word]:
    """The words of this page that lead to what they mean, in the order in which they stand."""
    found: list[words.Word] = g.get("words_here", [])
    return found


def glossary_for(user: SignedIn | None) -> on_a_page.Known | None:
    """The words that the page being shown explains: to who takes part or joins, on any page; to
    others where they learn, or talk about marks with people who take part (P8)."""
    if user is None:
        is_wanted = request.blueprint == "panels"
    else:
        is_wanted = user.actor.role in TAKE_PART or request.blueprint in LEARNING
    if not is_wanted or request.endpoint == "training.words":
        return None
    owner = user.actor.authority_id if user and user.words_version else None
    return _known(owner, user.words_version if user and owner else 0, spoken())


def words_for(user: SignedIn | None) -> str | None:
    """Where all words of the reader's authority are explained."""
    if user is None or user.authority_slug is None:
        return None
    return url_for("training.words", authority=user.authority_slug)


@lru_cache(maxsize=256)
def _known(owner: uuid.UUID | None, _version: int, _language: str) -> on_a_page.Known:
    """The words of an authority as they stand: asked for once for each version of them."""
    if owner is None:
        return on_a_page.known(words.glossary())
    open_tenant(owner)
    return on_a_page.known(words.glossary(ask.own_words()))


def _way_back(sent: str = "") -> str | None:
    """The page that somebody came from, where it isn't one of these."""
    came, these = came_from(sent), request.path.rpartition("/words")[0] + "/words"
    return None if came is None or came.startswith(these) else came


@bp.get(WORDS, endpoint="words")
def words_page(authority: str) -> str:
    """All words with what they mean, by letter, to be searched."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_read_words, actor, owner.id)
    form = SearchForm(formdata=request.args)
    wanted = typed(form.q)[:60]
    found = words.search(words.glossary(ask.own_words()), wanted)
    return render_template(
        "glossary/words.html",
        form=form,
        authority=authority,
        owner=owner.name,
        wanted=wanted,
        letters=words.by_letter(found),
        back=_way_back(),
        may_ask=bool(may_ask_word(actor, owner.id)),
        may_explain=bool(may_explain_word(actor, owner.id)),
    )


@bp.route(f"{WORDS}/ask", methods=["GET", "POST"])
def ask_word(authority: str) -> str | Response:
    """Somebody says that a word isn't clear, from wherever they are (P8)."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_ask_word, actor, owner.id)
    is_kept = bool(
        may_say(
            actor, places_of(actor.person_id) if actor.role == PANEL and actor.person_id else []
        )
    )
    form = AskWordForm(data={"page": request.args.get("page", "")[:40], "back": _way_back() or ""})
    back = _way_back(form.back.data or "") if form.back.data else None
    page = _page(form.page.data)
    if form.carried_out(lambda: act.ask_word(actor, typed(form.word), page, is_kept=is_kept)):
        return render_template(
            "glossary/asked.html",
            authority=authority,
            word=typed(form.word),
            known=words.glossary(ask.own_words()).get(words.slug_of(typed(form.word))),
            is_kept=is_kept,
            back=back,
        )
    return render_template(
        "glossary/ask.html", form=form, authority=authority, back=back, is_kept=is_kept
    )


def _page(sent: str | None) -> str:
    """The kind of page, if it is one that we know."""
    return sent if sent in PAGES else ""


@bp.get(f"{WORDS}/asked")
def words_asked(authority: str) -> str:
    """The words that people asked about, without who they are."""
    actor = current_actor()
    owner = open_authority(authority)
    authorise(may_explain_word, actor, owner.id)
    return render_template(
        "glossary/waiting.html",
        authority=authority,
        lines=[_line(each) for each in ask.waiting_words()],
    )


def _line(asked: list[UnclearWord]) -> dict[str, Any]:
    return {"id": asked[0].id, "word": asked[0].word, "is_asked_again": len(asked) > 1}


def open_asked(authority: str, asked_id: uuid.UUID) -> tuple[Actor, UnclearWord]:
    """A word that waits, for who may explain it; any other isn’t there."""
    actor = current_actor()
    owner = open_authority(authority)
    asked = ask.unclear_by_id(asked_id) if may_explain_word(actor, owner.id) else None
    if asked is None:
        abort(404)
    authorise(may_answer_word, actor, asked)
    return actor, asked


@bp.route(f"{WORDS}/asked/<uuid:asked_id>", methods=["GET", "POST"])
def explain_word(authority: str, asked_id: uuid.UUID) -> str | Response:
    """Explain a word: the answer joins the glossary, and who asked is told (P8)."""
    actor, asked = open_asked(authority, asked_id)
    known = words.glossary(ask.own_words()).get(words.slug_of(asked.word))
    form = ExplainForm(data={"word": asked.word, "meaning": known.meaning if known else ""})
    if form.carried_out(
        lambda: act.explain_word(actor, asked, typed(form.word), typed(form.meaning))
    ):
        flash(gettext("The word is explained. Who asked for it sees it on their home."), "success")
        return back_to(".words_asked", authority=authority)
    return render_template(
        "glossary/explain.html",
        form=form,
        authority=authority,
        word=asked.word,
        page=PAGES.get(asked.page),
        asked_id=asked_id,
        known=known,
    )


@bp.post(f"{WORDS}/asked/<uuid:asked_id>/put-aside")
def put_aside(authority: str, asked_id: uuid.UUID) -> Response:
    """Take a word off the list that is none, or that isn't for everybody to read."""
    actor, asked = open_asked(authority, asked_id)
    if ActionForm().carried_out(act.put_aside, actor, asked):
        flash(gettext("The word is off the list."), "success")
    return back_to(".words_asked", authority=authority)
