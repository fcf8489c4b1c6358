"""Draw the logos of the example services: plain shapes, no real emblem.

    python tests/services/draw_logos.py

Each is of another kind, as services send them: flat colours, a photograph's JPEG
larger than any page needs, a transparent ground, shades of grey.
"""

from pathlib import Path

from PIL import Image, ImageDraw

LOGOS = Path(__file__).parent / "images" / "logos"
BLUE, GREEN, RED = (31, 90, 147), (32, 112, 74), (160, 44, 44)


def draw_bars() -> Image.Image:
    picture = Image.new("RGB", (600, 200), "white")
    pen = ImageDraw.Draw(picture)
    for rank in range(6):
        pen.rectangle((20 + 96 * rank, 150 - 22 * rank, 90 + 96 * rank, 180), BLUE)
    return picture


def draw_hills() -> Image.Image:
    sky = Image.linear_gradient("L").resize((1200, 500))
    picture = Image.merge("RGB", (sky, sky.point(lambda v: (v + 255) // 2), sky))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((-200, 260, 700, 900), GREEN)
    pen.ellipse((500, 320, 1500, 1000), (20, 84, 54))
    return picture


def draw_rings() -> Image.Image:
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for gap in (10, 60, 110):
        pen.ellipse((gap, gap, 299 - gap, 299 - gap), outline=RED, width=24)
    return picture


def draw_steps() -> Image.Image:
    picture = Image.new("L", (480, 160), 255)
    pen = ImageDraw.Draw(picture)
    for rank in range(4):
        pen.rectangle((20 + 110 * rank, 30, 120 + 110 * rank, 130), 30 + 50 * rank)
    return picture


DRAWINGS = {
    "exemple-1.png": draw_bars,
    "exemple-2.jpg": draw_hills,
    "exemple-3.png": draw_rings,
    "exemple-4.png": draw_steps,
}

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        draw().save(LOGOS / name, quality=90, optimize=True)
