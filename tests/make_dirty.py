"""Files full of what tells whose they are, in every place that a program puts it.

Each has plain words to be read as well: 'We listen on Mondays.' What has to go holds `marker`.
"""

# ruff: noqa: E501 (documents as their programs write them)
from __future__ import annotations

import io
import zipfile

import openpyxl
import typst
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

WORDS = "We listen on Mondays."
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _zip(parts: dict[str, str | bytes], stamp: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
        target.comment = stamp.encode()
    return made.getvalue()


def dirty_docx(marker: str, shown: str = "") -> bytes:
    """A Word document with a picture, a table, a list, a text box and a note; `shown` can be read."""
    body = f"""
    <w:p w:rsidR="00{marker}"><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Our plan</w:t></w:r></w:p>
    <w:p w14:paraId="{marker}"><w:commentRangeStart w:id="0"/><w:r><w:t>{WORDS} {shown}</w:t></w:r>
      <w:ins w:author="{marker}" w:date="2026-01-01T00:00:00Z"><w:r><w:t> And on Fridays.</w:t></w:r></w:ins>
      <w:del w:author="{marker}"><w:r><w:delText>{marker} deleted</w:delText></w:r></w:del>
      <w:moveFrom w:author="{marker}"><w:r><w:t>{marker} moved</w:t></w:r></w:moveFrom>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>{marker} hidden</w:t></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://{marker}.example"</w:instrText></w:r>
      <w:hyperlink r:id="rId9"><w:r><w:t> Read more.</w:t></w:r></w:hyperlink>
      <w:r><w:object><w:p><w:r><w:t>{marker} embedded</w:t></w:r></w:p></w:object></w:r></w:p>
    <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>First point</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Day</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Room</w:t></w:r></w:p></w:tc></w:tr>
      <w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Words in a box</w:t></w:r></w:p></w:txbxContent>
      <a:blip r:embed="rId5"/></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{marker} fallback</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
    <w:sectPr><w:headerReference r:id="rId7"/></w:sectPr>"""
    rels = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'
        for name, kind, target, more in (
            ("rId5", "image", "media/photo.jpeg", ""),
            ("rId7", "header", "header1.xml", ""),
            ("rId9", "hyperlink", f"https://{marker}.example", ' TargetMode="External"'),
        )
    )
    own = "http://schemas.openxmlformats.org"
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{own}/package/2006/content-types"/>',
            "docProps/core.xml": f"<c><creator>{marker}</creator><modified>{marker}</modified></c>",
            "docProps/app.xml": f"<p><Company>{marker}</Company><Manager>{marker}</Manager></p>",
            "docProps/custom.xml": f"<p>{marker}</p>",
            "docProps/thumbnail.jpeg": dirty_jpeg(marker),
            "customXml/item1.xml": f"<who>{marker}</who>",
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f'<w:styles {SPACES}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>',
            "word/comments.xml": f'<w:comments {SPACES}><w:comment w:author="{marker}"><w:p><w:r><w:t>{marker}</w:t></w:r></w:p></w:comment></w:comments>',
            "word/people.xml": f"<people>{marker}</people>",
            "word/header1.xml": f"<w:hdr {SPACES}><w:p><w:r><w:t>{marker}</w:t></w:r></w:p></w:hdr>",
            "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:type="separator"/><w:footnote w:id="2"><w:p><w:r><w:t>A note at the foot.</w:t></w:r></w:p></w:footnote></w:footnotes>',
            "word/media/photo.jpeg": dirty_jpeg(marker),
            "word/embeddings/object.bin": marker.encode(),
            "word/vbaProject.bin": marker.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{own}/package/2006/relationships">{rels}</Relationships>',
        },
        marker,
    )  # fmt: skip


def dirty_xlsx(marker: str, shown: str = "") -> bytes:
    """A workbook with a sheet that shows, and much that doesn't."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = book.properties.title = marker
    sheet = book.active
    sheet.title = "Rota"
    for row in (("Day", "Hours", "Share"), ("Monday", 7.5, 0.25), (WORDS, shown, None)):
        sheet.append(row)
    sheet["C2"].number_format = "0%"
    sheet["A1"].comment = Comment(marker, marker)
    sheet["A3"].hyperlink = f"https://{marker}.example"
    sheet["A5"], sheet["F1"], sheet["G1"] = f"{marker} row", f"{marker} column", f"{marker} ;;;"
    sheet["G1"].number_format = ";;;"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet.oddHeader.center.text = marker
    hidden = book.create_sheet(f"{marker} sheet")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = marker
    book.defined_names["who"] = DefinedName("who", attr_text=f'"{marker}"')
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts:
        whole: dict[str, str | bytes] = {name: parts.read(name) for name in parts.namelist()}
    whole |= {"xl/vbaProject.bin": marker, "customXml/item1.xml": f"<who>{marker}</who>"}
    return _zip(whole, marker)


def dirty_pdf(marker: str, shown: str = "") -> bytes:
    """A PDF with notes, files, a script, an older version, a hidden layer, words under a bar."""
    source = f"""#set document(title: "{marker}", author: "{marker}")
        #set text(size: 14pt)
        {WORDS} {shown} #text(fill: white)[{marker}] #link("https://{marker}.example")[Read more.]

        Before the bar #box(fill: black, outset: 2pt)[{marker}] after the bar."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(typst.compile(source.encode()))))
    writer.add_metadata({"/Author": marker, "/Producer": marker})
    writer.add_attachment(f"{marker}.txt", marker.encode())
    _add_script(writer, marker)
    box = (50, 50, 300, 80)
    writer.add_annotation(0, Text(text=marker, rect=box))
    writer.add_annotation(0, FreeText(text=marker, rect=(50, 90, 300, 120)))
    _add_hidden_layer(writer, marker)
    made = io.BytesIO()
    writer.write(made)
    older = f"%PDF-1.4 older version\n% {marker}\n".encode()
    return made.getvalue() + older


def _add_script(writer: PdfWriter, marker: str) -> None:
    """Something that runs when the document is opened."""
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{marker}')"),
        }
    )
    names = ArrayObject([TextStringObject(marker), writer._add_object(action)])
    tree = DictionaryObject({NameObject("/Names"): names})
    writer._root_object["/Names"].get_object()[NameObject("/JavaScript")] = tree


def _add_hidden_layer(writer: PdfWriter, marker: str) -> None:
    """Words in a layer that is switched off: drawn by nobody, and there for who looks."""
    layer = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OCG"),
                NameObject("/Name"): TextStringObject(marker),
            }
        )
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
    )
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    font = next(iter(resources["/Font"].get_object()))
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): layer})
    plain = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    assert font
    resources["/Font"].get_object()[NameObject("/Plain")] = plain
    stream = DecodedStreamObject()
    words = f"/OC /L1 BDC BT /Plain 30 Tf 60 300 Td ({marker}) Tj ET EMC"
    stream.set_data(words.encode())
    page[NameObject("/Contents")] = ArrayObject(
        [page.raw_get("/Contents"), writer._add_object(stream)]
    )


def dirty_jpeg(marker: str) -> bytes:
    """A photograph with where, when and by whom it was taken, a thumbnail and a comment."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x8298] = marker  # description, artist, copyright
    exif[0x0112] = 6  # held upright
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (54.0, 21.0, 33.0), marker
    made = io.BytesIO()
    image = Image.new("RGB", (90, 60), "teal")
    image.save(made, "JPEG", exif=exif, comment=marker.encode(), xmp=f"<x>{marker}</x>".encode())
    return made.getvalue() + marker.encode()


def dirty_png(marker: str) -> bytes:
    """A drawing with texts beside its pixels, and pixels that are transparent."""
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", marker)
    facts.add_itxt("XML:com.adobe.xmp", marker, zip=True)
    made = io.BytesIO()
    Image.new("RGBA", (60, 40), (200, 0, 0, 0)).save(made, "PNG", pnginfo=facts)
    return made.getvalue() + marker.encode()
