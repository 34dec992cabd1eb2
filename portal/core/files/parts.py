"""The parts of an Office document, read without entities, DTDs or the network."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from lxml import etree

from portal.core.files.kinds import BROKEN, Unreadable, opened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

Node = Any
"""An element of lxml's tree."""

LEFT_OUT = {
    "vbaProject.bin": "macros",
    "embeddings/": "embedded",
    "activeX/": "embedded",
    "customXml/": "custom-data",
    "docProps/": "properties",
    "comments": "comments",
    "header": "headers",
    "footer": "headers",
    "charts/chart": "charts",
    "externalLinks/": "links",
    "drawings/": "drawings",
}
"""What a part's name tells of what isn't carried over."""


class Parts:
    """An Office document's parts by name."""

    def __init__(self, content: bytes) -> None:
        self._zip = opened(content)
        self.names = set(self._zip.namelist())

    def raw(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
            raise Unreadable(BROKEN) from None

    def tree(self, name: str) -> Node:
        """A part as a tree."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            found = etree.fromstring(self.raw(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Unreadable(BROKEN) from None
        if found is None or found.getroottree().docinfo.doctype:
            raise Unreadable(BROKEN)
        return found

    def related(self, name: str) -> dict[str, str]:
        """The parts inside that a part refers to, by the id that it uses; never what is outside."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels"
        if rels not in self.names:
            return {}
        return {
            each.get("Id", ""): _inside(folder, each.get("Target", ""))
            for each in self.tree(rels).iter(f"{RELS}Relationship")
            if each.get("TargetMode") != "External"
        }

    def left_out(self) -> set[str]:
        """What the names of its parts tell of what isn't carried over."""
        return {slug for name in self.names for part, slug in LEFT_OUT.items() if part in name}


def _inside(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
