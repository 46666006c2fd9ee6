"""PDFs, written anew: the pages as they print, and nothing that acts, points elsewhere, hides or tells.

Only what draws a page is carried over, from the page down: its size, its content, its fonts and its images; the look
of its fields and stamps becomes part of the content. All else stays behind because nobody fetches it: scripts,
actions, links, embedded files, metadata, other versions of the file, unused objects. Runs in the child process.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from engine.scans import jpeg
from engine.scans.limits import LARGEST, PAGES, RefusedScanError, Removed

_BOXES = ("/MediaBox", "/CropBox")
_NAMED = frozenset(
    ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants")
)
"Keys of dictionaries whose own keys are names that the file has chosen: none of them means anything to us."
_RESOURCES = (*("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"), "/ProcSet")
_LEFT = frozenset(
    (
        *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Thumb", "/Properties", "/ID", "/PTEX.FileName"),
        *("/PTEX.InfoDict", "/PTEX.PageNumber"),
        *("/A", "/AA", "/OpenAction", "/JS", "/JavaScript", "/URI", "/Dest", "/Annots", "/EF", "/EmbeddedFiles"),
        *("/Ref", "/OPI", "/Alternates", "/PS", "/OC", "/Measure", "/PtData", "/Parent", "/P", "/Pg"),
        *("/StructParent", "/StructParents", "/B", "/Names", "/Root", "/Info"),
    )
)
"Keys left behind wherever they stand below a page: words, ways out of the page, other looks of the same thing."
_OUTSIDE = frozenset(("/F", "/FFilter", "/FDecodeParms", "/Length", "/DL", "/Filter", "/DecodeParms"))
"Of a stream's dictionary: what would fetch it from another file, and what is said again once it is written."

_OBJECTS = 60_000
_DEPTH = 60
_INFLATED = 128 * 1024 * 1024
"Bytes that one compressed stream may become: a page of A4 at 600 points an inch, in colours, has 105 million."
_INFLATED_IN_ALL = 384 * 1024 * 1024
_POINTS = 150_000_000
"Points of an image of a page; in black and white, A4 at 1,200 points an inch has 139 million."
_STEP = 1 << 20

_FLATE = ("/FlateDecode", "/Fl")
_JPEG = ("/DCTDecode", "/DCT")
_AS_TEXT = ("/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85")
_AS_THEY_ARE = ("/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/RunLengthDecode", "/RL", "/LZWDecode", "/LZW")

_HIDDEN = 1 << 1 | 1 << 5
"An annotation that isn't shown, or not on a screen."
_POINTERS = ("/Link", "/Popup", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D")


def rewritten(content: bytes) -> tuple[bytes, tuple[Removed, ...]]:
    """A PDF with the same pages, and what was left behind.

    Raises:
        RefusedScanError: what can't be read, is encrypted, or wouldn't look the same.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise RefusedScanError("encrypted")
        removed = _removed(reader)
        count = len(reader.pages)
        if count == 0:
            raise RefusedScanError("no_page")
        if count > PAGES:
            raise RefusedScanError("pages")
        written = _Writer(reader).written()
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise RefusedScanError("damaged") from error
    except (RecursionError, NotImplementedError, AssertionError, OSError) as error:
        raise RefusedScanError("odd") from error
    if len(written) > LARGEST:
        raise RefusedScanError("too_large")
    return written, removed


def _removed(reader: PdfReader) -> tuple[Removed, ...]:
    """What the file holds beside its pages.

    Raises:
        RefusedScanError: it is a folder of files, or draws its pages by a script.
    """
    root = _dictionary(reader.trailer["/Root"])
    form = _dictionary(root.get("/AcroForm"))
    names = _dictionary(root.get("/Names"))
    if "/Collection" in root:
        raise RefusedScanError("portfolio")
    if "/XFA" in form:
        raise RefusedScanError("dynamic")
    kinds = {str(_dictionary(each).get("/Subtype")) for page in reader.pages for each in _array(page.get("/Annots"))}
    found: dict[Removed, bool] = {
        "metadata": "/Metadata" in root or bool(reader.trailer.get("/Info")),
        "scripts": "/JavaScript" in names or bool({"/OpenAction", "/AA"} & root.keys()),
        "files": "/EmbeddedFiles" in names or "/AF" in root or "/FileAttachment" in kinds,
        "links": "/Link" in kinds,
        "form": bool(form.get("/Fields")),
        "signature": bool(int(form.get("/SigFlags", 0)) & 1),
        "layers": "/OCProperties" in root,
    }
    return tuple(name for name, there in found.items() if there)


def _plain(value: Any) -> Any:
    """The object that a reference stands for; nothing for one that leads nowhere."""
    for _ in range(_DEPTH):
        if not isinstance(value, IndirectObject):
            return value
        value = value.get_object()
    raise RefusedScanError("odd")


def _dictionary(value: Any) -> Mapping[str, Any]:
    found = _plain(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    found = _plain(value)
    return list(found) if isinstance(found, ArrayObject) else []


class _Writer:
    """Writes the pages of one file: each object that a page needs, once, in the order in which it is met."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._bodies: list[bytes] = []
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, PdfObject, str]] = deque()
        self._inflated = 0

    def written(self) -> bytes:
        """The whole file. It says nothing of when or by what it was made: the same pages give the same bytes."""
        catalog, tree = self._room(), self._room()
        kids = [self._page(page, tree) for page in self._reader.pages]
        self._bodies[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
        references = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._bodies[tree - 1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), references)
        while self._waiting:
            number, value, key = self._waiting.popleft()
            self._bodies[number - 1] = self._said(value, key, 0)
        return _file(self._bodies, catalog)

    def _room(self) -> int:
        if len(self._bodies) >= _OBJECTS:
            raise RefusedScanError("heavy")
        self._bodies.append(b"")
        return len(self._bodies)

    def _page(self, page: Mapping[str, Any], tree: int) -> int:
        number = self._room()
        parts = [b"/Type/Page/Parent %d 0 R" % tree]
        for name in _BOXES:
            box = [_number(each) for each in _array(page.get(name))]
            if len(box) == 4:  # noqa: PLR2004 -- a rectangle
                parts.append(b"%b[%b]" % (name.encode(), b" ".join(map(_figures, box))))
        turned = _plain(page.get("/Rotate"))
        if isinstance(turned, NumberObject) and turned % 360:
            parts.append(b"/Rotate %d" % (int(turned) % 360))
        unit = _plain(page.get("/UserUnit"))
        if isinstance(unit, (NumberObject, FloatObject)):
            parts.append(b"/UserUnit %b" % _figures(_number(unit)))
        stamps = list(_stamps(page))
        parts += [self._resources(page, stamps), self._contents(page, stamps)]
        self._bodies[number - 1] = b"<<" + b"".join(parts) + b">>"
        return number

    def _resources(self, page: Mapping[str, Any], stamps: list[tuple[Any, bytes]]) -> bytes:
        resources = _dictionary(page.get("/Resources"))
        parts = []
        for name in _RESOURCES:
            value = _plain(resources.get(name))
            if name == "/XObject":
                drawn = self._members(_dictionary(value), named=True, depth=1)
                drawn += [b"/BaomLook%d %b" % (rank, self._said(form, "", 1)) for rank, (form, _) in enumerate(stamps)]
                parts.append(b"/XObject<<%b>>" % b"".join(drawn))
            elif value is not None:
                parts.append(name.encode() + b" " + self._said(value, name, 1))
        return b"/Resources<<" + b"".join(parts) + b">>"

    def _contents(self, page: Mapping[str, Any], stamps: list[tuple[Any, bytes]]) -> bytes:
        value = page.raw_get("/Contents") if "/Contents" in page and isinstance(page, DictionaryObject) else None
        plain = _plain(value)
        drawn = list(plain) if isinstance(plain, ArrayObject) else [] if plain is None else [value]
        parts = [self._said(each, "", 1) for each in drawn if isinstance(_plain(each), StreamObject)]
        if stamps:
            looks = b"".join(b"q %b cm /BaomLook%d Do Q\n" % (place, rank) for rank, (_, place) in enumerate(stamps))
            # What the page changed of the pen is put back before a stamp is drawn.
            parts = [self._stream(b"q\n"), *parts, self._stream(b"\nQ\n" + looks)]
        return b"/Contents[" + b" ".join(parts) + b"]"

    def _stream(self, content: bytes) -> bytes:
        number = self._room()
        self._bodies[number - 1] = _stream(b"", content)
        return b"%d 0 R" % number

    def _said(self, value: Any, key: str, depth: int) -> bytes:
        """An object as it is written; `key` is that under which it stands."""
        if depth > _DEPTH:
            raise RefusedScanError("odd")
        if isinstance(value, IndirectObject):
            return self._reference(value, key, depth)
        if isinstance(value, StreamObject):
            return self._streamed(value)
        if isinstance(value, DictionaryObject):
            return b"<<" + b"".join(self._members(value, named=key in _NAMED, depth=depth)) + b">>"
        if isinstance(value, ArrayObject):
            return b"[" + b" ".join(self._said(each, "", depth + 1) for each in value) + b"]"
        return _scalar(value)

    def _reference(self, value: IndirectObject, key: str, depth: int) -> bytes:
        place = (value.idnum, value.generation)
        number = self._numbers.get(place)
        if number is None:
            plain = _plain(value)
            if not isinstance(plain, (DictionaryObject, ArrayObject)):
                return self._said(plain, key, depth + 1)
            if isinstance(plain, DictionaryObject) and str(plain.get("/Type")) in ("/Page", "/Pages", "/Catalog"):
                # A way out of the page: nothing that draws leads to another one.
                return b"null"
            number = self._numbers[place] = self._room()
            self._waiting.append((number, plain, key))
        return b"%d 0 R" % number

    def _members(self, value: Mapping[str, Any], *, named: bool, depth: int) -> list[bytes]:
        members = []
        for name in value:
            if named or name not in _LEFT:
                each = value.raw_get(name) if isinstance(value, DictionaryObject) else value[name]
                members.append(_name(name) + b" " + self._said(each, "" if named else name, depth + 1))
        return members

    def _streamed(self, value: StreamObject) -> bytes:
        if str(value.get("/Subtype")) == "/PS":
            return b"<<>>"
        points = _number(value.get("/Width", 0)) * _number(value.get("/Height", 0))
        if points > _POINTS:
            raise RefusedScanError("pixels")
        filters = [str(_plain(each)) for each in _list(value.get("/Filter"))]
        parameters = [_plain(each) for each in _list(value.get("/DecodeParms"))]
        raw: Any = value._data  # noqa: SLF001 -- as it stands in the file: pypdf gives it decoded otherwise
        content, left = self._unwrapped(bytes(raw), filters)
        parts = self._members(_WithoutKeys(value, _OUTSIDE), named=False, depth=1)
        if left:
            kept = parameters[len(filters) - len(left) :]
            parts.append(b"/Filter[" + b" ".join(_name(each) for each in left) + b"]")
            if any(isinstance(each, DictionaryObject) for each in kept):
                said = (self._said(each, "", 2) if each is not None else b"null" for each in kept)
                parts.append(b"/DecodeParms[" + b" ".join(said) + b"]")
        return _stream(b"".join(parts), content)

    def _unwrapped(self, content: bytes, filters: list[str]) -> tuple[bytes, list[str]]:
        """A stream without its outer wrappings, but for the last one: (bytes, what they are still wrapped in).

        Each wrapping is opened to see that it doesn't become what no reader could hold.
        """
        left = list(filters)
        while left:
            first = left[0]
            if first in _JPEG and len(left) == 1:
                return jpeg.bare(content), left
            if first in _AS_TEXT:
                content = _from_text(content, first)
            elif first in _FLATE:
                opened = self._inflate(content, keep=len(left) > 1)
                if len(left) == 1:
                    return content, left
                content = opened
            elif first in _AS_THEY_ARE and len(left) == 1:
                return content, left
            else:
                raise RefusedScanError("odd")
            left = left[1:]
        return content, left

    def _inflate(self, content: bytes, *, keep: bool) -> bytes:
        """What a compressed stream becomes, counted; forgotten while it is read, unless it is to be kept."""
        opening, found, size = zlib.decompressobj(), bytearray(), 0
        pending = content
        while pending and not opening.eof:
            try:
                piece = opening.decompress(pending, _STEP)
            except zlib.error:
                # Readers show what there is before the damage; so does this file.
                break
            pending = opening.unconsumed_tail
            size += len(piece)
            self._inflated += len(piece)
            if size > _INFLATED or self._inflated > _INFLATED_IN_ALL:
                raise RefusedScanError("heavy")
            if keep:
                found += piece
        return bytes(found)


class _WithoutKeys(Mapping[str, Any]):
    """A dictionary seen without some keys, its references left as they are."""

    def __init__(self, whole: DictionaryObject, left: frozenset[str]) -> None:
        self._whole = whole
        self._left = left

    def __getitem__(self, name: str) -> Any:
        return self._whole.raw_get(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._whole if name not in self._left)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _stamps(page: Mapping[str, Any]) -> Iterator[tuple[Any, bytes]]:
    """The looks of what lies on a page (fields filled in, stamps, marks), each with where it is to be drawn."""
    for each in _array(page.get("/Annots")):
        note = _dictionary(each)
        shown = not int(_number(note.get("/F", 0))) & _HIDDEN
        look = _look(note) if shown and str(note.get("/Subtype")) not in _POINTERS else None
        rectangle = [_number(side) for side in _array(note.get("/Rect"))]
        if look is not None and len(rectangle) == 4:  # noqa: PLR2004 -- a rectangle
            place = _placed(_dictionary(look), rectangle)
            if place is not None:
                yield look, place


def _look(note: Mapping[str, Any]) -> Any:
    """The form that shows a note as it stands; a box ticked has one look for each of its states."""
    looks = _dictionary(note.get("/AP"))
    normal = looks.raw_get("/N") if isinstance(looks, DictionaryObject) and "/N" in looks else None
    plain = _plain(normal)
    if isinstance(plain, StreamObject):
        return normal
    state = str(_plain(note.get("/AS")))
    if isinstance(plain, DictionaryObject) and state in plain and isinstance(_plain(plain[state]), StreamObject):
        return plain.raw_get(state)
    return None


def _placed(look: Mapping[str, Any], rectangle: list[float]) -> bytes | None:
    """The matrix that brings a look into its rectangle (ISO 32000-2, 12.5.5); None where it would be without size."""
    box = [_number(each) for each in _array(look.get("/BBox"))]
    a, b, c, d, e, f = [_number(each) for each in _array(look.get("/Matrix"))] or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if len(box) != 4:  # noqa: PLR2004 -- a rectangle
        return None
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    if right == left or high == low:
        return None
    x0, x1 = sorted((rectangle[0], rectangle[2]))
    y0, y1 = sorted((rectangle[1], rectangle[3]))
    wide, tall = (x1 - x0) / (right - left), (y1 - y0) / (high - low)
    return b" ".join(map(_figures, (wide, 0, 0, tall, x0 - wide * left, y0 - tall * low)))


def _list(value: Any) -> list[Any]:
    plain = _plain(value)
    return (
        []
        if plain is None or isinstance(plain, NullObject)
        else list(plain)
        if isinstance(plain, ArrayObject)
        else [plain]
    )


def _number(value: Any) -> float:
    plain = _plain(value)
    if not isinstance(plain, (int, float)):
        raise RefusedScanError("damaged")
    return float(plain)


def _figures(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()


def _name(name: str) -> bytes:
    return NameObject(name).renumber()


def _scalar(value: Any) -> bytes:
    if isinstance(value, TextStringObject):
        return b"<%b>" % value.original_bytes.hex().encode()
    if isinstance(value, ByteStringObject):
        return b"<%b>" % bytes(value).hex().encode()
    if isinstance(value, NameObject):
        return _name(value)
    if isinstance(value, (NumberObject, FloatObject, BooleanObject)):
        kept = BytesIO()
        value.write_to_stream(kept)
        return kept.getvalue()
    return b"null"


_BLANK = re.compile(rb"\s+")


def _from_text(content: bytes, name: str) -> bytes:
    try:
        if name in ("/ASCIIHexDecode", "/AHx"):
            digits = _BLANK.sub(b"", content.split(b">")[0])
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        written = content.strip().removeprefix(b"<~")
        return base64.a85decode(written.split(b"~")[0])
    except (ValueError, binascii.Error) as error:
        raise RefusedScanError("damaged") from error


def _stream(members: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (members, len(content), content)


def _file(bodies: list[bytes], catalog: int) -> bytes:
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    place, places = len(parts[0]), []
    for number, body in enumerate(bodies, 1):
        places.append(place)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        place += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(bodies) + 1, table))
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, catalog, place))
    return b"".join(parts)
