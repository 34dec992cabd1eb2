"""A photograph or drawing as one page: its pixels, turned as its camera held it, and no more."""

from __future__ import annotations

import io

from PIL import Image

from portal.bids.cleaning.pages import WIDTH, Cleaned, page_of
from portal.core.files.pictures import pixels_of

TALLEST = 4 * WIDTH


def page_of_picture(content: bytes) -> Cleaned:
    """The one page of a picture; place, camera, time, thumbnail and comments stay behind."""
    image = pixels_of(content)
    with_facts = _facts(content)
    image.thumbnail((WIDTH, TALLEST))
    return Cleaned((page_of(image),), ("properties",) if with_facts else ())


def _facts(content: bytes) -> bool:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as sent:
        return bool(set(sent.info) - {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density"})
