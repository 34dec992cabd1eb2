"""The texts of the two notices, field by field, made of stored facts alone (R20).

What Evenhand doesn't know stands there as a gap that says what goes into it: nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.accounts.models import Authority
from portal.accounts.organisation import kind_words
from portal.bids.identity import profile_in
from portal.bids.models import Bid
from portal.bids.queries import bids_of
from portal.core.database import db
from portal.core.formats import day, pounds
from portal.evaluation.queries import bids_to_mark
from portal.outcomes.contracting.models import Contract
from portal.outcomes.contracting.packages import packages_in, value_of
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.sources import source_of, sources_of
from portal.outcomes.contracting.standing import Standing
from portal.outcomes.queries import decisions_of
from portal.specifications.groundwork.queries import Conflicts, conflicts_of
from portal.specifications.groundwork.told import assessed_words, declared_words, managed_words
from portal.tenders.models import Tender

LANGUAGE = "en"
AWARD, CONTRACT = "award", "contract"


@dataclass(frozen=True)
class Field:
    """One line of a notice; a gap says what somebody has to put there.

    `source`: the rule that asks for it, as far as we could hold it against its published text.
    """

    name: str
    value: str
    is_gap: bool = False
    source: str = ""


@dataclass(frozen=True)
class Told:
    """What both notices are made of."""

    tender: Tender
    authority: Authority
    standing: Standing
    chosen: Bid | None
    provider: dict[str, Any] | None
    reason: str
    value: str
    bids: int
    assessed: int
    conflicts: Conflicts


def fields_of(tender: Tender, which: str) -> list[Field]:
    """All fields of the award notice, or of the notice about the contract, for its regime."""
    with force_locale(LANGUAGE):
        told = _told(tender)
        if tender.regime == "psr":
            found = list(_psr(told, which))
        else:
            found = list(_award(told) if which == AWARD else _contract(told))
        asked = sources_of("psr" if tender.regime == "psr" else "pa23", which)
        return [replace(each, source=source_of(each.name, asked)) for each in found]


def text_of(fields: list[Field]) -> str:
    """The same as one text: each field's name on a line, what it holds below."""
    return "\n\n".join(f"{each.name}\n{each.value}" for each in fields) + "\n"


def _told(tender: Tender) -> Told:
    decided = decisions_of(tender)[0]
    bid = decided.bid
    standing = standing_of(tender)
    return Told(
        tender=tender,
        authority=db.session.get_one(Authority, tender.authority_id),
        standing=standing,
        chosen=bid,
        provider=profile_in(bid) if bid else None,
        reason=decided.decision.reason,
        value=_value(tender, bid, standing.contract),
        bids=len(bids_of(tender)),
        assessed=len(bids_to_mark(tender)),
        conflicts=conflicts_of(tender),
    )


def _value(tender: Tender, bid: Bid | None, contract: Contract | None) -> str:
    """The price of the chosen bid; where it isn't known yet which package is bought, each one's."""
    packages = packages_in(tender, bid)
    if packages and bid and contract is None:
        lines = [
            _(
                "Package ‘%(name)s’: %(value)s, by the chosen bid; add VAT",
                name=each.name,
                value=pounds(each.total),
            )
            for each in packages
        ]
        one = _("One of these packages is bought. What is bought in any case is in each of them.")
        return "\n".join([*lines, one])
    value = pounds(value_of(tender, bid, contract))
    if packages and contract and value:
        told = {"name": contract.package, "value": value}
        return _("%(value)s, the price of the chosen bid for package ‘%(name)s’; add VAT", **told)
    return _("%(value)s, the price of the chosen bid; add VAT", value=value) if value else ""


def _gap(name: str, what: str) -> Field:
    return Field(name, f"[{what}]", is_gap=True)


def _known(name: str, value: str, what: str) -> Field:
    """A field with its value, or the gap where there is none."""
    return Field(name, value) if value else _gap(name, what)


def _award(told: Told) -> Iterator[Field]:
    """PR24 reg 27: what a contract award notice has to tell."""
    yield Field(_("Notice"), _("Contract award notice: we intend to enter into a contract."))
    yield from _whose(told)
    yield from _supplier(told)
    yield from _subject(told)
    yield Field(_("Tenders received"), str(told.bids))
    yield Field(_("Tenders assessed in the final stage"), str(told.assessed))
    yield Field(_("Assessment summaries sent on"), day(told.tender.released_at))
    yield from _standstill(told.standing)
    yield _gap(_("Estimated date of the contract"), _("a day after the end of the standstill"))
    yield from _contract_time(told)
    yield from _declared(told)


def _contract(told: Told) -> Iterator[Field]:
    """PR24 reg 32: what a contract details notice has to tell."""
    made = told.standing.contract
    yield Field(_("Notice"), _("Contract details notice: we have entered into a contract."))
    yield from _whose(told)
    yield from _supplier(told)
    yield from _subject(told)
    name = _("Date on which the contract was entered into")
    yield _known(name, day(made.signed_on) if made else "", _("the day of the contract"))
    yield from _contract_time(told)
    yield from _declared(told)
    yield _gap(_("Copy of the contract"), _("needed where it is worth more than £5 million"))


def _whose(told: Told) -> Iterator[Field]:
    authority, tender = told.authority, told.tender
    yield Field(_("Contracting authority"), authority.name)
    yield Field(_("Address"), authority.address)
    yield Field(_("Contact"), authority.contact)
    yield _gap(_("Unique identifier of the authority"), _("from the central digital platform"))
    yield Field(_("Title of the procurement"), tender.title)
    yield Field(_("Reference"), tender.reference)
    yield _gap(
        _("Unique identifiers of the procurement and the contract"),
        _("from the central digital platform"),
    )
    if tender.regime == "light_touch":
        yield Field(_("Special regime"), _("Light touch"))
    yield Field(_("Procedure"), _("Open procedure"))


def _supplier(told: Told) -> Iterator[Field]:
    if told.provider is None:
        yield Field(_("Supplier"), _("None. No bid was chosen."))
        return
    yield Field(_("Supplier"), told.provider["name"])
    yield Field(_("Supplier’s address"), told.provider["address"])
    yield Field(_("Supplier’s e-mail"), told.provider["email"])
    yield Field(_("Supplier’s unique identifier"), told.provider["identifier"])
    yield _known(
        _("What the supplier is"),
        kind_words(told.provider),
        _(
            "small or medium-sized; voluntary, community or social enterprise; supported employment"
            " provider; public service mutual; a consortium"
        ),
    )


def _subject(told: Told) -> Iterator[Field]:
    yield Field(_("What the contract is about"), told.tender.description)
    yield Field(_("Main category"), _("Services"))
    yield _gap(_("CPV codes"), _("the codes of the tender notice"))
    yield _gap(_("Place"), _("the regions where the service is given"))
    name, what = _("Estimated value"), _("with and without VAT")
    yield _known(name, told.value, what)


def _standstill(standing: Standing) -> Iterator[Field]:
    name = _("Standstill")
    if standing.notice is None:
        yield _gap(name, _("mandatory, voluntary or none, and its last day"))
    elif standing.ends_on is None:
        yield Field(name, _("None"))
    else:
        kind = _("Mandatory") if standing.regime == "ordinary" else _("Voluntary")
        ends = _("until the end of %(day)s", day=day(standing.ends_on))
        yield Field(name, f"{kind}, {ends}")


def _contract_time(told: Told) -> Iterator[Field]:
    made, tender = told.standing.contract, told.tender
    starts = made.starts_on if made else tender.starts_on
    yield _known(
        _("Contract begins"), day(starts) if starts else "", _("the first day of the contract")
    )
    yield _known(
        _("Contract ends"),
        day(made.ends_on) if made else "",
        _("the last day, and any way to extend it"),
    )


def _declared(told: Told) -> Iterator[Field]:
    what = _("that a conflicts assessment was prepared, and revised as necessary")
    yield _known(_("Conflicts of interest"), assessed_words(told.conflicts), what)
    yield _gap(
        _("Key performance indicators"),
        _("where the contract is worth more than £5 million, or why there are none"),
    )


def _psr(told: Told, which: str) -> Iterator[Field]:
    """SI 2023/1348 Sch 10 before the contract; the confirmation after it tells the days too."""
    is_award, tender, authority = which == AWARD, told.tender, told.authority
    words = (
        _("We intend to award a contract under the competitive process.")
        if is_award
        else _("We have awarded a contract under the competitive process.")
    )
    yield Field(_("Statement"), words)
    yield Field(_("Relevant authority"), f"{authority.name}\n{authority.address}")
    yield Field(_("Contact"), authority.contact)
    yield Field(_("Contract title and reference"), f"{tender.title} ({tender.reference})")
    provider, nobody = told.provider, _("None. No bid was chosen.")
    yield Field(_("Provider"), f"{provider['name']}\n{provider['address']}" if provider else nobody)
    yield Field(_("The health care services"), tender.description)
    yield _gap(_("CPV code"), _("the most relevant one"))
    name = _("Approximate lifetime value")
    yield _known(name, told.value, _("over the whole contract"))
    if not is_award:
        yield from _contract_time(told)
    yield _gap(_("Decision-makers"), _("who they are, by role"))
    yield Field(_("Why this provider was chosen, by the key criteria"), told.reason)
    declared, managed = declared_words(told.conflicts), managed_words(told.conflicts)
    yield _known(_("Declared conflicts of interest"), declared, _("each of them, or none"))
    yield _known(_("How conflicts were managed"), managed, _("in a sentence each"))
    if is_award and told.standing.ends_on:
        words = _(
            "Written representations must reach us by midnight at the end of %(day)s.",
            day=day(told.standing.ends_on),
        )
        yield Field(_("Representations"), words)
