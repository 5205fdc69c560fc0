"""Cuts the shipped fonts out of Inter and Lucide: only the letters and icons the desk uses.

Usage: subset_fonts.py --inter FOLDER --lucide FOLDER --icons icons.def --out FOLDER
"""

import argparse
import json
import pathlib
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin to Latin Extended-B, combining accents, Vietnamese, superscripts, punctuation, currency, arrows, a few signs.
LETTERS = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02B8), (0x02BC, 0x02BC), (0x02C6, 0x02DD), (0x0300, 0x0323),
    (0x1D49, 0x1D49), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x2122),
    (0x2150, 0x215F), (0x2190, 0x2199), (0x2212, 0x2212), (0x2215, 0x221A), (0x2248, 0x2265), (0x25A0, 0x25CF),
    (0x2713, 0x2717), (0xFB00, 0xFB02), (0xFFFD, 0xFFFD),
]
WEIGHTS = {"Regular": "inter-regular", "Medium": "inter-medium", "SemiBold": "inter-semibold"}
FIRST_ICON = 0xE000


def options(keep_hints):
    chosen = subset.Options()
    # The canvas draws one letter after the other; without these tables the page's text fields do the same.
    chosen.layout_features = []
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    chosen.hinting = keep_hints
    chosen.notdef_outline = True
    chosen.desubroutinize = not keep_hints
    return chosen


def substitutions(font, feature):
    """Which letter shapes a feature of the font puts in the place of which."""
    found = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != feature:
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}))
    return found


def frame_in_one_em(font):
    """Ascent and descent add up to one em, with capitals in the middle: a size then means the same on the canvas and in
    CSS, and text is centred in its box on both."""
    em = font["head"].unitsPerEm
    ascent = round((em + font["OS/2"].sCapHeight) / 2)
    font["hhea"].ascent = font["OS/2"].sTypoAscender = font["OS/2"].usWinAscent = ascent
    font["hhea"].descent = font["OS/2"].sTypoDescender = ascent - em
    font["OS/2"].usWinDescent = em - ascent
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0


def make_inter(source, target):
    font = TTFont(source)
    tabular = substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            if code in table.cmap:
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
        # Narrow no-break space and its relatives: the desk writes them in every amount.
        for code, like in ((0x202F, 0x2009), (0x2060, 0x200B)):
            if code not in table.cmap and like in table.cmap:
                table.cmap[code] = table.cmap[like]
    frame_in_one_em(font)
    cutter = subset.Subsetter(options(keep_hints=True))
    cutter.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    cutter.subset(font)
    font.save(target)


def make_icons(lucide, definitions, target):
    wanted = re.findall(r'^PUPITRE_ICON\(\w+, "([a-z0-9-]+)"\)', definitions, re.MULTILINE)
    codes = json.loads((lucide / "font" / "codepoints.json").read_text())
    missing = [name for name in wanted if name not in codes]
    if missing:
        sys.exit(f"Lucide has no icon named: {', '.join(missing)}")
    font = TTFont(lucide / "font" / "lucide.ttf")
    glyphs = font.getBestCmap()
    ours = {FIRST_ICON + place: glyphs[codes[name]] for place, name in enumerate(wanted)}
    for table in font["cmap"].tables:
        table.cmap = dict(ours)
    cutter = subset.Subsetter(options(keep_hints=False))
    cutter.populate(unicodes=list(ours))
    cutter.subset(font)
    font.save(target)


def main():
    parser = argparse.ArgumentParser()
    for name in ("inter", "lucide", "icons", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        make_inter(arguments.inter / f"Inter-{weight}.otf", arguments.out / f"{name}.otf")
    make_icons(arguments.lucide, arguments.icons.read_text(), arguments.out / "icons.ttf")


if __name__ == "__main__":
    main()
