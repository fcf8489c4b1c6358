"""Pictures: only what is a picture, of a fair size, inside content/."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from romin_print.errors import ContentError
from romin_print.load.fonds import load_fonds
from romin_print.load.images import decode_image

CARTE = "outils/carte-des-appuis.yaml"
LIGNE = "images/ligne.png"
REMEDE = "Donner une image PNG ou JPEG de content/, par exemple images/plan.png."


def make_picture(media: str, size: tuple[int, int] = (90, 60)) -> bytes:
    buffer = BytesIO()
    Image.effect_noise(size, 60).save(buffer, media)
    return buffer.getvalue()


PNG, JPEG = make_picture("png"), make_picture("jpeg")


def make_large_picture(pixels: int) -> bytes:
    buffer = BytesIO()
    Image.new("1", (pixels, pixels)).save(buffer, "png")
    return buffer.getvalue()


def flip(raw: bytes, position: int) -> bytes:
    return raw[:position] + bytes([raw[position] ^ 255]) + raw[position + 1 :]


NOT_A_PICTURE = f"ce n’est pas une image lisible : « {LIGNE} » | {REMEDE}"
FILES = {
    "a GIF": (make_picture("gif"), NOT_A_PICTURE),
    "a text": (b"bonjour", NOT_A_PICTURE),
    "nothing": (b"", NOT_A_PICTURE),
    "a signature alone": (PNG[:8], NOT_A_PICTURE),
    "half a PNG": (PNG[: len(PNG) // 2], NOT_A_PICTURE),
    "half a JPEG": (JPEG[: len(JPEG) // 2], NOT_A_PICTURE),
    "a PNG with a spoilt byte": (flip(PNG, 200), NOT_A_PICTURE),
    "too many bytes": (PNG + bytes(3_000_000), "image de plus de 2 Mo | La réduire."),
    "too many pixels": (
        make_large_picture(5_000),
        "image de plus de 20 millions de points | La réduire.",
    ),
    "far too many pixels": (
        make_large_picture(10_000),
        "image de plus de 20 millions de points | La réduire.",
    ),
    "a bomb": (
        make_large_picture(20_000),
        "image de plus de 20 millions de points | La réduire.",
    ),
}
NAMES = {
    "absent": ("images/autre.png", "introuvable"),
    "a folder": ("images", "introuvable"),
    "an empty piece": ("images//x.png", "introuvable"),
    "absent and outside": ("../../absente.png", "introuvable"),
    "a long name": ("x" * 199, "introuvable"),
    "a machine's file": ("/etc/passwd", "hors"),
    "the folder above": ("../secret.png", "hors"),
}


@pytest.mark.parametrize(("raw", "told"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_fair_picture_is_told_at_its_name(content, tell, raw, told):
    (content / LIGNE).write_bytes(raw)
    assert tell() == [f"{CARTE}:40:16 {told}"]


@pytest.mark.parametrize(("name", "kind"), NAMES.values(), ids=NAMES)
def test_a_name_that_leads_to_no_picture_is_told(content, change, tell, name, kind):
    (content.parent / "secret.png").write_bytes(PNG)
    change(CARTE, LIGNE, name)
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    causes = {
        "introuvable": f"image introuvable : « {shown} »",
        "hors": f"l’image « {shown} » est hors de content/",
    }
    assert tell() == [f"{CARTE}:40:16 {causes[kind]} | {REMEDE}"]


@pytest.mark.parametrize("name", ["a\\0b.png", "x" * 5000], ids=["null", "too long"])
def test_a_name_that_no_system_takes_is_not_found(change, tell, name):
    change(CARTE, LIGNE, f'"{name}"')
    assert any("image introuvable" in line for line in tell())


def test_a_link_out_of_content_is_not_followed(content, tell):
    outside = content.parent / "secret.png"
    (content / LIGNE).rename(outside)
    (content / LIGNE).symlink_to(outside)
    assert tell() == [
        f"{CARTE}:40:16 l’image « {LIGNE} » est hors de content/ | {REMEDE}"
    ]


def test_a_link_inside_content_is_followed(content):
    (content / LIGNE).rename(content / "images" / "autre.png")
    (content / LIGNE).symlink_to("autre.png")
    assert list(load_fonds(content).images) == [LIGNE]


@pytest.mark.parametrize(
    ("raw", "media"), [(PNG, "image/png"), (JPEG, "image/jpeg")], ids=["PNG", "JPEG"]
)
def test_the_bytes_and_not_the_name_say_what_a_picture_is(content, raw, media):
    (content / LIGNE).write_bytes(raw)
    image = load_fonds(content).images[LIGNE]
    assert (image.contenu, image.media) == (raw, media)


def test_a_picture_of_two_views_as_phones_take_them_is_a_jpeg(content):
    buffer, view = BytesIO(), Image.effect_noise((30, 30), 60)
    view.save(buffer, "mpo", save_all=True, append_images=[view])
    (content / LIGNE).write_bytes(buffer.getvalue())
    assert load_fonds(content).images[LIGNE].media == "image/jpeg"


@pytest.mark.filterwarnings("default")
def test_a_picture_too_large_is_told_without_a_warning_in_english(
    content, tell, recwarn
):
    (content / LIGNE).write_bytes(make_large_picture(10_000))
    assert "image de plus de 20 millions de points" in tell()[0]
    assert recwarn.list == []


@pytest.mark.parametrize("raw", [PNG, JPEG], ids=["PNG", "JPEG"])
def test_spoilt_bytes_never_stop_the_program(content, raw):
    chance, refused = Random(7), 0
    for _ in range(40):
        spoilt = flip(raw, chance.randrange(len(raw)))
        (content / LIGNE).write_bytes(spoilt)
        try:
            load_fonds(content)
        except ContentError:
            refused += 1
    assert refused


def test_what_a_camera_notes_is_left_out_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x013B] = "Jeanne Exemple"  # Artist
    exif[0x0112] = 6  # Orientation: on its side
    buffer = BytesIO()
    Image.new("RGB", (30, 10)).save(buffer, "JPEG", exif=exif, comment=b"Jeanne")

    cleaned = decode_image(buffer.getvalue()).contenu

    assert b"Jeanne" in buffer.getvalue()
    assert b"Jeanne" not in cleaned
    assert Image.open(BytesIO(cleaned)).size == (10, 30)
    assert decode_image(cleaned).contenu == cleaned


@pytest.mark.parametrize("raw", [PNG, JPEG])
def test_what_follows_the_end_of_a_picture_is_left_out(raw):
    assert b"<script>" not in decode_image(raw + b"<script>alert(1)</script>").contenu
    assert decode_image(raw).contenu == raw


def test_colours_that_the_writers_do_not_have_are_told_at_the_file():
    from romin_print.load.images import Refused, decode_image

    buffer = BytesIO()
    Image.new("CMYK", (3, 3)).save(buffer, "JPEG")
    with pytest.raises(Refused, match="CMYK"):
        decode_image(buffer.getvalue())
