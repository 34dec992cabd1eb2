"""Writes an archive as one zip, file by file, with an index for people and a manifest (R26)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO

from markupsafe import Markup, escape

from portal.core import clock
from portal.core.formats import day, moment
from portal.record.archive.contents import Entry
from portal.record.archive.paper import facts_of, list_of, whole_page
from portal.record.retention import Kept
from portal.tenders.models import Tender

INDEX = "index"
THEN = (1980, 1, 1, 0, 0, 0)
FOLDERS = {
    "published": "What was published",
    "groundwork": "Conflicts of interest, duties, budget",
    "bids": "Bids as they were received",
    "runs": "Each calculation of the result",
    "minutes": "Minutes of the moderation",
    "report": "The decision report",
    "letters": "Letters",
    "messages": "Questions and answers",
    "notices": "Texts of notices",
    "challenges": "From the letters to the contract",
    "open-data": "Open data",
    "record": "The record that anybody can check: unpack it and begin with its index.txt",
}
HELD = (
    "Names of people who marked, needs and consents of panels, and what the safety store holds are"
    " not in here. What was erased or redacted before this archive was made is not in here either."
    " If something is erased later, it has to go from every copy of this archive too."
)


@dataclass(frozen=True)
class Written:
    """One file that stands in the archive."""

    name: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What came into the archive, and the hash of the list of it."""

    files: list[Written]
    sha256: str


def write_archive(tender: Tender, kept: Kept, entries: Iterable[Entry], out: IO[bytes]) -> Manifest:
    """Write the archive into an open file, one piece after the other."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        files = [_write(archive, each) for each in entries]
        index = Entry(f"{INDEX}.html", "What is in here", [_index(tender, kept, files)])
        files.append(_write(archive, index))
        text = _manifest(tender, files)
        _write(archive, Entry("manifest.json", "Every file with its SHA-256", [text]))
        sums = "".join(f"{each.sha256}  {each.name}\n" for each in files)
        _write(archive, Entry("SHA256SUMS", "The same for sha256sum", [sums.encode()]))
    return Manifest(files, hashlib.sha256(text).hexdigest())


def _write(archive: zipfile.ZipFile, entry: Entry) -> Written:
    info = zipfile.ZipInfo(entry.name, THEN)
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
    info.external_attr = 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as file:
        for piece in entry.pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return Written(entry.name, entry.what, size, digest.hexdigest())


def _manifest(tender: Tender, files: list[Written]) -> bytes:
    rows = [{"name": e.name, "bytes": e.size, "sha256": e.sha256} for e in files]
    found = {"format": "evenhand-archive/1", "tender": str(tender.id), "files": rows}
    return (json.dumps(found, indent=1) + "\n").encode()


def _index(tender: Tender, kept: Kept, files: list[Written]) -> bytes:
    about = [
        ("Tender", escape(tender.title)),
        ("Reference", escape(tender.reference)),
        ("Archive made", escape(moment(clock.now()))),
        ("Keep it at least until", escape(day(kept.ends_on))),
        ("Why", escape(kept.source)),
    ]
    body = Markup("\n").join([facts_of(iter(about)), *_folders(files), _note()])
    return whole_page(f"Archive: {tender.title}", "en", body)


def _note() -> Markup:
    check = Markup("<p>To check that no file was changed: <code>sha256sum -c SHA256SUMS</code></p>")
    return Markup("<p>{}</p>{}").format(HELD, check)


def _folders(files: list[Written]) -> Iterator[Markup]:
    for folder, found in groupby(files, key=lambda each: each.name.partition("/")[0]):
        yield Markup("<h2>{}</h2>").format(FOLDERS[folder])
        yield list_of(
            Markup('<a href="{}">{}</a> ({} bytes)').format(each.name, each.what, each.size)
            for each in found
        )
