"""What `apart` runs: a file in, its pages out.

It takes the folder `portal` for a bare package: the portal itself isn't loaded to read one file,
and nothing of it is there for a file to harm.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

bare = ModuleType("portal")
bare.__path__ = [str(Path(__file__).parents[2])]
sys.modules["portal"] = bare

from portal.bids.cleaning.apart import told  # noqa: E402
from portal.bids.cleaning.clean import cleaned  # noqa: E402
from portal.core.files.apart import REFUSED, bounded  # noqa: E402
from portal.core.files.kinds import Unreadable  # noqa: E402


def main() -> int:
    """Read the file, write its pages; a file that is refused leaves its sentence."""
    bounded()
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(told(cleaned(content)))
    except Unreadable as problem:
        sys.stdout.buffer.write(problem.message.encode())
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
