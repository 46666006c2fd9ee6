"""Images, drawn anew: what is kept is points alone; whatever else the file carried is gone.

Where and when a photograph was taken, with which telephone, its thumbnail (which may show what was cut away), text,
profiles, a second image, bytes behind the end: none of it is a point. Runs in the child process.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, PngImagePlugin

from engine.scans.limits import PIXELS, QUALITY, SIDE, Kind, RefusedScanError

_ORIENTATION = 0x0112
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
"What each value of the orientation asks for; 1 asks for nothing."
_STRIP = 64
"Rows of the large image looked at together, when it is made smaller."


def redrawn(content: bytes, kind: Kind) -> bytes:
    """An image as a JPEG of at most `SIDE` points a side, upright, on white.

    Raises:
        RefusedScanError: too many points, or nothing that can be drawn.
    """
    # We count the points ourselves, before any of them is decoded.
    Image.MAX_IMAGE_PIXELS = None
    PngImagePlugin.MAX_TEXT_MEMORY = PngImagePlugin.MAX_TEXT_CHUNK
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as image:
            width, height = image.size
            if width * height > PIXELS:
                raise RefusedScanError("pixels")
            turned = image.getexif().get(_ORIENTATION, 1)
            # A JPEG is decoded at a half, a quarter or an eighth where that is still large enough.
            image.draft(None, (SIDE, SIDE))
            image.load()
            drawn = _smaller(image)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError) as error:
        raise RefusedScanError("damaged") from error
    drawn.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    for turn in _TURNS.get(turned, ()):
        drawn = drawn.transpose(turn)
    kept = BytesIO()
    # A new image of the same points: nothing that hung on the old one is asked for by the writer.
    Image.frombytes(drawn.mode, drawn.size, drawn.tobytes()).save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()


def _smaller(image: Image.Image) -> Image.Image:
    """The image in grey or in colours, without transparency, by strips: never twice in memory at its full size."""
    width, height = image.size
    factor = max(1, max(width, height) // SIDE)
    grey = image.mode in ("1", "L", "I", "I;16", "LA", "La") and "transparency" not in image.info
    size = (-(-width // factor), -(-height // factor))
    drawn = Image.new("L" if grey else "RGB", size)
    rows = _STRIP * factor
    for top in range(0, height, rows):
        strip = _opaque(image.crop((0, top, width, min(top + rows, height))), grey=grey)
        drawn.paste(strip.reduce(factor) if factor > 1 else strip, (0, top // factor))
    return drawn


def _opaque(strip: Image.Image, *, grey: bool) -> Image.Image:
    if strip.mode in ("I", "I;16"):
        # Sixteen bits a point: the upper eight are what an eye sees.
        return strip.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if strip.mode == "CMYK":
        return strip.convert("RGB")
    if strip.has_transparency_data:
        clear = strip.convert("LA" if grey else "RGBA")
        white = Image.new(clear.mode, clear.size, "white")
        return Image.alpha_composite(white.convert("RGBA"), clear.convert("RGBA")).convert("L" if grey else "RGB")
    return strip.convert("L" if grey else "RGB")
