"""PDFs are written anew: the pages look the same, and nothing acts, points elsewhere, hides or tells."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from engine.errors import RefusedScan
from engine.scans import jpeg
from engine.scans.cleaning import cleaned
from tests.scans.samples import (
    SECRET,
    box,
    jpeg_image,
    letter,
    named,
    packed,
    page_of,
    photograph,
    put,
    saved,
    scanned_pdf,
    stream,
    text_of,
)

ACTING = (b"/JS", b"/JavaScript", b"/OpenAction", b"/AA", b"/Launch", b"/URI", b"/GoTo", b"/SubmitForm", b"/Annots")
TELLING = (b"/Metadata", b"/Info", b"/ID", b"/PieceInfo", b"/EmbeddedFile", b"/EF", b"/AF", b"/Names", b"/Outlines")


def script():
    return named(S=NameObject("/JavaScript"), JS=TextStringObject(f"app.alert('{SECRET}')"))


def full_of_traps():
    """A letter with everything that a PDF can hold beside its pages, each with the planted words."""
    writer = letter("Acte de naissance")
    page = writer.pages[0]
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
    writer.add_attachment("vers.exe", SECRET.encode())
    writer.add_outline_item(title=SECRET, page_number=0)
    root = writer.root_object
    root[NameObject("/OpenAction")] = put(writer, script())
    root[NameObject("/AA")] = named(WC=script())
    root["/Names"][NameObject("/JavaScript")] = named(Names=ArrayObject([TextStringObject(SECRET), script()]))
    root[NameObject("/Metadata")] = put(writer, stream(SECRET.encode(), Type=NameObject("/Metadata")))
    root[NameObject("/OCProperties")] = named(OCGs=ArrayObject())
    root[NameObject("/URI")] = named(Base=TextStringObject(f"http://{SECRET}"))
    page[NameObject("/AA")] = named(O=script())
    page[NameObject("/Metadata")] = put(writer, stream(SECRET.encode()))
    page[NameObject("/PieceInfo")] = named(X=named(Private=TextStringObject(SECRET)))
    page[NameObject("/Thumb")] = jpeg_image(writer)
    page[NameObject("/Annots")] = ArrayObject(
        put(writer, each)
        for each in (
            named(
                Subtype=NameObject("/Link"),
                Rect=box(0, 0, 300, 200),
                A=named(S=NameObject("/URI"), URI=TextStringObject(f"https://{SECRET}")),
            ),
            named(
                Subtype=NameObject("/Link"),
                Rect=box(0, 0, 9, 9),
                A=named(S=NameObject("/Launch"), F=TextStringObject("/bin/sh")),
            ),
            named(Subtype=NameObject("/Text"), Rect=box(0, 0, 9, 9), Contents=TextStringObject(SECRET)),
        )
    )
    resources = page["/Resources"]
    form = named(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box(0, 0, 9, 9))
    elsewhere = stream(b"", **{name[1:]: value for name, value in form.items()})
    elsewhere[NameObject("/Ref")] = named(F=TextStringObject("/etc/passwd"), Page=NumberObject(0))
    elsewhere[NameObject("/OPI")] = named(**{"1.3": named(F=TextStringObject("/etc/passwd"))})
    elsewhere[NameObject("/F")] = TextStringObject("/etc/passwd")
    elsewhere[NameObject("/Metadata")] = put(writer, stream(SECRET.encode()))
    postscript = stream(f"({SECRET}) print".encode(), Subtype=NameObject("/PS"))
    resources[NameObject("/XObject")] = named(Fm0=put(writer, elsewhere), Ps0=put(writer, postscript))
    resources[NameObject("/Properties")] = named(MC0=named(Metadata=put(writer, stream(SECRET.encode()))))
    return saved(writer)


def words_of(content):
    """Every string, name and stream of a PDF, opened: where the planted words could still be."""
    reader = PdfReader(io.BytesIO(content))
    found = []
    for number in range(1, reader.trailer["/Size"]):
        value = reader.get_object(number)
        found.append(repr(value))
        if hasattr(value, "get_data") and value.get("/Filter") in (None, "/FlateDecode"):
            found.append(value.get_data().decode("latin-1"))
    return "\n".join(found)


def test_a_page_is_kept_and_nothing_that_acts_or_tells():
    """Fails when objects are copied because they are in the file, and not because a page draws them."""
    content = full_of_traps()
    held = words_of(content)
    assert all(trap in held for trap in ("/JS", "/Launch", "/OpenAction", "/etc/passwd", "/Ref", SECRET))
    scan = cleaned(content)
    assert text_of(scan.content) == "Acte de naissance"
    assert not [trap for trap in (*ACTING, *TELLING, b"/Ref", b"/PS") if trap in scan.content]
    assert not [trap for trap in (SECRET, "/etc/passwd", "/bin/sh") if trap in words_of(scan.content)]
    assert {"metadata", "scripts", "files", "links", "layers"} <= set(scan.removed)


def test_the_same_pages_give_the_same_bytes():
    """A date or an identifier in the file would tell when it was brought."""
    assert cleaned(full_of_traps()).content == cleaned(full_of_traps()).content


def test_a_file_written_anew_stays_the_same_when_it_comes_again():
    once = cleaned(full_of_traps()).content
    assert cleaned(once).content == once
    assert cleaned(once).removed == ()


def test_what_a_font_or_an_image_is_called_is_no_key_of_ours():
    """A font named « A », an image named « F »: fails when keys that act are dropped by their name alone."""
    writer = letter("lisible")
    page = writer.pages[0]
    page["/Resources"][NameObject("/XObject")] = named(F=jpeg_image(writer), JS=jpeg_image(writer))
    kept = PdfReader(io.BytesIO(cleaned(saved(writer)).content)).pages[0]["/Resources"]
    assert set(kept["/XObject"]) == {"/F", "/JS"}
    assert set(kept["/Font"]) == {"/A"}


def test_a_photograph_inside_a_pdf_loses_where_it_was_taken():
    """Fails when streams are copied as they are: a telephone puts its whole JPEG into the PDF."""
    content = scanned_pdf()
    assert SECRET.encode() in content
    scan = cleaned(content)
    assert SECRET.encode() not in scan.content
    image = PdfReader(io.BytesIO(scan.content)).pages[0].images[0].image
    assert image.size == (320, 200)
    assert image.convert("RGB").getpixel((10, 10))[0] > 200


def test_a_photograph_inside_a_pdf_keeps_its_very_points():
    from PIL import Image

    before, after = (Image.open(io.BytesIO(each)) for each in (photograph(), jpeg.bare(photograph())))
    assert before.tobytes() == after.tobytes()
    assert SECRET.encode() not in jpeg.bare(photograph(progressive=True) + SECRET.encode())


def test_a_wrapped_photograph_is_unwrapped_to_be_looked_at():
    """Deflated, or written as text: fails when only the last wrapping is known."""
    writer = PdfWriter()
    image = jpeg_image(writer)
    packed(image.get_object(), zlib.compress(photograph()), "/FlateDecode", "/DCTDecode")
    hexed = jpeg_image(writer)
    packed(hexed.get_object(), photograph().hex().encode() + b">", "/ASCIIHexDecode", "/DCTDecode")
    page_of(writer, b"/Im0 Do /Im1 Do", XObject=named(Im0=image, Im1=hexed))
    scan = cleaned(saved(writer))
    assert SECRET.encode() not in scan.content
    assert len(PdfReader(io.BytesIO(scan.content)).pages[0].images) == 2


def filled_form():
    """A form whose field says a name: it is drawn by its look alone."""
    writer = letter("Nom :")
    look = stream(
        b"BT /A 12 Tf 2 2 Td (Coulibaly) Tj ET",
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Form"),
        BBox=box(0, 0, 100, 20),
        Resources=writer.pages[0]["/Resources"],
    )
    field = named(
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Tx"),
        T=TextStringObject("nom"),
        V=TextStringObject(SECRET),
        Rect=box(60, 95, 160, 115),
        AP=named(N=put(writer, look)),
    )
    hidden = DictionaryObject(field)
    hidden[NameObject("/F")] = NumberObject(2)
    fields = ArrayObject(put(writer, each) for each in (field, hidden))
    writer.pages[0][NameObject("/Annots")] = fields
    writer.root_object[NameObject("/AcroForm")] = named(Fields=fields, SigFlags=NumberObject(3))
    return saved(writer)


def test_what_a_form_shows_stays_on_the_page():
    """Fails when fields go with the annotations: a filled form would come out blank."""
    scan = cleaned(filled_form())
    assert "Coulibaly" in text_of(scan.content)
    assert SECRET not in words_of(scan.content)
    assert b"/AcroForm" not in scan.content
    # The field that is shown, and not its hidden twin.
    assert scan.content.count(b" Do Q") == 1
    assert {"form", "signature"} <= set(scan.removed)


def test_a_look_is_drawn_in_its_place():
    scan = cleaned(filled_form())
    assert b"q 1 0 0 1 60 95 cm /BaomLook0 Do Q" in scan.content


def test_the_size_and_the_turn_of_a_page_are_kept():
    writer = letter()
    writer.pages[0].rotate(90)
    page = PdfReader(io.BytesIO(cleaned(saved(writer)).content)).pages[0]
    assert (page.rotation, [float(side) for side in page.mediabox]) == (90, [0, 0, 300, 200])


def encrypted():
    writer = letter()
    writer.encrypt("", "owner", algorithm="AES-256")
    return saved(writer)


def with_root(name, value):
    writer = letter()
    writer.root_object[NameObject(name)] = value
    return saved(writer)


def many_pages(count):
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(10, 10)
    return saved(writer)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (encrypted, "protégé"),
        (lambda: with_root("/Collection", DictionaryObject()), "porte-documents"),
        (lambda: with_root("/AcroForm", named(XFA=TextStringObject(SECRET))), "XFA"),
        (lambda: many_pages(0), "aucune page"),
        (lambda: many_pages(101), "plus de 100 pages"),
        (lambda: scanned_pdf(b"no jpeg"), "abîmé"),
    ],
    ids=["encrypted", "portfolio", "dynamic", "no page", "pages", "foreign image"],
)
def test_what_would_not_look_the_same_is_refused_in_words(content, words):
    with pytest.raises(RefusedScan, match=words) as refused:
        cleaned(content())
    assert "Rien n'a été enregistré" in refused.value.message
    assert refused.value.remedy
