"""Every event that can happen, with exactly the facts that it carries.

*Open* facts stand in the log as they are. *Sealed* facts stand there as a hash: identity, personal
data, what the stage still hides, and all that somebody wrote freely, since it may name a person.
"""

from __future__ import annotations

from portal.audit.catalogue_hearing import HEARING
from portal.audit.catalogue_monitoring import MONITORING
from portal.audit.catalogue_opening import OPENING
from portal.audit.catalogue_published import PUBLISHED
from portal.audit.catalogue_reading import READING
from portal.audit.catalogue_setting_up import SETTING_UP
from portal.audit.facts import Facts as Facts

PSEUDONYMOUS = ("holder", "partner")
"""Open facts that are given as a person's id, and stand as their pseudonym in that log (R18)."""

CATALOGUE: dict[str, Facts] = {
    # the installation
    # the installation
    "authority:created": Facts(open=("authority", "name")),
    "operator:added": Facts(sealed=("person",)),
    "person:added": Facts(sealed=("person",)),
    "provider:registered": Facts(open=("provider",), sealed=("name", "identifier")),
    "provider:changed": Facts(open=("provider", "fields")),
    "sign-in:refused": Facts(sealed=("account",)),
    "password:changed": Facts(sealed=("person",)),
    "password:forgotten": Facts(sealed=("account",)),
    "log-key:made": Facts(open=("key_name", "key_id", "public_key", "endorsement")),
    "member:invited": Facts(open=("provider", "writes_only"), sealed=("to",)),
    "member:changed": Facts(open=("provider", "writes_only"), sealed=("person",)),
    "member:joined": Facts(open=("provider",), sealed=("person",)),
    "member:ended": Facts(open=("provider",), sealed=("person",)),
    # an authority
    "authority:changed": Facts(open=("fields",)),
    "authority:number-set": Facts(open=("number", "value")),
    "authority:language": Facts(open=("language", "is_offered")),
    "invitation:sent": Facts(open=("role",), sealed=("to",)),
    "role:granted": Facts(open=("role", "kind"), sealed=("person",)),
    "role:ended": Facts(open=("role", "kind"), sealed=("person",)),
    # what people said, and how often panels are asked
    "insight:entered": Facts(
        open=("source", "permission"), sealed=("insight", "words", "source_words", "tags")
    ),
    "insight:withdrawn": Facts(sealed=("insight", "reason")),
    "insight:linked": Facts(open=("part", "title"), sealed=("insight",)),
    "insight:unlinked": Facts(open=("part", "title"), sealed=("insight",)),
    "panel:asked": Facts(
        open=("asked_on", "minutes", "is_over_limit"),
        sealed=("panel", "about", "known_before", "reason"),
    ),
    # panels, in their authority's log: never a name, why somebody was asked, or what they need
    "panel:created": Facts(open=("panel", "kind", "title")),
    "panel:changed": Facts(open=("panel", "fields")),
    "panel:invited": Facts(open=("panel",), sealed=("to",)),
    "panel:invitation-ended": Facts(open=("panel",), sealed=("to",)),
    "panel:joined": Facts(open=("panel",), sealed=("person",)),
    "panel:code-made": Facts(open=("panel",), sealed=("person", "checked")),
    "panel:words-chosen": Facts(open=("panel",), sealed=("person",)),
    "panel:tidied": Facts(open=("codes",)),
    "place:changed": Facts(open=("panel", "fields"), sealed=("person",)),
    "place:paused": Facts(open=("panel",), sealed=("person",)),
    "place:taken-up-again": Facts(open=("panel",), sealed=("person",)),
    "place:left": Facts(open=("panel",), sealed=("person",)),
    "place:renewed": Facts(open=("panel",), sealed=("person",)),
    "place:turned-16": Facts(open=("panel",), sealed=("person",)),
    "consent:asked": Facts(open=("panel",), sealed=("person", "to")),
    "consent:noted": Facts(
        open=("panel", "purpose", "version", "is_given"), sealed=("person", "route")
    ),
    "need:written": Facts(open=("panel",), sealed=("person",)),
    "need:destroyed": Facts(open=("panel",), sealed=("person",)),
    "terms:suggested": Facts(open=("panel", "through_helper"), sealed=("person", "words")),
    "terms:written": Facts(open=("panel", "version"), sealed=("words",)),
    "terms:accepted": Facts(open=("panel", "version"), sealed=("person",)),
    # training and words that weren't clear: never who learns how, or what they thought (R18)
    "training:finished": Facts(open=("course",), sealed=("person",)),
    "training:attended": Facts(open=("course",), sealed=("person", "steps")),
    "training:evaluated": Facts(open=("course",)),
    "training:words-taken-out": Facts(open=("course",)),
    "training:willing": Facts(sealed=("person", "is_willing")),
    "word:asked": Facts(sealed=("person", "word")),
    "word:explained": Facts(sealed=("word", "meaning")),
    "word:put-aside": Facts(),
    "place:ended": Facts(open=("panel",), sealed=("person", "reason")),
    "panel:ended": Facts(open=("panel",), sealed=("reason",)),
    "panel:reminded": Facts(open=("panel", "places")),
    "helper:named": Facts(open=("panel",), sealed=("person",)),
    "helper:ended": Facts(open=("panel",), sealed=("person",)),
    "mentor:asked": Facts(open=("panel",), sealed=("person",)),
    "mentor:agreed": Facts(open=("panel",), sealed=("person",)),
    "mentor:ended": Facts(open=("panel",), sealed=("person",)),
    "certificate:made": Facts(open=("panel",), sealed=("person",)),
    "diary:shared": Facts(open=("panel",), sealed=("person",)),
    "diary:taken-back": Facts(open=("panel",), sealed=("person",)),
    "thanks:promised": Facts(open=("panel", "kind", "version", "is_promised"), sealed=("words",)),
    "thanks:given": Facts(open=("panel",), sealed=("person", "kind")),
    "thanks:said": Facts(open=("panel",), sealed=("person", "has_come")),
    "equality:answered": Facts(open=("kind",)),
    "equality:counted": Facts(open=("kind",)),
    # a tender
    **SETTING_UP,
    # writing together: whose words, how many agree, and the words themselves stay sealed
    "round:opened": Facts(
        open=("kind", "number", "closes_on", "answers_by"), sealed=("panel", "words")
    ),
    "round:closed": Facts(open=("number", "answers_by"), sealed=("reason",)),
    "round:prolonged": Facts(open=("number", "closes_on", "answers_by"), sealed=("reason",)),
    "round:answers-moved": Facts(open=("number", "answers_by"), sealed=("reason",)),
    "suggestion:made": Facts(open=("number", "kind", "through_helper"), sealed=("words",)),
    "suggestion:backed": Facts(open=("through_helper",), sealed=("number", "words")),
    "suggestions:answered": Facts(open=("numbers", "outcome", "part"), sealed=("words",)),
    "answers:told": Facts(sealed=("person", "how")),
    "suggestion:questioned": Facts(open=("number", "through_helper"), sealed=("words",)),
    "agreement:asked": Facts(
        open=("kind", "number", "closes_on", "method_sha256", "specification_sha256"),
        sealed=("panel",),
    ),
    "agreement:said": Facts(open=("number",), sealed=("said", "words")),
    "worry:answered": Facts(sealed=("said", "words")),
    "agreement:done-without": Facts(open=("version",), sealed=("reason",)),
    "influence:stated": Facts(
        open=("step", "kind", "version", "degree"), sealed=("words", "cannot_change")
    ),
    "influence:approved": Facts(open=("step", "kind", "version")),
    "influence:understood": Facts(open=("digest",)),
    "coproduction:led": Facts(sealed=("person",)),
    "hours:planned": Facts(open=("kind", "version", "bids", "minutes", "cap_hours")),
    "hours:said": Facts(open=("kind", "version"), sealed=("said",)),
    "hours:explained": Facts(open=("kind", "version"), sealed=("reason",)),
    "tender:published": Facts(open=("method_sha256", "specification_sha256")),
    **OPENING,
    # the desk: what was found tells whose a bid is, so it stays sealed
    "desk:begun": Facts(open=("label", "files", "pages"), sealed=("found",)),
    "desk:found": Facts(open=("label", "number"), sealed=("words",)),
    "desk:dealt": Facts(open=("label", "number", "version", "outcome", "why")),
    "desk:read": Facts(open=("label",)),
    "desk:released": Facts(open=("labels", "taken_out", "shown_sha256")),
    "gate:confirmed": Facts(open=("label", "gate", "passed"), sealed=("reason",)),
    **(HEARING | PUBLISHED | MONITORING),
    "seat:given": Facts(open=("group", "criteria"), sealed=("person",)),
    "choosing:opened": Facts(
        open=("number", "kind", "way", "forward_until", "closes_on"),
        sealed=("panel", "seats", "reserves"),
    ),
    "choosing:one-each": Facts(open=("number",)),
    "choosing:put-forward": Facts(open=("number",)),
    "choosing:withdrawn": Facts(open=("number",)),
    "choosing:line-taken-out": Facts(open=("number",)),
    "choosing:voted": Facts(open=("number",)),
    "choosing:decided": Facts(open=("number", "way", "lot"), sealed=("order",)),
    "choosing:uncounted": Facts(open=("number",)),
    "choosing:refused": Facts(open=("number", "ground"), sealed=("person",)),
    "choosing:refusal-lifted": Facts(open=("number", "ground", "because"), sealed=("person",)),
    "choosing:asked": Facts(open=("number",), sealed=("person",)),
    "choosing:answered": Facts(open=("number",), sealed=("said",)),
    "sheets:given": Facts(open=("group",), sealed=("person",)),
    "seat:paired": Facts(open=("group", "holder", "partner")),
    "seat:voided": Facts(open=("group", "holder"), sealed=("person", "reason")),
    "link:made": Facts(open=("kind",), sealed=("person",)),
    "link:used": Facts(open=("kind",), sealed=("person",)),
    "conflict:declared": Facts(open=("group", "version"), sealed=("answers",)),
    "conflict:decided": Facts(open=("group", "kept_from"), sealed=("person", "provider", "reason")),
    "conflict:recognised": Facts(open=("group",), sealed=("label", "kind")),
    "conflict:weighed": Facts(open=("group", "kept_from"), sealed=("person", "label", "reason")),
    "conflict:kept-out": Facts(open=("group", "holder"), sealed=("person", "label", "is_told")),
    "conflict:renewal-asked": Facts(open=("number",)),
    "conflict:renewed": Facts(open=("group", "number")),
    "conflict:renewal-passed-over": Facts(open=("number",)),
    # getting ready: that somebody practised, and how, leaves nothing (R18)
    **READING,
    "pack:taken": Facts(),
    "marking:day-set": Facts(open=("ends_on",), sealed=("ground",)),
    "marking:time-given": Facts(sealed=("group", "person", "ends_on", "ground")),
    "evaluator:stopped": Facts(open=("group",)),
    "evaluator:went-on": Facts(open=("group",)),
    "evaluator:stop-decided": Facts(open=("group", "outcome"), sealed=("person", "ground")),
    "mark:recorded": Facts(
        open=("group", "label", "criterion", "way"), sealed=("mark", "reason", "replaces")
    ),
    "mark:changed": Facts(
        open=("group", "label", "criterion", "way"), sealed=("mark", "reason", "replaces")
    ),
    "sheet:agreed": Facts(open=("label",)),
    "sheet:sent": Facts(open=("label",), sealed=("marks",)),
    "sheet:voided": Facts(open=("group", "holder", "label"), sealed=("person", "reason")),
    "marking:closed": Facts(open=("sheets",)),
    "marking:reopened": Facts(open=("groups", "criteria")),
    # interviews, once marking is closed: whoever was there is sealed, and so is what they marked
    "interview:planned": Facts(open=("label", "version", "starts_on"), sealed=("plan", "place")),
    "interview:held": Facts(open=("label", "version"), sealed=("adult", "present", "words")),
    "interview:missed": Facts(open=("label", "version"), sealed=("words",)),
    "interview:marked": Facts(
        open=("group", "label", "criterion", "way"), sealed=("mark", "reason", "replaces")
    ),
    "interview:agreed": Facts(open=("label",)),
    "interview:sent": Facts(open=("label",), sealed=("marks",)),
    "contact:reported": Facts(open=("number",), sealed=("words",)),
    "moderation:recorded": Facts(
        open=("label", "criterion", "version"), sealed=("record", "agreed")
    ),
    "moderation:without-course": Facts(),
    "moderation:overruled": Facts(
        open=("label", "criterion", "version", "warnings"), sealed=("reason",)
    ),
    "moderation:signed-off": Facts(open=("label", "criterion", "version")),
    "moderation:dissented": Facts(open=("label", "criterion", "version"), sealed=("words",)),
    "moderation:session-planned": Facts(open=("number", "starts_on", "minutes", "items")),
    "moderation:session-changed": Facts(open=("number", "starts_on", "minutes", "items")),
    "moderation:session-dropped": Facts(open=("number",)),
    "moderation:session-opened": Facts(open=("number",)),
    "moderation:session-ended": Facts(open=("number",)),
    "moderation:came": Facts(open=("number",)),
    "moderation:laid": Facts(open=("number", "label", "criterion", "group")),
    "moderation:group-noted": Facts(
        open=("label", "criterion", "group", "version"), sealed=("words",)
    ),
    "moderation:closed": Facts(open=("items",)),
    "moderation:reopened": Facts(open=("run",), sealed=("reason",)),
    "decision:reopened": Facts(open=("run", "issue", "ground"), sealed=("reason",)),
    "run:made": Facts(open=("run", "digest")),
    "tie:decided": Facts(open=("run", "version", "first"), sealed=("reason",)),
    "views:talked": Facts(open=("run", "version"), sealed=("words", "present")),
    "narrative:written": Facts(open=("group", "version"), sealed=("words",)),
    "narrative:agreed": Facts(open=("group", "version")),
    "approver:placed": Facts(open=("version", "place", "holder")),
    "decision:endorsed": Facts(open=("version", "place"), sealed=("reason",)),
    "approver:asked": Facts(open=("version", "number"), sealed=("words",)),
    "approver:refused": Facts(open=("version",)),
    "approver:answered": Facts(open=("number",), sealed=("words",)),
    "decision:made": Facts(open=("version", "chosen"), sealed=("reason",)),
    "decision:approved": Facts(sealed=("reason",)),
    "decision:sent-back": Facts(sealed=("reason",)),
    "providers:revealed": Facts(sealed=("origins",)),
    "letter:added": Facts(open=("label", "part", "version", "overruled"), sealed=("words",)),
    "letter:withheld": Facts(open=("label", "part", "number", "ground"), sealed=("words",)),
    "letter:shown-again": Facts(open=("label", "part", "number")),
    "letter:read": Facts(open=("label", "letter_sha256")),
    "letters:released": Facts(open=("letters",)),
    "letter:released": Facts(open=("label", "letter_sha256")),
    "letter:opened": Facts(sealed=("provider",)),
    "letters:taken": Facts(open=("file",)),
    "debrief:until": Facts(open=("day", "version")),
    "debrief:asked": Facts(open=("label", "number"), sealed=("words",)),
    "debrief:answered": Facts(
        open=("label", "number", "is_refused", "overruled"), sealed=("words",)
    ),
    "tender:ended": Facts(open=("kind",), sealed=("reason",)),
    "notice:recorded": Facts(
        open=("version", "published_on", "standstill_ends_on", "is_voluntary")
    ),
    # from the letters to the contract: who challenged it, and in which words, stays sealed
    "day:proclaimed": Facts(open=("proclaimed_on", "part", "is_holiday"), sealed=("name",)),
    "standstill:moved": Facts(open=("proclaimed_on", "was_on", "ends_on")),
    "claim:recorded": Facts(
        open=("number", "kind", "notified_on", "asks", "is_in_time"), sealed=("provider", "words")
    ),
    "claim:answered": Facts(open=("number", "nth", "step", "how", "done_on"), sealed=("words",)),
    "further:decided": Facts(open=("version", "outcome", "ends_on"), sealed=("reason",)),
    "contract:entered": Facts(
        open=("signed_on", "starts_on", "ends_on", "package"), sealed=("why",)
    ),
    "contract:notice-recorded": Facts(open=("version", "published_on")),
    # told afterwards: what was said and done, who was told, what was asked
    "telling:promised": Facts(open=("day", "version"), sealed=("reason",)),
    "telling:published": Facts(open=("number",), sealed=("words", "decider")),
    "outcome:told": Facts(sealed=("person", "how")),
    "telling:told": Facts(open=("number",), sealed=("person", "how")),
    "promise:made": Facts(open=("number", "expected_on"), sealed=("words",)),
    "promise:noted": Facts(open=("number", "state", "expected_on"), sealed=("words",)),
    "line:questioned": Facts(open=("number", "through_helper"), sealed=("line", "words")),
    "line:question-given": Facts(open=("number", "reply_by"), sealed=("decider",)),
    "line:replied": Facts(open=("number",), sealed=("words",)),
    # who looked
    "bid:looked-at": Facts(open=("label",)),
    "result:looked-at": Facts(),
    "result:taken": Facts(open=("file",)),
    "letter:looked-at": Facts(open=("label",)),
    "trail:taken": Facts(open=("file",)),
    "bundle:taken": Facts(open=("form",)),
    "archive:taken": Facts(open=("files", "manifest_sha256")),
    "erasure:asked": Facts(),
    # erasure, in every log that held something of a person
    "person:erased": Facts(open=("cause", "pseudonym", "events", "names")),
    # words that were taken out once are, after an older backup was restored, taken out again
    "erasure:repeated": Facts(),
    "text:redacted": Facts(open=("event", "name"), sealed=("text",)),
}
