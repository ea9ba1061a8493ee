"""What templates can do with values: filters and tests.

A mark travels through every filter: what is only proposed stays marked, and a question without an answer stays
the question.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import Enum
from functools import wraps
from typing import Any

from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from pipeline.documents import markers
from pipeline.documents.faults import TemplateFaultError
from pipeline.documents.printing import DASH, NotPrintableError, Verbatim, long_date, printed, short_date, title_of
from pipeline.documents.runs import is_address
from pipeline.documents.view import Marked, mark_of, path_of, value_of, view_of
from pipeline.dossier.answers import ROLE_TITLES
from pipeline.language import tr

MAX_TEXT = 1_000_000
"""Characters that one expression may print; a whole concept has about 100,000."""


def shown(value: object, expression: str = "") -> str:
    """Return the text that ``{{ expression }}`` prints.

    Raises:
        TemplateFaultError: there is nothing to print, or the value is a list or an object.
    """
    if isinstance(value, Undefined):
        str(value)  # raises, naming the field
    if isinstance(value, Markup):  # what a macro or {% set %} … {% endset %} made is printed already
        return value.unescape()
    try:
        text = str(value) if isinstance(value, Marked) else printed(value)
    except NotPrintableError as error:
        if value is None:
            raise TemplateFaultError(
                tr("„{expression}“ ist leer.", expression=expression),
                tr("Mit „{% if … %}“ umschließen oder „|or_dash“ anfügen."),
            ) from error
        raise TemplateFaultError(
            tr("„{expression}“ ist kein einzelner Wert und lässt sich nicht drucken.", expression=expression),
            tr("Ein Feld des Objekts angeben, die Liste mit „{% for … %}“ durchlaufen oder „|join_german“ anfügen."),
        ) from error
    if len(text) > MAX_TEXT:
        raise TemplateFaultError(tr("„{expression}“ ergibt einen übergroßen Text.", expression=expression))
    return text


def _printed(value: object, expression: str = "") -> Markup:
    """Return what ``{{ expression }}`` prints, escaped even where a template has switched that off."""
    return escape(shown(value, expression))


def _through_marks(function: Callable[[Any], object]) -> Callable[[Any], object]:
    """Let a filter work on the proposal behind a mark and keep the mark; a bare question stays a question."""

    @wraps(function)
    def filtered(value: Any) -> object:
        mark = mark_of(value)
        if mark is None:
            return function(value)
        if not mark.proposed:
            return value
        return Marked(function(value_of(value)), mark.question, mark.by, path_of(value))

    return filtered


def _long_date(value: object) -> object:
    if not isinstance(value, dt.date):
        raise TemplateFaultError(tr("„|long_date“ und „|short_date“ erwarten ein Datum."))
    return Verbatim(long_date(value))


def _short_date(value: object) -> object:
    if not isinstance(value, dt.date):
        raise TemplateFaultError(tr("„|long_date“ und „|short_date“ erwarten ein Datum."))
    return Verbatim(short_date(value))


def _label(value: object) -> object:
    return title_of(value) if isinstance(value, Enum) else value


def _verbatim(value: object) -> object:
    """Return the bare text without typography and without marks: for attributes and addresses."""
    bare = value_of(value)
    if bare is None or isinstance(bare, Undefined):
        return bare
    if isinstance(bare, str) and not isinstance(bare, Enum):
        return Verbatim(markers.without_tokens(str(bare)))
    return Verbatim(printed(bare))


def _or_dash(value: object) -> object:
    """Return the value, or an en dash where there is none; a bare question stays a question."""
    if mark_of(value) is not None:
        return value
    return DASH if value is None or value in ("", ()) else value


def _join(values: object, separator: str = ", ") -> object:
    """Return the printed items with ``separator`` between them; a question without an answer is printed as it stands."""
    mark = mark_of(values)
    if mark is not None and not mark.proposed:
        return values
    return Verbatim(separator.join(shown(value) for value in _items(values, "join")))


def _join_german(values: object, last: str = "und") -> object:
    """Return „a, b und c“; a question without an answer is printed as it stands."""
    mark = mark_of(values)
    if mark is not None and not mark.proposed:
        return values
    texts = [shown(value) for value in _items(values, "join_german")]
    if len(texts) < 2:
        return Verbatim("".join(texts)) if texts else None
    return Verbatim(f"{', '.join(texts[:-1])} {last} {texts[-1]}")


def _items(values: object, name: str) -> Iterable[object]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise TemplateFaultError(tr("„|{name}“ erwartet eine Liste.", name=name))
    return values


def _link(address: object, text: object = None) -> object:
    """Return a hyperlink to ``address``, which reads ``text``, or the address itself."""
    mark = mark_of(address)
    if mark is not None and not mark.proposed:
        return address
    target = str(value_of(address) or "").strip()
    visible = shown(text) if text is not None else str(address) if mark else target
    if not target or target == "#":
        return Verbatim(visible)
    if not is_address(target):
        raise TemplateFaultError(tr("„{target}“ ist keine vollständige Adresse.", target=target))
    return Verbatim(markers.token(markers.LINK, target, visible))


def _mail(address: object, text: object = None) -> object:
    """Return a hyperlink that opens a new message to an e-mail address."""
    mark = mark_of(address)
    if mark is not None and not mark.proposed:
        return address
    target = str(value_of(address) or "").strip()
    visible = shown(text) if text is not None else str(address) if mark else target
    return Verbatim(markers.token(markers.LINK, f"mailto:{target}", visible)) if target else Verbatim(visible)


def _md(value: object) -> object:
    """Return the anchor of a Markdown block; it must stand alone in its paragraph."""
    mark = mark_of(value)
    if mark is not None and not mark.proposed:
        return value
    text = value_of(value)
    if text is None:
        return None
    if not isinstance(text, str):
        raise TemplateFaultError(tr("„|md“ erwartet einen Text."))
    return Verbatim(
        markers.token(markers.BLOCK, path_of(value), markers.role_mark(mark.by if mark else None), str(text))
    )


def _picture(name: object, width: int = 60, height: int = 25) -> object:
    """Return the anchor of a picture of at most ``width`` × ``height`` mm; it must stand alone in its paragraph."""
    return Verbatim(markers.token(markers.PICTURE, str(name), str(int(width)), str(int(height))))


def _responsible(value: object) -> object:
    mark = mark_of(value)
    return ROLE_TITLES[mark.by] if mark else None


def _question(value: object) -> object:
    mark = mark_of(value)
    return view_of(mark.question, path_of(value)) if mark else None


def _says(value: object, text: object, otherwise: object = None) -> object:
    """Return the sentence that stands for an answer, of two the one for yes or no; a proposal keeps its mark, a question stays."""
    mark = mark_of(value)
    if mark is not None and not mark.proposed:
        return value
    if otherwise is not None:
        answer = value_of(value)
        if isinstance(answer, Undefined):
            str(answer)  # raises, naming the field
        if not isinstance(answer, bool):
            raise TemplateFaultError(tr("„|says“ mit zwei Sätzen erwartet ein Ja oder Nein."))
        text = text if answer else otherwise
    sentence = Verbatim(shown(text))
    return Marked(sentence, mark.question, mark.by, path_of(value)) if mark is not None else sentence


def _is_open(value: object) -> bool:
    mark = mark_of(value)
    return mark is not None and not mark.proposed


def _is_proposed(value: object) -> bool:
    mark = mark_of(value)
    return mark is not None and mark.proposed


def _is_present(value: object) -> bool:
    """Say whether something can be printed: a value, a proposal or a question."""
    return mark_of(value) is not None or (value is not None and value not in ("", ()))


def _by_id(values: object, key: object) -> object:
    """Return the item of a list whose id is ``key``, or ``None``; marks of the list stay on it."""
    wanted = str(value_of(key))
    return next((item for item in _items(values, "by_id") if str(value_of(getattr(item, "id", None))) == wanted), None)


FILTERS: dict[str, Callable[..., object]] = {
    "by_id": _by_id,
    "join": _join,
    "join_german": _join_german,
    "label": _through_marks(_label),
    "link": _link,
    "long_date": _through_marks(_long_date),
    "mail": _mail,
    "md": _md,
    "or_dash": _or_dash,
    "picture": _picture,
    "question": _question,
    "responsible": _responsible,
    "says": _says,
    "shown": _printed,
    "short_date": _through_marks(_short_date),
    "verbatim": _verbatim,
}
TESTS: dict[str, Callable[..., bool]] = {"open": _is_open, "present": _is_present, "proposed": _is_proposed}
