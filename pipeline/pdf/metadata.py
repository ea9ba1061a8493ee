"""What a PDF says about itself, and what is attached to it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """The document's own data; the same in the Info dictionary and in XMP.

    Attributes:
        title: title shown in the window.
        author: who publishes it.
        subject: one sentence, or empty.
        keywords: separated by commas, or empty.
        language: language of the document (RFC 3066).
        date: the document's date (Stand); never the clock's.
        creator: program that made the source.
        producer: program that made the PDF.
        part: part of PDF/A to claim; attachments need 3.
    """

    title: str
    author: str
    date: datetime.date
    subject: str = ""
    keywords: str = ""
    language: str = "de-DE"
    creator: str = "Nutzungskonzept"
    producer: str = "LibreOffice, Nutzungskonzept"
    part: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF.

    Attributes:
        name: file name without folder.
        data: its bytes.
        mime_type: such as ``application/json``.
        description: one sentence for the reader's list of attachments.
    """

    name: str
    data: bytes
    mime_type: str
    description: str
