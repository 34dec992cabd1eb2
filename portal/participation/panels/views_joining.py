"""The public pages behind a code: joining a panel step by step, or getting new words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import abort, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts import links
from portal.accounts import operations as accounts
from portal.accounts.limits import BY_ADDRESS, limiter
from portal.accounts.models import PARTICIPATION, Authority, Invitation, Person
from portal.accounts.passwords import hash_password
from portal.accounts.queries import keeps_from_panels, people_of
from portal.accounts.views import begin
from portal.core.authorisation import anyone, authorise
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.forms import ActionForm, Form, typed
from portal.core.tenancy import open_tenant
from portal.core.transaction import reading_only
from portal.core.web import back_to, current_actor, public
from portal.core.words import say
from portal.participation.panels import forms_joining as forms
from portal.participation.panels import joining as act
from portal.participation.panels import queries as ask
from portal.participation.panels.forms import OwnYesForm
from portal.participation.panels.models import UNDER_16, PanelInvitation
from portal.participation.panels.views import bp
from portal.participation.panels.views_again import sent_again, words_here
from portal.participation.thanks.names import line_of
from portal.participation.thanks.promising import promised_to

READ = ("meaning", "stays")
WRONG = say(
    "We don’t know this code. Check the letters first. Are they right? Then it has been used"
    " already, or it is too old. Ask whoever gave it to you for a new one."
)
FORMS: dict[str, type[Form]] = {
    "name": forms.NameForm,
    "brings": forms.BringsForm,
    "age": forms.AgeForm,
    "birthday": forms.BirthdayForm,
    "tell": forms.TellForm,
    "consent": OwnYesForm,
}
LAST = "account"


@dataclass(frozen=True)
class Way:
    """What a code leads to, as far as somebody has come."""

    code: str
    invitation: Invitation
    opens: PanelInvitation
    authority: Authority
    leads: list[str]
    told: dict[str, str]
    promised: list[str]

    @property
    def steps(self) -> list[str]:
        """The pages in their order; an age is asked of young people alone (R18)."""
        is_young = self.opens.panel.kind == "young"
        left_out = set() if is_young else {"age", "birthday"}
        if self.told.get("age_band") not in UNDER_16:
            left_out.add("birthday")
        return [step for step in (*READ, *FORMS, LAST) if step not in left_out]

    @property
    def missing(self) -> str | None:
        """The first page that isn't answered yet."""
        asked = {step: FORMS[step] for step in self.steps if step in FORMS}
        return next((s for s, form in asked.items() if not _needed(form) <= self.told.keys()), None)


def _needed(form: type[Form]) -> set[str]:
    return {
        forms.NameForm: {"called", "say_name", "shows_name"},
        forms.BringsForm: {"brings", "represents"},
        forms.AgeForm: {"age_band"},
        forms.BirthdayForm: {"turns_16_on"},
        forms.TellForm: {"tell_by", "email"},
        OwnYesForm: {"taking_part", "photographs", "told_afterwards"},
    }[form]


def find_way(code: str, leads_to: str | None = None) -> Way | None:
    """What stands behind a code, while it can be taken up; read apart, before anything is written.

    What the code doesn't lead to isn't there.
    """
    authorise(anyone, current_actor())
    with reading_only():
        try:
            invitation = links.find_invitation(code)
        except Refused:
            return None
        if invitation.authority is None:
            return None
        open_tenant(invitation.authority.id)
        opens = ask.code_behind(invitation.id)
        if opens is None or (leads_to and opens.leads_to != leads_to):
            return None
        staff = people_of(invitation.authority.id)
        leads = [role.person.name for role in staff if role.name == PARTICIPATION]
        told = ask.answers_so_far(invitation.id)
        panel_id = opens.panel_id
        thanks = [line_of(each) for each in promised_to([panel_id])[panel_id] if each.is_promised]
        way = Way(code, invitation, opens, invitation.authority, leads, told, thanks)
        db.session.expunge_all()
    return way


def too_old() -> str:
    """A code that isn't there, was used, or is too old."""
    return render_template("panels/old_code.html", why=gettext(WRONG))


@bp.route("/join", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def join() -> str | Response:
    """Type a code from a piece of paper."""
    authorise(anyone, current_actor())
    form = forms.CodeForm()
    if form.validate_on_submit():
        code = "-".join(typed(form.code).replace("-", " ").split())
        if find_way(code):
            return back_to(".code", code=code)
        form.show(Refused(WRONG, field="code"))
    return render_template("panels/join.html", form=form)


@bp.get("/join/<code>")
@public
def code(code: str) -> str | Response:
    """A code leads to joining, to new words, or to an adult's yes or no."""
    way = find_way(code)
    if way is None:
        return too_old()
    if way.opens.leads_to == "words":
        return back_to(".new_words", code=code)
    if way.opens.leads_to == "consent":
        return back_to(".answer", code=code)
    return back_to(".step", code=code, part=READ[0])


@bp.route("/join/<code>/<part>", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def step(code: str, part: str) -> str | Response:
    """One step of joining; what was answered is kept, so that nothing is lost on the way."""
    way = find_way(code, "joining")
    if way is None:
        return (part == LAST and sent_again(code)) or too_old()
    if _is_kept_away(way):
        return render_template("panels/kept_away.html", way=way)
    if part not in way.steps:
        abort(404)
    if part == LAST:
        return back_to(".step", code=code, part=way.missing) if way.missing else _finish(way)
    if part in READ:
        return _show(way, part, ActionForm())
    return _ask(way, part)


def _is_kept_away(way: Way) -> bool:
    """Who works for the authority or for a bidder can't join, and is told at once (R10)."""
    person_id = current_actor().person_id
    with reading_only():
        return person_id is not None and keeps_from_panels(person_id, way.authority.id)


def _ask(way: Way, part: str) -> str | Response:
    form = FORMS[part](data=forms.shown_of(way.told))
    if isinstance(form, forms.BirthdayForm):
        form.age_band = way.told["age_band"]
    if current_user.is_authenticated:
        for name in ("called", "email"):
            if name in form:
                del form[name]
    if form.validate_on_submit():
        if "taking_part" in form and form["taking_part"].data == "no":
            return _said_no(form, way)
        blank = {"called": "", "email": ""} if current_user.is_authenticated else {}
        with form.saving():
            act.keep_answers(way.invitation.id, blank | forms.kept_of(form))
        if form.saved:
            told = way.told | forms.kept_of(form)
            return back_to(".step", code=way.code, part=_after(way, part, told))
    return _show(way, part, form)


def _after(way: Way, part: str, told: dict[str, str]) -> str:
    steps = replace(way, told=told).steps
    return steps[steps.index(part) + 1]


def _said_no(form: Form, way: Way) -> str | Response:
    """Nothing is kept of somebody who doesn't want to take part."""
    if form.carried_out(act.forget_answers, way.invitation.id):
        return render_template("panels/said_no.html", way=way)
    return _show(way, "consent", form)


def _show(way: Way, part: str, form: Form) -> str:
    steps = way.steps
    at = steps.index(part)
    names = {
        "way": way,
        "form": form,
        "is_child": "birthday" in steps,
        "number": at + 1,
        "steps": len(steps),
        "before": url_for(".step", code=way.code, part=steps[at - 1]) if at else None,
        "after": url_for(".step", code=way.code, part=steps[at + 1]) if part in READ else None,
    }
    return render_template(f"panels/joining/{part}.html", **names)


def _finish(way: Way) -> str | Response:
    """The last step: an account for who has none, a place, and words that are shown once."""
    form: Any = ActionForm() if current_user.is_authenticated else forms.SignInNameForm()
    if form.validate_on_submit():
        words = words_here(way.code) if "way" in form and form.way.data == "words" else None
        hashed = None if "way" not in form else hash_password(words or form.new_password.data)
        row_id = None
        with form.saving():
            row_id = _join(way, form, hashed)
        if form.saved and row_id:
            return _welcome(way, row_id, words, typed(form.email) if words else "")
    return _show(way, LAST, form)


def _join(way: Way, form: Any, hashed: str | None) -> Any:
    """Join as who is signed in, or as somebody new, who is signed in then, in the new role."""
    known = current_actor().person_id
    if known is None:
        called, email = way.told["called"], way.told["email"] or None
        person = accounts.create_person(called, typed(form.email), hashed, email)
        db.session.flush()
    else:
        person = db.session.get_one(Person, known)
        accounts.sign_out(current_user.sign_in_id)
    invitation = links.find_invitation(way.code)
    member = act.join_panel(invitation, person, forms.answers_of(way.told))
    db.session.flush()
    return accounts.sign_in(person, ask.role_of(member)).id


def _welcome(way: Way, row_id: Any, words: str | None, account: str) -> str | Response:
    to = url_for(".mine", authority=way.authority.slug, panel_id=way.opens.panel.id)
    led = begin(row_id, to)
    if words is None:
        return led
    return render_template("panels/words.html", words=words, account=account, to=to)


@bp.route("/join/<code>/new-words", methods=["GET", "POST"])
@public
@limiter.limit(BY_ADDRESS, methods=["POST"])
def new_words(code: str) -> str | Response:
    """New words or a password of one's own, for somebody of a panel who lost theirs."""
    way = find_way(code, "words")
    if way is None or way.opens.member is None:
        return sent_again(code) or too_old()
    form, person = forms.WayInForm(), way.opens.member.person
    account = person.sign_in_name or person.email or ""
    if form.validate_on_submit():
        words = words_here(code) if form.way.data == "words" else None
        hashed, row_id = hash_password(words or form.new_password.data), None
        with form.saving():
            row_id = _choose(code, hashed)
        if form.saved:
            return _welcome(way, row_id, words, account)
    return render_template("panels/new_words.html", form=form, account=account, name=person.name)


def _choose(code: str, hashed: str) -> Any:
    invitation = links.find_invitation(code)
    opens = ask.code_behind(invitation.id)
    assert opens
    assert opens.member_id
    member = ask.member_by_id(opens.member_id)
    assert member
    act.choose_words(invitation, member, hashed)
    return accounts.sign_in(member.person, ask.role_of(member)).id
