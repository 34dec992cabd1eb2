"""Pages of the register of contracts (P27)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Blueprint, flash, render_template, request
from flask import Response as FlaskResponse
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.accounts.models import Authority
from portal.accounts.queries import open_authority
from portal.core.authorisation import Actor, Verdict, authorise, there
from portal.core.forms import ActionForm, typed
from portal.core.paging import paged
from portal.core.web import back_to, current_actor
from portal.monitoring import operations as act
from portal.monitoring import queries as ask
from portal.monitoring.exports import as_csv
from portal.monitoring.forms import BeginForm, ContractForm
from portal.monitoring.models import RegisteredContract
from portal.monitoring.policy import may_begin_next, may_keep_register, may_see_register

bp = Blueprint("monitoring", __name__, url_prefix="/<authority>/contracts")


def _open(
    authority: str, policy: Callable[[Actor, object], Verdict] = may_see_register
) -> tuple[Actor, Authority]:
    actor, found = current_actor(), open_authority(authority)
    authorise(policy, actor, found.id)
    return actor, found


@bp.get("/")
def register(authority: str) -> str:
    """The contracts of an authority, the next to end first, and those whose time has come."""
    actor, found = _open(authority)
    page = paged(ask.number_of_contracts())
    keeps = bool(may_keep_register(actor, found.id))
    return render_template(
        "monitoring/register.html",
        authority=found,
        months=found.next_cycle_months,
        due=ask.contracts_due(found.next_cycle_months),
        contracts=ask.contracts(found.next_cycle_months, page.offset, page.limit),
        pages=page.ways,
        missing=ask.not_in_register() if keeps else [],
        may_keep=keeps,
        may_begin=bool(may_begin_next(actor, found.id)),
    )


@bp.get("/contracts.csv")
def register_csv(authority: str) -> FlaskResponse:
    """All of them for a spreadsheet."""
    _, found = _open(authority)
    made = as_csv(ask.contracts(found.next_cycle_months))
    headers = {"Content-Disposition": "attachment; filename=contracts.csv"}
    return FlaskResponse(made, mimetype="text/csv", headers=headers)


@bp.route("/new", methods=["GET", "POST"])
def enter(authority: str) -> str | Response:
    """Enter a contract; `?tender=` fills in what the tender says of its own."""
    actor, found = _open(authority, may_keep_register)
    known, tender_id = _of_tender(request.args.get("tender", type=uuid.UUID))
    form = ContractForm(data=known)
    if form.carried_out(lambda: act.enter_contract(actor, form.facts(), tender_id)):
        flash(gettext("The contract is in the register."), "success")
        return back_to(".register", authority=authority)
    return render_template("monitoring/contract.html", form=form, authority=found, row=None)


def _of_tender(tender_id: uuid.UUID | None) -> tuple[dict[str, object], uuid.UUID | None]:
    """What is known of the contract of a tender that isn't in the register yet; else a 404."""
    if tender_id is None:
        return {}, None
    pairs = ask.not_in_register()
    made, tender = there(next((each for each in pairs if each[1].id == tender_id), None))
    days = {"starts_on": made.starts_on, "ends_on": made.ends_on}
    return {"title": tender.title, "reference": tender.reference, **days}, tender.id


@bp.route("/<uuid:contract_id>", methods=["GET", "POST"])
def change(authority: str, contract_id: uuid.UUID) -> str | Response:
    """Change what the register says of a contract."""
    actor, found = _open(authority, may_keep_register)
    row = ask.contract_in_register(contract_id)
    form = ContractForm(obj=row)
    if form.carried_out(lambda: act.change_contract(actor, row, form.facts())):
        flash(gettext("Saved."), "success")
        return back_to(".register", authority=authority)
    return render_template("monitoring/contract.html", form=form, authority=found, row=row)


@bp.route("/<uuid:contract_id>/begin", methods=["GET", "POST"])
def begin(authority: str, contract_id: uuid.UUID) -> str | Response:
    """Say that understanding what comes after a contract has begun (P27)."""
    actor, found = _open(authority, may_begin_next)
    row = ask.contract_in_register(contract_id)
    form = BeginForm(data={"words": row.begun_words})
    if form.carried_out(lambda: act.begin_next(actor, row, typed(form.words))):
        flash(gettext("Good. Contracts that end later follow in their own time."), "success")
        return back_to(".register", authority=authority)
    return render_template("monitoring/begin.html", form=form, authority=found, row=row)


@bp.route("/<uuid:contract_id>/remove", methods=["GET", "POST"])
def remove(authority: str, contract_id: uuid.UUID) -> str | Response:
    """Take out what was entered by mistake."""
    actor, found = _open(authority, may_keep_register)
    row: RegisteredContract = ask.contract_in_register(contract_id)
    form = ActionForm()
    if form.carried_out(lambda: act.remove_contract(actor, row)):
        return back_to(".register", authority=authority)
    return render_template("monitoring/remove.html", form=form, authority=found, row=row)
