"""Pages of panels, and of who is beside a member, in the permission matrix."""

from __future__ import annotations

Line = tuple[str, str]


def pages_of_panels(signed_in: str, providers: str, holders: str) -> dict[str, tuple[Line, ...]]:
    """By a code, by who leads them, by who answers for a child, by members."""
    anybody = (("open", f"visitor {signed_in}"),)
    return {
        # panels: by a code, by who leads them, by who answers for a child, by members
        "panels.join": anybody,
        "panels.who_to_tell": anybody,
        "accounts.who_to_tell": anybody,
        "tenders.who_to_tell": anybody,
        "accounts.whom_to_ask": (("open", signed_in),),
        "panels.code": anybody,
        "panels.step": anybody,
        "panels.new_words": anybody,
        "panels.answer": anybody,
        "panels.panels": (("open", "participation"),),
        "panels.new": (("open", "participation"),),
        "panels.panel": (("open", "participation"),),
        "panels.change": (("open", "participation"),),
        "panels.invite": (("open", "participation"),),
        "panels.end_invitation": (("drafting", "participation"), ("open", "")),
        "panels.member": (("open", "participation"),),
        "panels.renew": (("open", "participation"),),
        "panels.destroy_needs_of": (("open", "participation"),),
        "panels.new_code": (("open", "participation"),),
        "panels.terms": (("open", "participation"),),
        "panels.ask_adult": (("open", "participation"),),
        "panels.note_consent": (("open", "participation"),),
        "panels.children": (("open", holders),),
        "panels.decide_for": (("open", holders),),
        "panels.mine": (("open", "panelist"),),
        "panels.details": (("open", "panelist"),),
        "panels.consent": (("open", "panelist"),),
        "panels.needs": (("open", "panelist"),),
        "panels.destroy_needs": (("open", "panelist"),),
        "panels.rules_of_panel": (("open", "panelist"),),
        "panels.idea": (("open", "panelist"),),
        "panels.accept": (("open", "panelist"),),
        "panels.pause": (("open", "panelist"),),
        "panels.come_back": (("open", "-panelist"),),
        "panels.leave": (("open", "panelist"),),
        "panels.end_place": (("open", "participation"),),
        "panels.end_panel": (("open", "participation"),),
        "panels.looking_back": (("open", signed_in),),
        "panels.after": (("open", ""),),
        # who is beside a member; the child of the story has no helper yet
        "beside.name_helper": (("open", "participation"),),
        "beside.end_helper": (("open", "-participation"),),
        "beside.ask_mentor": (("open", "participation"),),
        "beside.end_mentor": (("open", "participation"),),
        "beside.helper": (("open", "panelist"),),
        "beside.stop_helper": (("open", "panelist"),),
        "beside.mentor": (("open", "panelist"),),
        "beside.mentor_yes": (("open", "panelist"),),
        "beside.mentor_end": (("open", "panelist"),),
        "equality.about_us": (("open", "panelist"),),
        "equality.ask": (("open", "panelist"),),
        "equality.numbers": (("open", "participation"),),
    }
