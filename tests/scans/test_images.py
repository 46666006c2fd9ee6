"""Images are drawn anew: the same picture, upright, and nothing beside it."""

import io

import pytest
from PIL import Image, ImageOps

from engine.errors import RefusedScan
from engine.scans.cleaning import cleaned
from engine.scans.limits import SIDE
from tests.scans.samples import SECRET, drawing, photograph, png_that_says, screenshot, written


def kept(content):
    image = Image.open(io.BytesIO(cleaned(content).content))
    image.load()
    return image


def is_like(image, other, most=40):
    """Whether two pictures are the same but for what compression blurs."""
    assert image.size == other.size
    here, there = image.convert("RGB"), other.convert("RGB")
    far = [
        place
        for place in [(x, y) for x in range(4, image.width, 16) for y in range(4, image.height, 16)]
        if max(abs(a - b) for a, b in zip(here.getpixel(place), there.getpixel(place), strict=True)) > most
    ]
    return len(far) <= 3


def test_nothing_but_the_picture_is_kept_of_a_photograph():
    """Fails when the bytes of the file are kept, or its EXIF handed to the writer: place, date, words, thumbnail."""
    content = photograph()
    assert content.count(SECRET.encode()) >= 4
    scan = cleaned(content)
    assert scan.media == "image/jpeg"
    assert SECRET.encode() not in scan.content
    image = Image.open(io.BytesIO(scan.content))
    assert dict(image.getexif()) == {}
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert is_like(image, drawing())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_kept_upright(orientation):
    """Fails when the orientation goes with the rest of the EXIF before it was applied."""
    content = photograph(orientation)
    assert is_like(kept(content), ImageOps.exif_transpose(Image.open(io.BytesIO(content))))


def test_a_large_photograph_is_kept_at_a_size_that_reads():
    content = written(drawing(4000, 3000), "JPEG")
    image = kept(content)
    assert image.size == (SIDE, SIDE * 3 // 4)
    assert is_like(image, drawing(4000, 3000).resize(image.size), most=90)


def test_a_small_image_is_not_made_larger():
    assert kept(written(drawing(90, 60), "PNG")).size == (90, 60)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_a_png_of_any_colours_is_kept_as_it_looks(mode):
    """A screenshot's text and profile go too. Fails when transparency is dropped instead of being laid on white."""
    content = screenshot(mode)
    assert SECRET.encode() in content
    scan = cleaned(content)
    assert scan.media == "image/jpeg"
    assert SECRET.encode() not in scan.content
    assert is_like(kept(content), drawing(mode=mode).convert("RGB"), most=60)


def test_what_is_transparent_is_kept_white():
    clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    assert kept(written(clear, "PNG")).convert("RGB").getpixel((50, 50)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_upper_ones():
    """Fails when they are cut at 255: the page is white."""
    assert abs(kept(written(Image.new("I;16", (64, 64), 0x4000), "PNG")).getpixel((9, 9)) - 0x40) < 3


def test_what_stands_behind_the_end_of_an_image_is_gone():
    """A file that is two: an image, and an archive or a page that runs when it is named otherwise."""
    for payload in (b"PK\x03\x04" + SECRET.encode(), b"<script>" + SECRET.encode(), b"%PDF-1.7 " + SECRET.encode()):
        assert SECRET.encode() not in cleaned(photograph() + payload).content
        assert SECRET.encode() not in cleaned(screenshot() + payload).content


def test_an_image_cut_short_is_refused_and_not_half_kept():
    """Fails with LOAD_TRUNCATED_IMAGES: the lower half of a birth certificate would be grey, and taken for a scan."""
    for content in (photograph(), screenshot()):
        with pytest.raises(RefusedScan, match="abîmé ou incomplet"):
            cleaned(content[: len(content) * 2 // 3])


def test_too_many_points_are_refused_before_one_is_decoded():
    with pytest.raises(RefusedScan, match="36 millions de points"):
        cleaned(png_that_says(6001, 6000))


def test_an_animation_is_kept_as_its_first_picture():
    still = written(drawing(), "PNG", save_all=True, append_images=[Image.new("RGB", (320, 200), "blue")])
    assert is_like(kept(still), drawing())
