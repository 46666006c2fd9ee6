"""Files as people bring them, and as nobody should: photographs, scans, PDFs full of traps; made here, never stored."""

import io
import struct
import zlib

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

SECRET = "Aminata-Coulibaly-30.4278N-9.5981W"
"Planted wherever a file can hold words: it must be nowhere in what is kept."


def drawing(width=320, height=200, mode="RGB"):
    """A picture that has a top: dark above, light below, a red corner at the upper left."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height // 4), fill="black")
    draw.rectangle((0, 0, width // 8, height // 4), fill="red")
    return image.convert(mode)


def written(image, kind, **more):
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def photograph(orientation=1, **more):
    """A JPEG as a telephone makes it: turned, dated, placed, signed, with a thumbnail and words."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET
    exif[0x0132] = "2026:11:06 09:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 25.0, 40.0)
    exif.get_ifd(0x8769)[0x927C] = SECRET.encode()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    return written(
        drawing(), "JPEG", quality=95, exif=exif, comment=SECRET, xmp=xmp, icc_profile=SECRET.encode(), **more
    )


def screenshot(mode="RGB", **more):
    """A PNG with text in it."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    info.add_text("Comment", SECRET, zip=True)
    return written(drawing(mode=mode), "PNG", pnginfo=info, **more)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height, data=b""):
    """A PNG whose header promises that size, with those compressed bytes for its points."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", data or zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


def named(**members):
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in members.items()})


def stream(content, **members):
    made = DecodedStreamObject()
    made.set_data(content)
    made.update(named(**members))
    return made


def put(writer, value):
    """An object of its own in the file, and the reference to it."""
    return writer._add_object(value)  # noqa: SLF001 -- pypdf's documentation has no other way


def packed(made, content, *filters):
    """A stream whose bytes stand in the file as they are given, wrapped in those filters."""
    made._data = content  # noqa: SLF001 -- the same
    made[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters)
    return made


def box(*sides):
    return ArrayObject(FloatObject(side) for side in sides)


def page_of(writer, content=b"1 0 0 rg 20 20 100 100 re f", **resources):
    """A page that draws a red square."""
    page = writer.add_blank_page(300, 200)
    page[NameObject("/Contents")] = put(writer, stream(content))
    page[NameObject("/Resources")] = named(**resources)
    return page


def saved(writer):
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def jpeg_image(writer, content=None, **members):
    """An image of a PDF, in the very bytes of a photograph."""
    made = stream(content or photograph())
    made.update(
        named(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Image"),
            Width=NumberObject(320),
            Height=NumberObject(200),
            ColorSpace=NameObject("/DeviceRGB"),
            BitsPerComponent=NumberObject(8),
            Filter=NameObject("/DCTDecode"),
            **members,
        )
    )
    return put(writer, made)


def scanned_pdf(content=None):
    """A PDF as a telephone makes it of a photograph."""
    writer = PdfWriter()
    page_of(writer, b"q 300 0 0 200 0 0 cm /Im0 Do Q", XObject=named(Im0=jpeg_image(writer, content)))
    return saved(writer)


def text_of(content):
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def letter(text="Acte de naissance"):
    """A PDF that says something in letters."""
    writer = PdfWriter()
    font = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type1"),
        BaseFont=NameObject("/Helvetica"),
        A=TextStringObject("x"),
    )
    page_of(writer, f"BT /A 12 Tf 20 100 Td ({text}) Tj ET".encode(), Font=named(A=put(writer, font)))
    return writer
