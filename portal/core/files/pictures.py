"""Pictures that somebody sends, decoded within bounds: nothing but their pixels goes on."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from portal.core.files.kinds import BROKEN, Unreadable
from portal.core.words import say

MOST_PIXELS = 60_000_000
TOO_LARGE = say("This picture is too large. Make it smaller, then choose it again.")


def pixels_of(content: bytes) -> Image.Image:
    """The pixels of a picture that somebody sent, decoded within bounds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as sent:
                if sent.width * sent.height > MOST_PIXELS:
                    raise Unreadable(TOO_LARGE)
                turned = ImageOps.exif_transpose(sent)
                return _on_white(turned)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unreadable(TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Unreadable(BROKEN) from None


def _on_white(image: Image.Image) -> Image.Image:
    """What is transparent shows white, as on paper; what lies under it isn't shown."""
    layer = image.convert("RGBA")
    bare = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(bare, layer).convert("RGB")
