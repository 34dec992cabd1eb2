"""Pages of files that were read lately, in this process alone: what an upload found is what the
preview shows, page by page, without reading the file anew. Nothing of it is written anywhere."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict

from portal.bids.cleaning.apart import cleaned_apart
from portal.bids.cleaning.pages import Cleaned

MOST = 4
"""A file of 40 pages takes some megabytes."""
SECONDS = 600

_kept: OrderedDict[str, tuple[float, Cleaned]] = OrderedDict()
_alone = threading.Lock()


def cleaned_lately(content: bytes) -> Cleaned:
    """The pages of a file, as they were read minutes ago, or read now; else `Unreadable`."""
    key, now = hashlib.sha256(content).hexdigest(), time.monotonic()
    with _alone:
        for old in [each for each, (at, _pages) in _kept.items() if now - at > SECONDS]:
            del _kept[old]
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][1]
    found = cleaned_apart(content)
    with _alone:
        _kept[key] = now, found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def forget(sha256: str) -> None:
    """Let go of the pages of a file that is no draft any more."""
    with _alone:
        _kept.pop(sha256, None)
