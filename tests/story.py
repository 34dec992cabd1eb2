"""One tender's whole story, told through the product's own operations, step by step.

Three providers bid: the first wins, the second comes next, the third fails its pass/fail question.
One young person is kept from the second bid; one professional's seat is voided; one sheet too.
Everything that tells of a provider holds `MARKER`, which nobody may read before the reveal.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from portal.accounts import links, profile
from portal.accounts import operations as accounts
from portal.accounts.models import EVALUATOR, FACILITATOR, SAFEGUARDING, Provider
from portal.accounts.operations import ProviderFacts
from portal.bids.models import Bid
from portal.bids.queries import bids_of, origins_of
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.specifications import operations as specifications
from portal.specifications.facts import GateFacts, SectionFacts
from portal.specifications.models import Section
from portal.specifications.paragraphs import operations as paragraphs
from portal.specifications.paragraphs.facts import ParagraphFacts
from portal.specifications.versions.operations import keep_version
from portal.tenders import operations as tenders
from portal.tenders.models import Tender
from tests import make, make_groundwork, make_openers, make_safety, story_desk, story_training
from tests.make_files import let_bring_files
from tests.make_panels import MadePanel
from tests.make_specification import write_specification
from tests.story_panels import add_panels
from tests.story_setting_up import keep_in_library

MARKER = "quillfeather"
PRICES = ("611222.33", "744555.66", "688777.88")
SECRET_REASON = "What only one person thought of"

MOMENTS = {
    "drafting": datetime(2026, 8, 28, 9, tzinfo=UTC),
    "open": datetime(2026, 10, 1, 9, tzinfo=UTC),
    "closed": datetime(2026, 10, 12, 12, tzinfo=UTC),
    "opened": datetime(2026, 10, 13, 9, tzinfo=UTC),
    "marking": datetime(2026, 10, 20, 9, tzinfo=UTC),
    "moderating": datetime(2026, 11, 3, 9, tzinfo=UTC),
    "deciding": datetime(2026, 11, 16, 9, tzinfo=UTC),
    "decided": datetime(2026, 11, 18, 9, tzinfo=UTC),
    "approved": datetime(2026, 11, 20, 9, tzinfo=UTC),
    "revealed": datetime(2026, 11, 21, 9, tzinfo=UTC),
    "released": datetime(2026, 11, 23, 9, tzinfo=UTC),
}
"""When each stage of the story is looked at; `decided` and `revealed` are half-way points."""

STAGES = tuple(MOMENTS)

NAMES = {
    "professional": "Alex Hill",
    "voided": "Bo Marsh",
    "young": "Cas Field",
    "kept-from": "Dee Brook",
    "young-3": "Eli Wood",
}
"""The evaluators, by what becomes of them."""


@dataclass
class Story:
    """Who is there, by what they are in this tender."""

    house: make.House
    other: make.House
    id: uuid.UUID
    people: dict[str, make.Human] = field(default_factory=dict)
    panel: MadePanel | None = None

    @property
    def bidders(self) -> list[make.Human]:
        """The three whose bids stand, the winner first."""
        return [self.people[name] for name in ("winner", "second", "failed")]

    @property
    def evaluators(self) -> list[make.Human]:
        """Those whose seats count to the end."""
        return [self.people[n] for n in ("professional", "young", "kept-from", "young-3")]

    def tender(self) -> Tender:
        """The tender's row, in the session that is open."""
        return db.session.get_one(Tender, (self.house.id, self.id))

    def path(self, page: str = "") -> str:
        """The path of one of the tender's pages."""
        return f"/{self.house.slug}/tenders/{self.id}/{page}"

    @contextmanager
    def writing(self) -> Iterator[Tender]:
        """One transaction in the tender's authority."""
        with make.writing(self.house.id):
            yield self.tender()


def begin() -> Story:
    """The people and the tender, complete in drafting."""
    house, other = make.house("ambleford"), make.house("northmere")
    tender_id = make.tender(house)
    story = Story(house, other, tender_id)
    _add_people(story, make.tender(house, title="Another tender"))
    lead = house.lead.actor
    with story.writing() as tender:
        write_specification(lead, tender)
        db.session.flush()
        let_bring_files(tender)
        keep_in_library(lead, tender)
        draft = specifications.write_section(lead, tender, SectionFacts("Old", "Old.", "Old."))
        db.session.flush()
        specifications.shift(lead, tender, draft, -1)
        _write_together(story.people["participation"].actor, tender, draft)
        keep_version(lead, tender, "Before the old section goes")
        specifications.remove(lead, tender, draft)
        make_openers.get_ready(house, tender, rehearsed=False)
        make_groundwork.get_ready(lead, tender)
        old = specifications.put_gate(lead, tender, _old_gate())
        db.session.flush()
        specifications.remove(lead, tender, old)
    with story.writing() as tender:
        tenders.change_tender(lead, tender, make.tender_facts(reference="CYP-015"))
    return story


def _write_together(who: Actor, tender: Tender, section: Section) -> None:
    """A paragraph of the participation lead's, which doesn't stay."""
    facts = ParagraphFacts("Older.", "Older.")
    paragraph = paragraphs.add_paragraph(who, tender, section, facts)
    paragraphs.move_paragraph(who, tender, section, paragraph, -1)
    paragraphs.remove_paragraph(who, tender, section, paragraph, 1)


def _old_gate() -> GateFacts:
    return GateFacts("G9", "Old", "Old", "Old?", "Old?")


def _add_people(story: Story, elsewhere: uuid.UUID) -> None:
    people, house = story.people, story.house
    people |= {
        "lead": house.lead,
        "participation": house.staff["participation_lead"],
        "approver": house.staff["approver"],
        "auditor": house.staff["auditor"],
        "other-lead": story.other.lead,
        "other-approver": story.other.staff["approver"],
        "operator": make.operator(),
    }
    story_desk.add_officer(story)
    people["facilitator"] = make.staff(house, FACILITATOR, tender_id=story.id)
    for name in ("winner", "second", "failed", "late"):
        people[name] = _marked_provider(name)
    people["colleague"] = _colleague(people["winner"])
    people["stranger"] = make.staff(house, EVALUATOR, tender_id=elsewhere, kind="young")
    people |= {name: _applicant(name) for name in NAMES}
    story.panel = add_panels(story)
    story_training.ask_word(story)
    people["other-safeguarding"] = make.staff(story.other, SAFEGUARDING)
    people["safeguarding"], people["deputy"] = make_safety.store_with_doors(
        house, people["stranger"]
    )


def _marked_provider(name: str) -> make.Human:
    facts = ProviderFacts(
        name=f"{MARKER.title()} {name.title()} Trust",
        address=f"1 {MARKER.title()} Street, ZZ2 2BS",
        email=f"office.{name}@{MARKER}.example",
        website=f"https://{name}.{MARKER}.example",
        identifier=f"GB-CHC-{MARKER}-{name}",
    )
    with make.writing():
        account = f"{name}.member@{MARKER}-people.example"
        person = accounts.create_person(f"{name.title()} {MARKER}son", account, make.HASH)
        role = accounts.register_provider(person, facts)
        made = make._human(person, role)
        _tell_profile(made, name)
        return made


def _tell_profile(member: make.Human, name: str) -> None:
    """All that an organisation may tell of itself, with the marker in each text."""
    provider = db.session.get_one(Provider, member.actor.provider_id)
    told = profile.ProfileFacts(
        trading_names=f"{MARKER.title()} {name} works",
        size="small",
        is_vcse=True,
        registered_address=f"2 {MARKER.title()} Lane, ZZ2 2BS",
        contact=f"{MARKER} office",
        phone=f"0{MARKER}",
    )
    profile.change_profile(member.actor, provider, told)
    held = profile.Insurance(f"{MARKER} Mutual", Decimal(5000000), date(2028, 3, 31))
    profile.change_insurances(member.actor, provider, {"public": held})


def _colleague(member: make.Human) -> make.Human:
    """Somebody whom a provider's first member has invited."""
    with make.writing():
        provider = db.session.get_one(Provider, member.actor.provider_id)
        email = f"colleague@{MARKER}-people.example"
        link = links.invite_colleague(member.actor, provider, "Colleague", email, links.TOKEN)
    with make.writing():
        person = accounts.create_person(f"Colleague {MARKER}son", email, make.HASH)
        return make._human(person, links.accept_invitation(links.find_invitation(link), person))


def _applicant(name: str) -> make.Human:
    """A person without a role yet; a seat gives them theirs."""
    with make.writing():
        person = accounts.create_person(
            f"{name.title()} Person", f"{name}@people.example", make.HASH
        )
        accounts.note_new_person(person.id)
        db.session.flush()
        return make.Human(person.name, person.email or "", make.actor_of(person.id, None))


def bid_of(story: Story, name: str) -> Bid:
    """The bid of somebody's provider, once bids are opened."""
    origins = origins_of(story.tender())
    provider_id = story.people[name].actor.provider_id
    return next(
        bid for bid in bids_of(story.tender()) if origins[bid.id].provider_id == provider_id
    )
