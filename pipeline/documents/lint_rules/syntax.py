"""Jinja tags one by one: a broken tag is told, replaced by something harmless, and hides no other fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError

from pipeline.documents.environment import environment
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.ooxml import TR, P, T
from pipeline.documents.template_tags import Entry
from pipeline.language import tr

_ANY_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
_OPENERS = {"for", "if", "macro", "with", "filter", "call"}
_BANNED = {"include", "import", "from", "extends", "block", "raw", "autoescape"}
_WORD_TAGS = {"colspan", "cellbg", "vm", "hm"}


@dataclass(slots=True)
class Source:
    """The tags of one part as one Jinja source: line ``n`` is entry ``n``.

    Attributes:
        lines: the tags of each entry.
        entries: the entries.
        findings: what was wrong with single tags.
    """

    lines: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The source."""
        return "\n".join(self.lines)


def source_of(entries: Sequence[Entry], file: str) -> Source:
    """Return the Jinja source made of ``entries``, and the faults of single tags and of their nesting."""
    source = Source()
    open_tags: list[tuple[str, Entry]] = []
    # Each tag is parsed alone only where the whole does not parse: that is slow, and seldom needed.
    sound = not _unparsable("\n".join("".join(map(_plain, _ANY_TAG.findall(entry.source))) for entry in entries))
    for entry in entries:
        kept = []
        for tag in _ANY_TAG.findall(entry.source):
            faults = list(_tag_faults(tag, entry, file, sound=sound))
            source.findings += faults
            kept.append(_kept(tag, entry, file, open_tags, source.findings, broken=any(not f.hint for f in faults)))
        if _BRACES.search(_ANY_TAG.sub("", entry.source)):
            source.findings.append(
                _finding(
                    entry, file, tr("Eine geschweifte Klammer ist unvollständig: „{text}“.", text=_short(entry.text))
                )
            )
        source.lines.append("".join(kept).replace("\n", " "))
        source.entries.append(entry)
    for keyword, entry in open_tags:
        source.findings.append(
            _finding(
                entry,
                file,
                tr("„{keyword}“ wird nicht geschlossen.", keyword=keyword),
                tr("„{{% end{keyword} %}}“ ergänzen.", keyword=keyword),
            )
        )
        source.lines.append(f"{{% end{keyword} %}}")
        source.entries.append(entry)
    return source


def _tag_faults(tag: str, entry: Entry, file: str, *, sound: bool) -> Iterator[Finding]:
    inner = tag[2:-2]
    if tag.startswith("{#"):
        return
    if inner.startswith("-") or inner.endswith("-"):
        yield _finding(
            entry,
            file,
            tr("„{tag}“: Ein Minuszeichen an der Klammer löscht Text daneben.", tag=_short(tag)),
            tr("Das Minuszeichen weglassen."),
        )
    prefix = re.match(r"(p|tr|tc|r)\s", inner)
    if prefix and (tag.startswith("{{") or prefix[1] in {"tc", "r"}):
        yield _finding(
            entry,
            file,
            tr("„{tag}“: Diese Form gibt es hier nicht.", tag=_short(tag)),
            tr("Möglich sind {{ … }}, {% … %}, {%p … %} und {%tr … %}."),
        )
    elif prefix:
        yield from _prefix_faults(tag, prefix[1], entry, file)
    keyword = _keyword(tag)
    if keyword in _BANNED | _WORD_TAGS:
        yield _finding(entry, file, tr("„{keyword}“ ist in Vorlagen nicht erlaubt.", keyword=keyword))
        return
    if not sound:
        yield from _parse_faults(tag, keyword, entry, file)


def _prefix_faults(tag: str, prefix: str, entry: Entry, file: str) -> Iterator[Finding]:
    """Everything beside such a tag would be deleted without a message."""
    if re.search(r"[%}]", tag[2:-2]):
        yield _finding(entry, file, tr("„{tag}“: Hier sind % und }} nicht möglich.", tag=_short(tag)))
    row = next(entry.element.iterancestors(TR), None) if prefix == "tr" else None
    if entry.element.tag != P or (prefix == "tr" and row is None):
        yield _finding(entry, file, tr("„{tag}“ steht an einer Stelle, an der es nicht wirkt.", tag=_short(tag)))
        return
    whole = entry.text if row is None else "".join(node.text or "" for node in row.iter(T))
    if whole.strip() != tag:
        where = tr("in einer eigenen Zeile") if prefix == "tr" else tr("in einem eigenen Absatz")
        yield _finding(
            entry,
            file,
            tr("„{tag}“ muss allein stehen, {where}; alles daneben ginge verloren.", tag=_short(tag), where=where),
        )


def _parse_faults(tag: str, keyword: str, entry: Entry, file: str) -> Iterator[Finding]:
    plain = _plain(tag)
    if keyword in _OPENERS or _is_set_block(plain):
        test = f"{plain}{{% end{keyword} %}}"
    elif keyword in {"elif", "else"}:
        test = f"{{% if 1 %}}{plain}{{% endif %}}"
    elif keyword.startswith("end"):
        return
    else:
        test = plain
    try:
        environment().parse(test)
    except TemplateSyntaxError as error:
        if re.search("[„‚«»]", tag):
            yield _finding(
                entry,
                file,
                tr("„{tag}“: Hier stehen typografische Anführungszeichen.", tag=_short(tag)),
                tr("Gerade Zeichen verwenden: 'so'."),
            )
        else:
            yield _finding(entry, file, tr("„{tag}“ ist fehlerhaft: {reason}", tag=_short(tag), reason=error.message))


def _kept(
    tag: str, entry: Entry, file: str, open_tags: list[tuple[str, Entry]], findings: list[Finding], *, broken: bool
) -> str:
    """Return what stands for ``tag`` in the source, and keep account of what is open."""
    plain, keyword = _plain(tag), _keyword(tag)
    if keyword in _OPENERS or (keyword == "set" and _is_set_block(plain)):
        if broken and _unparsable(f"{plain}{{% end{keyword} %}}"):
            keyword, plain = "if", "{% if 1 %}"
        open_tags.append((keyword, entry))
        return plain
    if keyword.startswith("end"):
        wanted = keyword[3:]
        if not open_tags or (open_tags[-1][0] != wanted and all(known != wanted for known, _ in open_tags)):
            findings.append(_finding(entry, file, tr("„{keyword}“ schließt nichts.", keyword=keyword)))
            return ""
        closed, opener = open_tags.pop()
        if closed != wanted and not _was_broken(opener, closed):
            findings.append(
                _finding(entry, file, tr("„{keyword}“ steht, wo „end{closed}“ fehlt.", keyword=keyword, closed=closed))
            )
        return f"{{% end{closed} %}}"
    if keyword in {"elif", "else"} and not (open_tags and open_tags[-1][0] in {"if", "for"}):
        findings.append(_finding(entry, file, tr("„{keyword}“ steht außerhalb einer Bedingung.", keyword=keyword)))
        return ""
    if broken and (keyword in _BANNED | _WORD_TAGS or _unparsable(_alone(plain, keyword))):
        return ""
    return plain


def _was_broken(entry: Entry, closed: str) -> bool:
    """Say whether an opener of ``entry`` was replaced by an ``if`` because it is broken."""
    return closed == "if" and not re.search(r"\{%-?\s*(p|tr|tc|r)?\s*if\b", entry.text)


def _alone(plain: str, keyword: str) -> str:
    return f"{{% if 1 %}}{plain}{{% endif %}}" if keyword in {"elif", "else"} else plain


def _unparsable(text: str) -> bool:
    try:
        environment().parse(text)
    except TemplateSyntaxError:
        return True
    return False


def _plain(tag: str) -> str:
    """Return ``tag`` as docxtpl hands it to Jinja: no prefix, no minus, English quotes straight."""
    inner = re.sub(r"^(p|tr|tc|r)\s", " ", tag[2:-2].strip("-"))
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        inner = inner.replace(curly, straight)
    return tag[:2] + inner + tag[-2:]


def _keyword(tag: str) -> str:
    if not tag.startswith("{%"):
        return ""
    words = _plain(tag)[2:-2].split(maxsplit=1)
    return words[0] if words else ""


def _is_set_block(plain: str) -> bool:
    return re.fullmatch(r"\{%\s*set\s+\w+\s*(\|[^=]*)?%\}", plain) is not None


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _finding(entry: Entry, file: str, message: str, remedy: str = "") -> Finding:
    return Finding("syntax", file, str(entry.place), message, remedy)
