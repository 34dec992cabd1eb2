"""What `apart` runs: a workbook in, its cells out; of the portal only the reader is loaded."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

bare = ModuleType("portal")
bare.__path__ = [str(Path(__file__).parents[2])]
sys.modules["portal"] = bare

from portal.core.files.apart import REFUSED, bounded  # noqa: E402
from portal.core.files.kinds import Unreadable  # noqa: E402
from portal.core.workbooks.reading import book_of  # noqa: E402


def main() -> int:
    """Read the file, write its cells; a file that is refused leaves its sentence."""
    bounded()
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(json.dumps(book_of(content)).encode())
    except Unreadable as problem:
        sys.stdout.buffer.write(problem.message.encode())
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
