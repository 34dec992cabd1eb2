"""Files of a bid and the desk, in the matrix; copied by hand from 'Who sees what, when'."""

from __future__ import annotations

PAGES_OF_DESK = {
    "bids.files": (("open", "winner late"), ("drafting", "")),
    "bids.remove_file": (("open", ""), ("drafting", "")),
}
