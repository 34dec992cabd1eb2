"""A version is kept: by a lead with a reason, when a round opens, and at publication."""

from __future__ import annotations

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.words import say
from portal.specifications.cowriting.models import Version
from portal.specifications.method import content_sha256
from portal.specifications.versions.document import kept_document
from portal.specifications.versions.queries import last_number
from portal.tenders.models import Tender

AT_PUBLICATION = say("As it was published")
AT_ROUND = say("Before a panel’s round of writing")


def keep_version(actor: Actor, tender: Tender, why: str) -> Version:
    """Keep the whole specification as it stands, finished or not, and why (P10).

    Who calls it has opened the tender with `moves=True`: two at once would get one number.
    """
    document = kept_document(tender)
    version = Version(
        tender_id=tender.id,
        number=last_number(tender) + 1,
        why=why,
        document=document,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(version)
    digest, number = content_sha256(document), version.number
    record("version:kept", actor, tender.id, number=number, version_sha256=digest, why=why)
    return version
