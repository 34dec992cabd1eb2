"""The sentences of a letter that depend on what was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from portal.bids.models import Bid
from portal.core.formats import day, exact
from portal.core.words import say
from portal.evaluation import grounds
from portal.outcomes.contracting.calendar import calendar_here
from portal.outcomes.figures import BidResult
from portal.outcomes.material import Material
from portal.outcomes.standstill import standstill_ends_on


def title_of(material: Material, bid: Bid) -> str:
    """The decision as a finding; it is the letter's heading."""
    if bid.id == material.decision.bid_id:
        return _("We have chosen your bid")
    return _("Your bid was not successful")


def opening(material: Material, bid: Bid) -> list[str]:
    """The decision in the first sentence, then the bid's own total and place."""
    winner, title = material.winner, material.tender.title
    standing = material.standings[bid.label]
    if winner is None:
        first = _("We have decided to choose none of the bids for %(title)s.", title=title)
        return [first, _own_place(standing)]
    if winner.id == bid.id:
        return [_("We have chosen your bid for %(title)s.", title=title), _own_place(standing)]
    facts = {
        "title": title,
        "winner": material.bidders[winner.id].name,
        "total": material.standings[winner.label].total,
    }
    chosen = _("We chose the bid of %(winner)s, whose total is %(total)s.", **facts)
    return [
        _("We have not chosen your bid for %(title)s.", **facts),
        f"{_own_place(standing)} {chosen}",
    ]


NATURE = {
    "light_touch": say(
        "This letter is the assessment summary that section 50 of the Procurement Act 2023 asks"
        " for."
    ),
    "psr": say(
        "This letter is the communication that the Health Care Services (Provider Selection"
        " Regime) Regulations 2023 ask for."
    ),
    "below_threshold": say(
        "The contract is below the threshold of the Procurement Act 2023. The law asks for no"
        " summary like this one; we give it so that you know how your bid was judged."
    ),
}


def nature(material: Material) -> str:
    """What the law calls this letter, so that its reader knows which rules it is held to."""
    return _(NATURE.get(material.tender.regime, NATURE["light_touch"]))


def replaces(material: Material) -> list[str]:
    """That a later letter takes the place of an earlier one, which its bidder has (R20)."""
    if material.again is None:
        return []
    earlier = day(material.again.told_at)
    return [_("This letter replaces our letter of %(day)s, which stands no more.", day=earlier)]


def _why_again(material: Material) -> str:
    """Why it was decided anew, and who knew by then whose bid is whose (R10, R13)."""
    assert material.again is not None, "a later letter"
    facts = {
        "day": day(material.again.opened_at),
        "ground": _(grounds.AGAIN[material.again.ground]),
        "reason": material.again.reason,
        "told": day(material.again.first_told_at),
    }
    return _(
        "Why we decided anew: on %(day)s we opened the decision again, because %(ground)s. Our"
        " reason: %(reason)s The bids were first marked and moderated without names. Since our"
        " letters of %(told)s everybody who took part may know whose bid is whose. Where a mark was"
        " agreed anew after that, it is said beside the mark.",
        **facts,
    )


def _own_place(standing: BidResult) -> str:
    if not standing.is_ranked:
        return _(
            "It has no place in the order of bids, and so no points for price and no total, for"
            " the reasons set out below."
        )
    facts = {"total": standing.total, "rank": standing.rank}
    if standing.is_shared:
        return _("Its total is %(total)s, and it shares place %(rank)s.", **facts)
    return _("Its total is %(total)s, and its place is %(rank)s.", **facts)


def further(material: Material, bid: Bid) -> list[str]:
    """Any further reason: disqualification, a choice beside the order, PSR's why (R21, R22)."""
    reasons = material.standings[bid.label].reasons
    found = [_disqualification(material, bid, reason) for reason in reasons]
    if material.again:
        found.append(_why_again(material))
    winner, reason = material.winner, material.decision.reason
    if tied := _tied(material, bid):
        found.append(tied)
    if winner is None:
        found.append(_("Why we chose none: %(reason)s", reason=reason))
    elif winner.id != bid.id and _needs_its_reason(material, winner):
        name = material.bidders[winner.id].name
        found.append(_("Why we chose %(winner)s: %(reason)s", winner=name, reason=reason))
        if material.tender.regime == "psr" and not reasons:
            found.append(_why_not(material, bid, winner))
    return found


def _tied(material: Material, bid: Bid) -> str:
    """How it came that of bids with the same place one stands first (R8)."""
    own = material.standings[bid.label]
    if material.tie is None or not own.is_shared or own.rank != 1:
        return ""
    facts = {"reason": material.tie.decision.reason}
    if material.tie.label == bid.label:
        return _(
            "Your bid shares first place with another, and the published tie-breaks do not separate"
            " them. We decided, on the record, that yours stands first. Our reason: %(reason)s",
            **facts,
        )
    return _(
        "Your bid shares first place with the winning one, and the published tie-breaks do not"
        " separate them. We decided, on the record, that the other stands first. Our reason:"
        " %(reason)s",
        **facts,
    )


def _needs_its_reason(material: Material, winner: Bid) -> bool:
    standing = material.standings[winner.label]
    return material.tender.regime == "psr" or standing.rank != 1


def _why_not(material: Material, bid: Bid, winner: Bid) -> str:
    return _(
        "Why we did not choose your bid: against the published criteria its total is %(yours)s,"
        " and that of %(winner)s is %(theirs)s. The marks and reasons are set out below.",
        yours=material.standings[bid.label].total,
        theirs=material.standings[winner.label].total,
        winner=material.bidders[winner.id].name,
    )


def _disqualification(material: Material, bid: Bid, reason: str) -> str:
    kind, _colon, code = reason.partition(":")
    if kind == "gate":
        return _failed_gate(material, bid, code)
    if kind == "minimum":
        return _below_minimum(material, bid, code)
    if kind == grounds.PREFIX:
        return _disregarded(material, bid, code)
    return _(
        "The published rules ask for at least %(percent)s%% of the points for quality. Your bid"
        " has %(quality)s points for quality.",
        percent=exact(material.settings.minimum_quality),
        quality=material.standings[bid.label].quality,
    )


def _disregarded(material: Material, bid: Bid, ground: str) -> str:
    """On which ground a person took the bid out after hearing its bidder, and why (R11, R17)."""
    ruling = next(each for each in material.rulings[bid.id] if each.ground == ground)
    return _(
        "Your bid was disregarded after we had heard you. Ground: %(ground)s. Our reason:"
        " %(reason)s",
        ground=_(grounds.NAMES[ground]),
        reason=ruling.reason,
    )


def _failed_gate(material: Material, bid: Bid, code: str) -> str:
    gate = next(each for each in material.gates if each.code == code)
    word = material.confirmations[bid.id, gate.id]
    return _(
        "Your bid did not pass the pass or fail question ‘%(title)s’. By the published rules a bid"
        " that fails one is not marked. The question was: %(question)s Our reason: %(reason)s",
        title=gate.title,
        question=gate.question.strip(),
        reason=word.reason,
    )


def _below_minimum(material: Material, bid: Bid, code: str) -> str:
    """A minimum of a group is named without the group's mark (R19)."""
    criterion = next(each for each in material.criteria if each.code == code)
    facts = {
        "title": criterion.title,
        "minimum": exact(criterion.minimum_mark),
        "mark": material.standings[bid.label].criteria[code].mark,
    }
    if criterion.minimum_of == "combined":
        return _(
            "The published rules ask for a mark of at least %(minimum)s on ‘%(title)s’. The mark"
            " of your bid is %(mark)s.",
            **facts,
        )
    if criterion.minimum_of == "each_group":
        return _(
            "The published rules ask for a mark of at least %(minimum)s on ‘%(title)s’ from each"
            " group of evaluators. Your bid was below it.",
            **facts,
        )
    group = next(each.title for each in material.groups if each.slug == criterion.minimum_of)
    return _(
        "The published rules ask for a mark of at least %(minimum)s on ‘%(title)s’ from the group"
        " ‘%(group)s’. Your bid was below it.",
        group=group,
        **facts,
    )


def next_steps(material: Material, bid: Bid) -> list[str]:
    """What follows the letter, as the regime has it (R20, R22, R23)."""
    if bid.id != material.decision.bid_id:
        return _until_the_contract(material)
    not_yet = _(
        "This letter is not yet the contract. We write to you about signing it, at the address"
        " above, as soon as nothing stands in its way."
    )
    return [*_until_the_contract(material), not_yet]


UNTIL_THE_CONTRACT = {
    "ordinary": say(
        "We now publish the contract award notice. The standstill begins with that day:"
        " until it has ended we do not enter into the contract. Its last day stands beside"
        " this letter in Evenhand as soon as the notice is published."
    ),
    "below_threshold": say(
        "The law asks for no standstill here. If we promise one, its last day stands"
        " beside this letter in Evenhand, and we do not enter into the contract before it"
        " has ended."
    ),
    "light_touch": say(
        "We now publish the contract award notice. If we promise a standstill in it, we do not"
        " enter into the contract before it has ended. Its last day stands beside this letter"
        " in Evenhand as soon as the notice is published."
    ),
}
REPRESENTATIONS = say(
    "We publish the notice of our intention to award on the day of this letter. From"
    " the day after, you may make written representations to us, by e-mail to"
    " %(contact)s with the reference above. They must reach us by midnight at the end"
    " of %(day)s. Until then, and while we consider any that we get, we do not enter into the"
    " contract."
)


def _until_the_contract(material: Material) -> list[str]:
    regime = material.tender.regime
    if regime != "psr":
        return [_(UNTIL_THE_CONTRACT[regime])]
    ends = standstill_ends_on(regime, material.day, calendar_here())
    return [_(REPRESENTATIONS, day=day(ends), contact=material.authority.contact)]


def dates(material: Material) -> list[dict[str, Any]]:
    """The days that the facts hold, as a timeline."""
    found = [(material.day, _("The date of this letter"), True)]
    if material.tender.regime == "psr":
        found.append((material.day + timedelta(days=1), _("Representations open"), False))
        ends = standstill_ends_on("psr", material.day, calendar_here())
        if ends:
            found.append((ends, _("Representations close, at midnight"), False))
    found.append((material.ask_until, _("Last day for questions about this letter"), False))
    if material.tender.starts_on:
        found.append((material.tender.starts_on, _("The service is planned to start"), False))
    return [
        {"at": when.isoformat(), "when": day(when), "what": what, "past": past}
        for when, what, past in sorted(found, key=lambda each: each[0])
    ]
