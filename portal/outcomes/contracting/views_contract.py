"""Pages of the contract and of the notices' texts (R20)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.core.authorisation import Actor, authorise
from portal.core.downloads import as_download
from portal.core.web import back_to, current_actor
from portal.outcomes.contracting import entering as act
from portal.outcomes.contracting.forms import ContractForm, ContractNoticeForm, contract_form
from portal.outcomes.contracting.packages import packages_in
from portal.outcomes.contracting.policy import (
    may_enter_contract,
    may_read_notice_text,
    may_record_contract_notice,
    may_see_standing,
)
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.texts import fields_of, text_of
from portal.outcomes.contracting.views import HERE, standing_parts
from portal.outcomes.queries import decisions_of
from portal.outcomes.views import bp
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender

WHICH = f"{HERE}/notice-text/<any(award, contract):which>"


@bp.route(f"{HERE}/contract", methods=["GET", "POST"])
def contract(authority: str, tender_id: uuid.UUID) -> str | Response:
    """What stands against the contract; its day; and the day of the notice about it."""
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id, moves=True)
    authorise(may_see_standing, actor, tender)
    is_entered = tender.stage == "contract"
    form: ContractForm | ContractNoticeForm
    if is_entered:
        form = ContractNoticeForm()
    else:
        form = contract_form(packages_in(tender, decisions_of(tender)[0].bid))
    if form.is_submitted():
        policy = may_record_contract_notice if is_entered else may_enter_contract
        authorise(policy, actor, tender)
    if form.validate_on_submit():
        with form.saving():
            _write(actor, tender, form)
        if form.saved:
            flash(gettext("It is on record."), "success")
            return back_to(".contract", authority=authority, tender_id=tender_id)
    return _show(actor, authority, tender, form)


def _show(
    actor: Actor, authority: str, tender: Tender, form: ContractForm | ContractNoticeForm
) -> str:
    standing = standing_of(tender)
    made, parts = standing.contract, standing_parts(standing, authority, tender)
    deadline = act.deadline_of(tender.regime, made.signed_on) if made else None
    may_go_on = may_record_contract_notice if made else may_enter_contract
    return render_template(
        "outcomes/contract.html",
        form=form,
        tender=tender,
        authority=authority,
        contract=made,
        told=standing.contract_notices,
        deadline=deadline,
        last_day=deadline.after(made.signed_on) if made and deadline else None,
        can_go_on=bool(may_go_on(actor, tender))
        and (made or not parts["obstacles"] or form.is_submitted()),
        **parts,
    )


def _write(actor: Actor, tender: Tender, form: ContractForm | ContractNoticeForm) -> None:
    if isinstance(form, ContractNoticeForm):
        assert form.published_on.data is not None, "the form asks for it"
        act.record_contract_notice(actor, tender, form.published_on.data)
        return
    signed_on, starts_on, ends_on = (
        field.data for field in (form.signed_on, form.starts_on, form.ends_on)
    )
    assert signed_on is not None, "the form asks for it"
    assert starts_on is not None, "the form asks for it"
    assert ends_on is not None, "the form asks for it"
    act.enter_contract(actor, tender, signed_on, starts_on, ends_on, *form.bought())


@bp.get(WHICH)
def notice_text(authority: str, tender_id: uuid.UUID, which: str) -> str:
    """A notice as fields and as one text, ready to copy into the place where it is published."""
    tender = _seen(authority, tender_id)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    fields = fields_of(tender, which)
    return render_template(
        "outcomes/notice_text.html",
        tender=tender,
        which=which,
        fields=fields,
        gaps=[each.name for each in fields if each.is_gap],
        text=text_of(fields),
        file=url_for(".notice_text_file", **place, which=which),
        back=url_for(".award_notice" if which == "award" else ".contract", **place),
    )


@bp.get(f"{WHICH}/notice.txt")
def notice_text_file(authority: str, tender_id: uuid.UUID, which: str) -> FlaskResponse:
    """The same as a plain text file."""
    return as_download(text_of(fields_of(_seen(authority, tender_id), which)), f"{which}.txt")


def _seen(authority: str, tender_id: uuid.UUID) -> Tender:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_read_notice_text, actor, tender)
    return tender
