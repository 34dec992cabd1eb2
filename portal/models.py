"""Every feature's tables, so that migrations and the net of tenancy know them all."""

import portal.accounts.models
import portal.accounts.models_personal
import portal.audit.models
import portal.bids.desk.models
import portal.bids.files.models
import portal.bids.importing.models
import portal.bids.models
import portal.core.mail
import portal.evaluation.models
import portal.evaluation.models_choosing
import portal.evaluation.models_compliance
import portal.evaluation.models_conflicts
import portal.evaluation.models_interviews
import portal.evaluation.models_promise
import portal.evaluation.models_room
import portal.evaluation.models_runs
import portal.evaluation.models_stopping
import portal.evaluation.practice.models
import portal.evaluation.progress.models
import portal.evaluation.reading.models
import portal.feedback.models
import portal.feedback.models_first_hand
import portal.monitoring.models
import portal.outcomes.approving.models
import portal.outcomes.contracting.models
import portal.outcomes.models
import portal.outcomes.models_letters
import portal.outcomes.voices.models
import portal.participation.beside.models
import portal.participation.equality.models
import portal.participation.insights.models
import portal.participation.panels.models
import portal.participation.thanks.models
import portal.participation.training.models
import portal.published.amendments.models
import portal.published.briefing.models
import portal.published.clarifications.models
import portal.record.erasure.models
import portal.safety.models
import portal.specifications.agreeing.models
import portal.specifications.approving.models
import portal.specifications.cowriting.models
import portal.specifications.groundwork.models
import portal.specifications.hours.models
import portal.specifications.models
import portal.specifications.paragraphs.models
import portal.specifications.starting.models
import portal.tenders.documents.models
import portal.tenders.models
import portal.tenders.models_after
import portal.tenders.models_typed
import portal.tenders.openers.models  # noqa: F401
from portal.core.database import Base
from portal.searches import add_indexes

add_indexes(Base.metadata)
