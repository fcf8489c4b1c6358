"""The parts of a package that say the same in every reference."""

from collections.abc import Mapping, Sequence

from romin_print.write.word.ooxml import DECLARATION

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OPEN = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/numbering.xml": f"{WORD}.numbering+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/fontTable.xml": f"{WORD}.fontTable+xml",
    "word/theme/theme1.xml": f"{OPEN}.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{OPEN}.extended-properties+xml",
}
PLAIN = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
EXTENSIONS = {**PLAIN, "odttf": f"{OPEN}.obfuscatedFont"}


def make_content_types(
    types: Mapping[str, str], extensions: Mapping[str, str] = PLAIN
) -> bytes:
    """Say what each part is, by its name or by its extension."""
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in extensions.items()
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in types.items()
    )
    namespace = f'xmlns="{PACKAGE}/content-types"'
    return f"{DECLARATION}<Types {namespace}>{defaults}{overrides}</Types>".encode()


def make_relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    """Tie a part to others, by kind and place."""
    ties = "".join(
        f'<Relationship Id="rId{rank}" Type="{name_kind(kind)}" Target="{target}"/>'
        for rank, (kind, target) in enumerate(targets, 1)
    )
    namespace = f'xmlns="{PACKAGE}/relationships"'
    return f"{DECLARATION}<Relationships {namespace}>{ties}</Relationships>".encode()


def name_kind(kind: str) -> str:
    """Return the full name of a kind of tie; one of them is of another family."""
    if kind == "core-properties":
        return f"{PACKAGE}/relationships/metadata/core-properties"
    return f"{OFFICE}/{kind}"


CORE = f"""{DECLARATION}<cp:coreProperties
 xmlns:cp="{PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Document de référence</dc:title>\
<dc:language>fr-FR</dc:language></cp:coreProperties>""".encode()

APP = f"""{DECLARATION}<Properties
 xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>romin-print</Application></Properties>""".encode()

# Compatibility 15 is Word 2013 and later: without it Word opens in an older mode.
SETTINGS = f"""{DECLARATION}<w:settings
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="709"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>\
<w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>\
<w:themeFontLang w:val="fr-FR"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1"
 w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
 w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"
 w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>\
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>""".encode()

FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
LINE = f'<a:ln w="9525">{FILL}</a:ln>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
FONT = (
    '<a:latin typeface="Atkinson Hyperlegible"/><a:ea typeface=""/><a:cs typeface=""/>'
)
COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "333333",
    "lt2": "F3F4F6",
    "accent1": "ACCENT",
    "accent2": "B45309",
    "accent3": "0F766E",
    "accent4": "9D174D",
    "accent5": "1D4ED8",
    "accent6": "4D7C0F",
    "hlink": "0B4F9E",
    "folHlink": "6B21A8",
}
SCHEME = "".join(
    f'<a:{name}><a:srgbClr val="{digits}"/></a:{name}>'
    for name, digits in COLOURS.items()
)
THEME = f"""{DECLARATION}<a:theme name="romin-print"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>\
<a:clrScheme name="romin-print">{SCHEME}</a:clrScheme>\
<a:fontScheme name="romin-print"><a:majorFont>{FONT}</a:majorFont>\
<a:minorFont>{FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="romin-print">\
<a:fillStyleLst>{FILL * 3}</a:fillStyleLst><a:lnStyleLst>{LINE * 3}</a:lnStyleLst>\
<a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst>\
<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>\
</a:theme>""".encode()
