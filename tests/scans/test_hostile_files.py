"""Files made to be read: of another type, endless, enormous, broken or pointing elsewhere. All refused, quickly."""

import io
import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from engine.errors import RefusedScan
from engine.scans import child, cleaning
from engine.scans.cleaning import cleaned
from engine.scans.limits import CPU_SECONDS, LARGEST, MEMORY, RefusedScanError
from engine.scans.pages import rewritten
from tests.scans.samples import (
    SECRET,
    chunk,
    drawing,
    letter,
    named,
    packed,
    page_of,
    photograph,
    png_that_says,
    put,
    saved,
    scanned_pdf,
    screenshot,
    stream,
    written,
)

METER = Path(__file__).with_name("meter.py")
CHILD = Path(child.__file__)
MEGABYTE = 1_000_000

WRONG = {
    "empty": b"",
    "one byte": b"%",
    "text": b"Acte de naissance",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "program": b"MZ\x90\x00\x03" + b"\0" * 200,
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "script": b"#!/bin/sh\nrm -rf /\n",
    "archive": b"PK\x03\x04" + b"\0" * 60,
    "word 97": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60,
    "rtf": b"{\\rtf1 bonjour}",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "gif": written(drawing(), "GIF"),
    "tiff": written(drawing(), "TIFF"),
    "bmp": written(drawing(), "BMP"),
    "webp": b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40,
    "postscript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
    "pdf behind": b"\n" * 9 + saved(letter()),
    "mp4": b"\0\0\0\x20ftypisom" + b"\0" * 40,
    "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    "ten megabytes and one byte": photograph() + b"\0" * (LARGEST + 1 - len(photograph())),
}


def raw_pdf(*objects, trailer="", root=1):
    """A PDF written by hand: each object by its body, from number 1 on."""
    found, places = io.BytesIO(b"%PDF-1.5\n"), []
    found.seek(0, 2)
    for number, body in enumerate(objects, 1):
        places.append(found.tell())
        found.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = found.tell()
    found.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        found.write(b"%010d 00000 n \n" % place)
    found.write(b"trailer\n<</Size %d/Root %d 0 R%b>>\n" % (len(objects) + 1, root, trailer.encode()))
    found.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return found.getvalue()


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>"


def inflating(size, times=1):
    """Bytes that become `size` zeros; wrapped again, `times` in all. Each megabyte is the same bytes once more."""
    packing = zlib.compressobj(9)
    first = packing.compress(b"\0" * MEGABYTE) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(b"\0" * MEGABYTE) + packing.flush(zlib.Z_FULL_FLUSH)
    content = first + again * (size // MEGABYTE - 1) + packing.flush()
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return content


def streamed(content, members):
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (members, len(content), content)


def content_bomb(times):
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    return raw_pdf(CATALOG, TREE, PAGE, streamed(inflating(2_000 * MEGABYTE, times), filters))


def many_bombs():
    """Each below the bound, and far above it together."""
    writer = PdfWriter()
    images = {}
    for rank in range(12):
        made = stream(b"", Type=NameObject("/XObject"), Subtype=NameObject("/Image"))
        packed(made, inflating(100 * MEGABYTE), "/FlateDecode")
        images[f"Im{rank}"] = put(writer, made)
    page_of(writer, XObject=named(**images))
    return saved(writer)


def object_stream_bomb():
    """The objects themselves stand in a compressed stream, which opens before anything is known of them."""
    packed = streamed(inflating(2_000 * MEGABYTE), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    entries = b"".join(bytes((kind, 0, 0, place, 0)) for kind, place in ((1, 9), (2, 0)))
    table = streamed(zlib.compress(entries), b"/Type/XRef/W[1 3 1]/Size 3/Root 2 0 R/Filter/FlateDecode")
    head = b"%PDF-1.5\n1 0 obj\n" + packed + b"\nendobj\n"
    return head + b"3 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def nested(depth):
    return raw_pdf(CATALOG, TREE, PAGE[:-2] + b"/Resources " + b"<</Font" * depth + b">>" * depth + b">>", b"<<>>")


def many_objects():
    kids = b"[" + b" ".join(b"%d 0 R" % number for number in range(5, 90_000)) + b"]"
    page = PAGE.replace(b"/Resources<<>>", b"/Resources<</Font " + b"4 0 R>>")
    return raw_pdf(CATALOG, TREE, page.replace(b"/Contents 4 0 R", b""), b"<</F " + kids + b">>", *([b"<<>>"] * 90_000))


BOMBS = {
    "points": lambda: png_that_says(65_500, 65_500),
    "points of a jpeg": lambda: photograph().replace(b"\x00\x11\x08\x00\xc8\x01\x40", b"\x00\x11\x08\xff\xdc\xff\xdc"),
    "text that inflates": lambda: screenshot()[:33] + chunk(b"zTXt", b"a\0\0" + inflating(1_000 * MEGABYTE)),
    "profile that inflates": lambda: screenshot()[:33] + chunk(b"iCCP", b"a\0\0" + inflating(1_000 * MEGABYTE)),
    "a page that inflates": lambda: content_bomb(1),
    "a page that inflates twice": lambda: content_bomb(2),
    "a page that inflates four times": lambda: content_bomb(4),
    "a dozen images that inflate": many_bombs,
    "objects that inflate": object_stream_bomb,
    "an image of a trillion points": lambda: raw_pdf(
        CATALOG,
        TREE,
        PAGE.replace(b"/Resources<<>>", b"/Resources<</XObject<</Im0 5 0 R>>>>"),
        b"<<>>",
        streamed(b"\0", b"/Subtype/Image/Width 1000000/Height 1000000/Filter/CCITTFaxDecode"),
    ),
    "pages that hold themselves": lambda: raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "a hundred million pages": lambda: raw_pdf(CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * 400_000 + b"]>>", PAGE),
    "ninety thousand objects": many_objects,
    "no table": lambda: b"%PDF-1.5\n" + b"1 0 obj\n<<" * 300_000,
    "a reference that leads to itself": lambda: raw_pdf(CATALOG, b"2 0 R"),
    "a comment without end": lambda: b"%PDF-1.5\n%" + b"a" * 9_000_000,
    "a string without end": lambda: raw_pdf(CATALOG, TREE, PAGE, b"(" + b"(" * 5_000_000),
    "a table without end": lambda: b"%PDF-1.5\nxref\n0 99999999\n" + b"0000000000 65535 f \n" * 300_000,
}
WEIGHTS = {
    "zeros for points": lambda: png_that_says(5_999, 6_000, inflating(2_000 * MEGABYTE)),
    "folders in folders": lambda: nested(20_000),
    "tables that lead to themselves": lambda: raw_pdf(CATALOG, TREE, PAGE, b"<<>>", trailer="/Prev 298"),
}
"Heavy for whoever reads them carelessly; what is left of them may be kept."


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_what_is_no_scan_is_refused_in_words(content):
    """Whatever its name: the name isn't asked for. Fails when types are told by anything but the first bytes."""
    with pytest.raises(RefusedScan) as refused:
        cleaned(content)
    assert refused.value.message
    assert refused.value.remedy


def measured(content):
    done = subprocess.run([sys.executable, METER, CHILD], input=content, capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no module that measures a child")
@pytest.mark.parametrize(("name", "make"), (BOMBS | WEIGHTS).items(), ids=[*BOMBS, *WEIGHTS])
def test_a_bomb_costs_two_seconds_and_little_memory_at_most(name, make):
    """Fails, each for its own, without the bounds on points, on inflated bytes, on objects, on work or on memory."""
    content = make()
    assert len(content) <= LARGEST
    took = measured(content)
    assert took["seconds"] <= CPU_SECONDS + 0.3
    assert took["bytes"] <= MEMORY + 44_000_000
    assert "refused" in took or name in WEIGHTS


def test_what_inflates_is_refused_before_any_limit_of_the_system():
    """Windows has none to stop it. Fails without the bound on one stream; the dozen, without the one on all of them."""
    filters = b"/Filter/FlateDecode"
    one = raw_pdf(CATALOG, TREE, PAGE, streamed(inflating(160 * MEGABYTE), filters))
    every = raw_pdf(
        CATALOG,
        TREE,
        PAGE.replace(b"/Contents 4 0 R", b"/Contents[" + b" ".join(b"%d 0 R" % each for each in range(4, 9)) + b"]"),
        *(streamed(inflating(100 * MEGABYTE), filters) for _ in range(5)),
    )
    for content in (one, every):
        with pytest.raises(RefusedScanError) as refused:
            rewritten(content)
        assert refused.value.code == "heavy"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system bounds less, or nothing")
@pytest.mark.parametrize("wrong", ["while True: pass", "bytearray(400_000_000)"])
def test_a_decoder_that_never_ends_or_fills_the_memory_is_stopped(wrong):
    """Fails without the limits that the child sets itself."""
    run = f"import sys; sys.path.insert(0, {str(child.ROOT)!r}); from engine.scans import child; child.shut()\n{wrong}"
    done = subprocess.run([sys.executable, "-I", "-c", run], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.returncode < 0 or b"MemoryError" in done.stderr


@pytest.mark.parametrize("make", [photograph, screenshot, scanned_pdf, lambda: saved(letter())])
def test_a_file_cut_anywhere_is_refused_or_read_and_breaks_nothing(make):
    content = make()
    for part in (1, 5, 8, 11):
        try:
            cleaned(content[: len(content) * part // 12])
        except RefusedScan as refused:
            assert refused.code in ("damaged", "no_page", "odd")  # noqa: PT017


def test_a_pdf_that_names_files_reads_none(tmp_path):
    """Fails when the keys by which a stream stands in another file are followed, or kept for the next reader."""
    secret = tmp_path / "cle"
    secret.write_text(SECRET)
    writer = PdfWriter()
    elsewhere = stream(b"", Subtype=NameObject("/Image"), Width=NumberObject(9), Height=NumberObject(9))
    elsewhere[NameObject("/F")] = named(
        Type=NameObject("/Filespec"), F=TextStringObject(str(secret)), UF=TextStringObject(str(secret))
    )
    elsewhere[NameObject("/FFilter")] = ArrayObject()
    page_of(writer, XObject=named(Im0=put(writer, elsewhere)))
    kept = cleaned(saved(writer)).content
    assert SECRET.encode() not in kept
    assert str(secret).encode() not in kept
    assert str(secret).encode().hex().encode() not in kept


TRIES = {
    "read": "open({path!r})",
    "write": "open({path!r}, 'w')",
    "low": "import os; os.open({path!r}, 0)",
    "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "name": "import socket; socket.getaddrinfo('localhost', 80)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "remove": "import os; os.remove({path!r})",
}


@pytest.mark.parametrize("attempt", TRIES.values(), ids=TRIES)
def test_the_child_that_reads_can_do_nothing_else(tmp_path, attempt):
    """What a decoder could be made to do when it breaks. Fails for each when its event isn't refused."""
    path = tmp_path / "file"
    path.write_text("kept")
    run = f"import sys, socket, subprocess; sys.path.insert(0, {str(child.ROOT)!r}); from engine.scans import child; "
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{run}child.shut(); {attempt.format(path=str(path))}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "PermissionError" in done.stderr
    assert path.read_text() == "kept"


def test_no_key_is_in_the_environment_of_the_child(monkeypatch):
    """Fails when the child inherits the environment: the master key may stand in it."""
    monkeypatch.setenv("BAOM_MASTER_KEY", SECRET)
    seen = []
    run = subprocess.run

    def watched(line, **more):
        seen.append((line, more))
        return run(line, **more)

    monkeypatch.setattr(cleaning.subprocess, "run", watched)
    cleaned(photograph())
    ((line, more),) = seen
    assert not [name for name in more["env"] if name.startswith("BAOM")]
    assert not any(SECRET in word for word in line)


def test_a_scan_never_stands_in_a_file(monkeypatch, tmp_path):
    """Neither in the folder of temporary files, nor where the agent works."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    cleaned(photograph())
    cleaned(scanned_pdf())
    assert not list(tmp_path.iterdir())


def test_a_child_that_dies_or_babbles_is_a_file_refused(monkeypatch, tmp_path):
    """Fails when an answer is taken for granted: a decoder that crashes must not look like an empty scan."""
    for text in ("import os; os.abort()", "print('x')", "raise SystemExit(3)", "", "print('[]')", "print('{}')"):
        script = tmp_path / "child.py"
        script.write_text(text)
        monkeypatch.setattr(cleaning, "_CHILD", script)
        with pytest.raises(RefusedScan, match="trop de mémoire ou de calcul"):
            cleaned(photograph())
