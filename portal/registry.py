"""Which features have pages, and what those above hand to those below."""

from __future__ import annotations

from flask import Blueprint

from portal.accounts import views as accounts
from portal.accounts import (  # noqa: F401  they add their pages to accounts.bp
    views_brand,
    views_display,
    views_forgotten,
    views_help,
    views_links,
    views_many,
    views_people,
    views_profile,
    views_providers,
    views_settings,
    views_team,
)
from portal.bids import views as bids
from portal.bids import (  # noqa: F401  they add their pages to bids.bp
    views_answering,
    views_copies,
    views_earlier,
    views_opening,
    views_preview,
    views_sealing,
)
from portal.bids.desk import (  # noqa: F401  they add their pages to bids.bp
    views_finding,
    views_officer,
    views_reading,
)
from portal.bids.files import views as bid_files  # noqa: F401  it adds its pages to bids.bp
from portal.bids.importing import (  # noqa: F401  they add their pages to bids.bp
    views as bids_importing,
)
from portal.bids.importing import views_bidders, views_check  # noqa: F401  so do these
from portal.evaluation.choosing import views as choosing
from portal.evaluation.choosing import (  # noqa: F401  they add their pages to choosing.bp
    views_mine as choosing_mine,
)
from portal.evaluation.compliance import views as compliance
from portal.evaluation.compliance import (  # noqa: F401  they add their pages to compliance.bp
    views_bidder,
    views_exclusion,
)
from portal.evaluation.interviews import views as interviews
from portal.evaluation.interviews import (  # noqa: F401  they add their pages to interviews.bp
    views_heard,
    views_invited,
    views_planning,
)
from portal.evaluation.marking import views as marking
from portal.evaluation.marking import (  # noqa: F401  they add their pages to marking.bp
    views_draft,
    views_files,
    views_lead,
    views_mark,
)
from portal.evaluation.marking import (  # noqa: F401  it adds its pages to marking.bp
    views_reading as marking_reading,
)
from portal.evaluation.marking import (  # noqa: F401  it adds its pages to marking.bp
    views_words as marking_words,
)
from portal.evaluation.moderation import views as moderation
from portal.evaluation.moderation import (  # noqa: F401  it adds its pages to moderation.bp
    views_files as moderation_files,
)
from portal.evaluation.pack import views as pack
from portal.evaluation.practice import views as practice
from portal.evaluation.practice import (  # noqa: F401  they add their pages to practice.bp
    views_lead as practice_lead,
)
from portal.evaluation.progress import views as progress
from portal.evaluation.progress import (  # noqa: F401  they add their pages to progress.bp
    views_reminders,
    views_stopping,
)
from portal.evaluation.reading import views as reading
from portal.evaluation.room import views as room
from portal.evaluation.room import (  # noqa: F401  they add their pages to room.bp
    views_facilitator,
    views_mind,
    views_minutes,
    views_table,
)
from portal.evaluation.runs import views as runs
from portal.evaluation.seats import views as seats
from portal.evaluation.seats import (  # noqa: F401  they add their pages to seats.bp
    views_conflicts,
    views_gates,
    views_later,
    views_pairs,
    views_seat_many,
)
from portal.feedback import (  # noqa: F401  they add their pages to feedback.bp and cowriting.bp
    first_hand,
    views_after,
    views_decided,
    views_doors,
    views_public,
    views_together,
)
from portal.feedback import views as feedback
from portal.feedback import (  # noqa: F401  it adds its pages to feedback.bp and cowriting.bp
    views_members as feedback_members,
)
from portal.lifting import (  # noqa: F401  they add their pages to lifting.bp
    holders,
    views_panels,
    views_telling,
    views_writing,
)
from portal.lifting import views as lifting
from portal.lifting import (  # noqa: F401  it adds its pages to lifting.bp
    views_bidder as lifting_bidder,
)
from portal.lifting import (  # noqa: F401  it adds its page to lifting.bp
    views_claims as lifting_claims,
)
from portal.lifting import (  # noqa: F401  it adds its pages to lifting.bp
    views_interviews as lifting_interviews,
)
from portal.lifting import (  # noqa: F401  it adds its pages to lifting.bp
    views_narrative as lifting_narrative,
)
from portal.lifting import (  # noqa: F401  they add their pages to lifting.bp
    views_reading as lifting_reading,
)
from portal.monitoring import views as monitoring
from portal.outcomes import views as outcomes
from portal.outcomes import (  # noqa: F401  they add their pages to outcomes.bp
    views_editing,
    views_letter_files,
    views_letters,
    views_notice,
    views_release,
    views_report,  # noqa: F401  it adds its pages to outcomes.bp
)
from portal.outcomes.after import AFTER_RELEASE
from portal.outcomes.approving import views as approving  # noqa: F401  it adds to outcomes.bp
from portal.outcomes.contracting import (  # noqa: F401  they add their pages to outcomes.bp
    views_contract,
    views_days,
    views_own,
)
from portal.outcomes.debrief import views as debrief  # noqa: F401  it adds its pages to outcomes.bp
from portal.outcomes.voices import views as voices  # noqa: F401  it adds its pages to outcomes.bp
from portal.overview import views as overview
from portal.overview import (  # noqa: F401  they add their pages to overview.bp
    views_personal,
    views_plan,
)
from portal.participation.beside import views as beside
from portal.participation.equality import views as equality
from portal.participation.insights import views as insights
from portal.participation.insights import (  # noqa: F401  they add their pages to insights.bp
    views_asks,
)
from portal.participation.panels import views as panels
from portal.participation.panels import (  # noqa: F401  they add their pages to panels.bp
    views_consent,
    views_joining,
    views_leaving,
    views_members,
    views_whom,
)
from portal.participation.thanks import views as thanks
from portal.participation.thanks import views_promised  # noqa: F401  it adds its pages to thanks.bp
from portal.participation.training import views as training
from portal.participation.training import (  # noqa: F401  they add their pages to training.bp
    views_lead as training_lead,
)
from portal.participation.training import views_words  # noqa: F401  it adds its pages to training.bp
from portal.published import views as published
from portal.published import views_texts as published_texts  # noqa: F401  it adds its pages
from portal.published.amendments import views as amendments  # noqa: F401  it adds its pages
from portal.published.amendments import views_public as versions_public  # noqa: F401  its pages
from portal.published.briefing import views as briefing  # noqa: F401  it adds its pages
from portal.published.clarifications import views as clarifications  # noqa: F401  it adds its pages
from portal.published.ending import views as ending  # noqa: F401  it adds its page to published.bp
from portal.record import views as record
from portal.record import views_numbers, views_retention  # noqa: F401  they add to record.bp
from portal.record.about_me import views as about_me  # noqa: F401  it adds its pages to record.bp
from portal.record.added import FORGETS, TELLS
from portal.record.archive import views as archive  # noqa: F401  it adds its pages to record.bp
from portal.record.bundle import views as bundle  # noqa: F401  it adds its pages to record.bp
from portal.record.erasure import views as erasure  # noqa: F401  it adds its pages to record.bp
from portal.record.erasure import (  # noqa: F401  they add their pages to record.bp
    views_published,
    views_redaction,
)
from portal.record.receipts import views as receipts  # noqa: F401  it adds its page to record.bp
from portal.safety import views as safety
from portal.safety import (  # noqa: F401  they add their pages to safety.bp
    views_locks,
    views_store,
)
from portal.specifications import views as specifications
from portal.specifications import (  # noqa: F401  they add their pages to specifications.bp
    views_charter,
    views_elsewhere,
    views_tree,
    views_what_if,
)
from portal.specifications.agreeing import views as agreeing
from portal.specifications.agreeing import (  # noqa: F401  they add their pages to agreeing.bp
    views_influence,
    views_say,
)
from portal.specifications.approving import views as approving_publication
from portal.specifications.cowriting import views as cowriting
from portal.specifications.cowriting import (  # noqa: F401  they add their pages to cowriting.bp
    views_rounds,
)
from portal.specifications.cowriting import (  # noqa: F401  they add their pages to cowriting.bp
    views_staff as cowriting_staff,
)
from portal.specifications.groundwork import views as groundwork
from portal.specifications.hours import views as hours
from portal.specifications.known import views as known
from portal.specifications.paragraphs import views as paragraphs
from portal.specifications.starting import views as starting
from portal.specifications.versions import views as versions
from portal.tenders import views as tenders
from portal.tenders import (  # noqa: F401  they add their pages to tenders.bp
    views_notices,
    views_open_data,
    views_paper,
    views_timetable,
)
from portal.tenders.documents import views as documents  # noqa: F401  it adds to tenders.bp
from portal.tenders.openers import views as openers  # noqa: F401  it adds its pages to tenders.bp
from portal.tenders.openers import views_change  # noqa: F401  it adds its pages to tenders.bp

BLUEPRINTS: list[Blueprint] = [
    accounts.bp,
    safety.bp,
    tenders.bp,
    panels.bp,
    beside.bp,
    equality.bp,
    insights.bp,
    thanks.bp,
    training.bp,
    specifications.bp,
    paragraphs.bp,
    versions.bp,
    starting.bp,
    known.bp,
    agreeing.bp,
    approving_publication.bp,
    groundwork.bp,
    hours.bp,
    cowriting.bp,
    bids.bp,
    published.bp,
    overview.bp,
    seats.bp,
    choosing.bp,
    practice.bp,
    progress.bp,
    reading.bp,
    interviews.bp,
    marking.bp,
    pack.bp,
    moderation.bp,
    room.bp,
    runs.bp,
    compliance.bp,
    monitoring.bp,
    outcomes.bp,
    feedback.bp,
    record.bp,
    lifting.bp,
]

AFTER_RELEASE.append(first_hand.tell_outcome)
TELLS.append(holders.hours_told)
FORGETS.append(holders.forget_hours)

PRIVATE = frozenset({safety.bp.name, lifting.bp.name})
"""Whose pages the request log doesn't tell apart (R31)."""
