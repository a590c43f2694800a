"""Draws signs-sans.ttf and signs-serif.ttf: hyphens that may not be broken, the narrow space,
the signs of decisions, and the mark in the place of what cannot be shown.

Inter and Source Serif 4 (in the files kept here) have no U+2010, U+2011 and
U+202F, which news uses; other fonts draw them far too wide. The bars are our
own drawing, as long and as high as those faces' hyphens. Nor have they a check
mark and a cross (U+2714, U+2718), by which reports tell what people decided, or
the mark (U+FFFD) that stands for signs which would turn the direction of writing.
Needs fonttools.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FACES = {
    # name: advance, left, right, bottom, top of the bar; the narrow space; ascent, descent
    "signs-sans": (460, 70, 390, 270, 351, 190, 969, -241),
    "signs-serif": (312, 40, 272, 215, 280, 155, 1036, -335),
}


def bar(left, right, bottom, top):
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for point in [(left, top), (right, top), (right, bottom)]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


# Strokes as polygons, clockwise, on a square of 700.
CHECK = [[(60, 330), (170, 430), (290, 290), (560, 690), (680, 610), (310, 60)]]
CROSS = [
    [(90, 550), (190, 650), (610, 210), (510, 110)],
    [(510, 650), (610, 550), (190, 110), (90, 210)],
]
# A lozenge; clockwise is filled, the bar and the dot in it are not.
MARK = [
    [(370, 760), (720, 350), (370, -60), (20, 350)],
    [(320, 300), (420, 300), (420, 560), (320, 560)],
    [(320, 140), (420, 140), (420, 240), (320, 240)],
]


def strokes(polygons):
    pen = TTGlyphPen(None)
    for first, *others in polygons:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


for name, (advance, left, right, bottom, top, space, ascent, descent) in FACES.items():
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "hyphen", "narrowspace", "check", "cross", "mark"])
    builder.setupCharacterMap(
        {
            0x2010: "hyphen",
            0x2011: "hyphen",
            0x202F: "narrowspace",
            0x2714: "check",
            0x2718: "cross",
            0xFFFD: "mark",
        }
    )
    empty = TTGlyphPen(None).glyph()
    glyphs = {".notdef": empty, "hyphen": bar(left, right, bottom, top), "narrowspace": empty}
    glyphs |= {"check": strokes(CHECK), "cross": strokes(CROSS), "mark": strokes(MARK)}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {
            ".notdef": (advance, 0),
            "hyphen": (advance, left),
            "narrowspace": (space, 0),
            "check": (740, 60),
            "cross": (700, 90),
            "mark": (740, 20),
        }
    )
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": f"Slantwise {name}", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(Path(__file__).with_name(f"{name}.ttf"))
