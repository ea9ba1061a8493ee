"""Characters that no text of a dossier may hold: XML forbids them, Word drops them, or they show something else than is stored."""

from __future__ import annotations

import re
import unicodedata

from pipeline.language import tr

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LINE = "\u2028\u2029"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
FORBIDDEN = re.compile(f"[{_CONTROL}{_LINE}{_DIRECTION}{_PRIVATE}\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ufeff]")
TEMPLATE_ESCAPES = ("{_{", "}_}", "{_%", "%_}", "{_#", "#_}")
"""What the template engine would turn into its own signs."""
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Characters that nobody sees; harmless in a sentence, but they break an address."""


def forbidden_character(character: str) -> tuple[str, str]:
    """Return message and remedy for one forbidden character."""
    if re.match(f"[{_DIRECTION}]", character):
        kind = tr("ein unsichtbares Zeichen, das die Schreibrichtung ändert")
    elif re.match(f"[{_PRIVATE}]", character):
        kind = tr("ein Zeichen, das nur eine bestimmte Schrift kennt")
    elif re.match(f"[{_LINE}]", character):
        kind = tr("ein unsichtbarer Zeilenwechsel")
    elif unicodedata.category(character) == "Cc":
        kind = tr("ein Steuerzeichen")
    else:
        kind = tr("ein Zeichen, das für Programme vorbehalten ist")
    message = tr("Das Zeichen U+{code:04X} ist nicht erlaubt ({kind}).", code=ord(character), kind=kind)
    return message, tr("Das Zeichen löschen und die Stelle neu eintippen.")


def forbidden_sequence(text: str) -> tuple[str, str]:
    """Return message and remedy for one of :data:`TEMPLATE_ESCAPES`."""
    return tr("Die Zeichenfolge „{text}“ ist nicht erlaubt.", text=text), tr("Die Klammern ohne Unterstrich schreiben.")
