"""The sentence that each event of people and authorities reads as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "authority:created": say("%(actor)s added the authority %(name)s."),
    "authority:changed": say("%(actor)s changed the authority’s own details."),
    "authority:number-set": say("%(actor)s set %(number)s to %(value)s."),
    "authority:language": say("%(actor)s changed the languages that pages can be read in."),
    "operator:added": say("%(actor)s let somebody run the installation."),
    "person:added": say("%(actor)s added a person."),
    "provider:registered": say("A provider registered."),
    "provider:changed": say("A provider changed its details."),
    "member:invited": say("%(actor)s invited a colleague."),
    "member:joined": say("Somebody joined a provider."),
    "member:changed": say("%(actor)s changed what a member of a provider may do."),
    "member:ended": say("%(actor)s ended somebody’s access."),
    "sign-in:refused": say("A sign-in was refused."),
    "password:changed": say("%(actor)s changed a password."),
    "password:forgotten": say("Somebody asked for a new password."),
    "invitation:sent": say("%(actor)s invited somebody."),
    "link:made": say(
        "%(actor)s acted for an evaluator: made a link for them to choose a password."
    ),
    "link:used": say("%(actor)s chose a password."),
    "role:granted": say("%(actor)s gave somebody a role."),
    "role:ended": say("%(actor)s ended somebody’s role."),
}
