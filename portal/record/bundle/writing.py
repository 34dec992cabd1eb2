"""Writes a bundle as one zip: the same record, at the same moment, gives the same bytes."""

from __future__ import annotations

import zipfile
from typing import IO

from portal.record.bundle.parts import files_of
from portal.record.bundle.readers import Reader

THEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it: the zip says nothing of when it was made."""


def write_bundle(reader: Reader, out: IO[bytes]) -> None:
    """Write what this reader may know into an open file, event by event."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, pieces in files_of(reader):
            info = zipfile.ZipInfo(name, THEN)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as file:
                for piece in pieces:
                    file.write(piece)
