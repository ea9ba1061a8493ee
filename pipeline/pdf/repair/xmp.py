"""The XMP packet claims PDF/A and PDF/UA (ISO 19005-2, 6.6.2 and 6.6.4; ISO 14289-1, 5).

The PDF/UA claim needs an extension schema that describes it, or the PDF/A claim is invalid. LibreOffice claims level B
only, escapes titles twice, and 7.4 forgets the extension schema; so the packet is written anew.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

import pikepdf

from pipeline.pdf.metadata import PdfMetadata

_PADDING = ("\n" + " " * 100) * 20
"""Room for an editor to change the packet in place, as XMP asks for."""

_UA_SCHEMA = """\
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
"""


def write_xmp(pdf: pikepdf.Pdf, metadata: PdfMetadata, part: int) -> None:
    """Replace the document's XMP packet.

    Args:
        pdf: the open file.
        metadata: what it says.
        part: part of ISO 19005 to claim, at level A.
    """
    stream = pdf.make_stream(_packet(metadata, part).encode("utf-8"))
    stream.Type = pikepdf.Name.Metadata
    stream.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = stream


def _packet(metadata: PdfMetadata, part: int) -> str:
    date = f"{metadata.date.isoformat()}T00:00:00Z"
    described = {
        "dc:title": f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt>',
        "dc:creator": f"<rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq>" if metadata.author else "",
        "dc:description": (
            f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.subject)}</rdf:li></rdf:Alt>'
            if metadata.subject
            else ""
        ),
        "dc:language": f"<rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag>",
        "pdf:Producer": escape(metadata.producer),
        "pdf:Keywords": escape(metadata.keywords),
        "xmp:CreatorTool": escape(metadata.creator),
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "pdfaid:part": str(part),
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    properties = "".join(f"   <{name}>{value}</{name}>\n" for name, value in described.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        f"{properties}"
        "  </rdf:Description>\n"
        f"{_UA_SCHEMA}"
        " </rdf:RDF>\n"
        f'</x:xmpmeta>{_PADDING}\n<?xpacket end="w"?>\n'
    )
