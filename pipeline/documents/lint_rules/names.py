"""Names in a template against the model: unknown fields, filters and tests, lists printed as values, prose without ``|md``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from pipeline.documents.environment import environment
from pipeline.documents.faults import meant
from pipeline.documents.lint_rules.finding import Finding
from pipeline.documents.lint_rules.syntax import Source
from pipeline.documents.schema_types import UNKNOWN, Kind, fields_behind, fields_of, is_enum, kind_of
from pipeline.language import tr

_SAME_LIST = {"list", "sort", "unique", "select", "reject", "selectattr", "rejectattr", "reverse", "slice", "batch"}
_ONE_ITEM = {"first", "last", "min", "max", "by_id"}
_SAME_VALUE = {"default", "or_dash", "short_date", "long_date", "trim", "verbatim"}
_ATTRIBUTE_FIRST = {"selectattr", "rejectattr", "groupby"}
_SCALAR_NAMES: Mapping[str, frozenset[str]] = {"date": frozenset({"year", "month", "day"})}
_ENUM_NAMES = frozenset({"label", "value", "name"})


class NameCheck:
    """The walk over one part's tags.

    Attributes:
        findings: what is wrong.
        touched: the fields used, as ``Channel.purpose``.
    """

    def __init__(self, source: Source, file: str, schema: Mapping[str, Any]) -> None:
        self.findings: list[Finding] = []
        self.touched: set[str] = set()
        self._source = source
        self._file = file
        self._env = environment()
        self._open: list[nodes.Node] = []  # expressions that are known to be questions in the branch at hand
        self._scopes: list[dict[str, Kind]] = [
            {**dict.fromkeys(self._env.globals, UNKNOWN), **{root: kind_of(kind) for root, kind in schema.items()}}
        ]

    def run(self) -> None:
        """Check the whole source."""
        try:
            tree = self._env.parse(self._source.text)
        except TemplateSyntaxError as error:
            self._add(error.lineno, "syntax", tr("Die Anweisung ist fehlerhaft: {reason}", reason=error.message))
            return
        self._body(tree.body)

    def _body(self, statements: Sequence[nodes.Node]) -> None:
        for node in statements:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        handler = _HANDLERS.get(type(node))
        if handler is not None:
            handler(self, node)
        else:
            self._children(node)

    def _output(self, node: nodes.Output) -> None:
        for inner in node.nodes:
            if isinstance(inner, nodes.Filter) and inner.name == "shown":
                self._printed(inner)

    def _condition(self, node: nodes.If) -> None:
        self._kind(node.test)
        known_open = _open_in(node.test)
        self._open += known_open
        self._body(node.body)
        del self._open[len(self._open) - len(known_open) :]
        self._body([*node.elif_, *node.else_])

    def _assignment(self, node: nodes.Assign) -> None:
        self._bind(node.target, self._kind(node.node))

    def _assigned_block(self, node: nodes.AssignBlock) -> None:
        self._body(node.body)
        self._bind(node.target, Kind(scalar=str))

    def _macro(self, node: nodes.Macro) -> None:
        self._scopes[-1][node.name] = UNKNOWN
        names = ("caller", "varargs", "kwargs", *(argument.name for argument in node.args))
        self._nested(dict.fromkeys(names, UNKNOWN), node.body)

    def _with(self, node: nodes.With) -> None:
        kinds = [self._kind(value) for value in node.values]
        self._scopes.append({})
        for target, kind in zip(node.targets, kinds, strict=True):
            self._bind(target, kind)
        self._body(node.body)
        self._scopes.pop()

    def _loop(self, node: nodes.For) -> None:
        kind = self._kind(node.iter)
        if kind.item is None and not kind.unknown:
            self._add(node.lineno, "no-list", tr("Hier wird etwas durchlaufen, das keine Liste ist."))
        self._scopes.append({"loop": UNKNOWN})
        self._bind(node.target, kind.item or UNKNOWN)
        if node.test is not None:
            self._kind(node.test)
        self._body(node.body)
        self._scopes.pop()
        self._body(node.else_)

    def _nested(self, names: dict[str, Kind], body: Sequence[nodes.Node]) -> None:
        self._scopes.append(names)
        self._body(body)
        self._scopes.pop()

    def _bind(self, target: nodes.Node, kind: Kind) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self._bind(part, UNKNOWN)

    def _printed(self, node: nodes.Filter) -> None:
        """Check ``{{ … }}``, which arrives as ``(…)|shown('…')``."""
        inner = node.node
        assert inner is not None
        kind = self._kind(inner)
        if inner in self._open:  # prints the question
            return
        if kind.model is not None or kind.item is not None:
            self._add(
                inner.lineno,
                "not-printable",
                tr("Hier soll ein Objekt oder eine Liste gedruckt werden."),
                tr("Ein Feld angeben, mit „{% for … %}“ durchlaufen oder „|join_german“ anfügen."),
            )
        elif kind.prose:
            self._add(
                inner.lineno,
                "prose",
                tr("Das Feld enthält Markdown und wird ohne „|md“ gedruckt."),
                tr("„|md“ anfügen und das Feld in einen eigenen Absatz setzen."),
            )

    def _kind(self, node: nodes.Node) -> Kind:  # noqa: PLR0911 - one answer a kind of expression
        match node:
            case nodes.Name():
                return self._name(node)
            case nodes.Getattr():
                return self._field(self._kind(node.node), node.attr, node.lineno)
            case nodes.Getitem():
                kind = self._kind(node.node)
                self._kind(node.arg)
                return kind.item or UNKNOWN
            case nodes.Filter():
                return self._filter(node)
            case nodes.Test():
                if node.name not in self._env.tests:
                    self._unknown(
                        node.lineno,
                        tr("Die Prüfung „{name}“ gibt es nicht.", name=node.name),
                        node.name,
                        self._env.tests,
                    )
                self._children(node)
                return Kind(scalar=bool)
            case nodes.CondExpr():
                self._kind(node.test)
                first = self._kind(node.expr1)
                second = self._kind(node.expr2) if node.expr2 is not None else first
                return first if first == second else UNKNOWN
            case nodes.And() | nodes.Or():
                left, right = self._kind(node.left), self._kind(node.right)
                first, second = (right, left) if isinstance(node, nodes.And) else (left, right)
                return second if first.unknown else first
            case nodes.Const():
                return Kind(scalar=type(node.value)) if node.value is not None else UNKNOWN
            case _:
                self._children(node)
                return UNKNOWN

    def _children(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._kind(child)
            else:
                self._statement(child)

    def _name(self, node: nodes.Name) -> Kind:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        known = {name: None for scope in self._scopes for name in scope}
        self._unknown(node.lineno, tr("Den Namen „{name}“ gibt es nicht.", name=node.name), node.name, known)
        self._scopes[-1][node.name] = UNKNOWN  # told once
        return UNKNOWN

    def _field(self, owner: Kind, name: str, line: int) -> Kind:
        if owner.unknown:
            return UNKNOWN
        if owner.model is not None:
            fields = fields_of(owner.model)
            if name in fields:
                self.touched.update(f"{owner.model.__name__}.{field}" for field in fields_behind(owner.model, name))
                return fields[name]
            message = tr("{model} hat kein Feld „{name}“.", model=owner.model.__name__, name=name)
            self._unknown(line, message, name, fields)
            return UNKNOWN
        if owner.mapping and owner.item is not None:
            return owner.item
        allowed = (
            _ENUM_NAMES if is_enum(owner) else _SCALAR_NAMES.get(getattr(owner.scalar, "__name__", ""), frozenset())
        )
        if name not in allowed:
            what = tr("Eine Liste") if owner.item is not None else tr("Ein einzelner Wert")
            self._add(line, "unknown-name", tr("{what} hat kein Feld „{name}“.", what=what, name=name))
        return UNKNOWN

    def _filter(self, node: nodes.Filter) -> Kind:
        kind = self._kind(node.node) if node.node is not None else UNKNOWN
        for argument in node.args:
            self._kind(argument)
        for keyword in node.kwargs:
            self._kind(keyword.value)
        if node.name not in self._env.filters:
            message = tr("Den Filter „{name}“ gibt es nicht.", name=node.name)
            self._unknown(node.lineno, message, node.name, self._env.filters)
            return UNKNOWN
        attribute = self._attribute(node)
        item = kind.item or UNKNOWN
        for part in attribute.split(".") if attribute else []:
            item = self._field(item, part, node.lineno)
        if node.name == "map":
            return Kind(item=item if attribute else UNKNOWN)
        if node.name in _SAME_LIST:
            return kind
        if node.name in _ONE_ITEM:
            return kind.item or UNKNOWN
        if node.name in _SAME_VALUE:
            return replace(kind, prose=False)
        return UNKNOWN if node.name in {"groupby", "sum", "abs", "round"} else Kind(scalar=str)

    def _attribute(self, node: nodes.Filter) -> str:
        """Return the field that a filter reads from each item: ``selectattr('name')``, ``map(attribute='name')``."""
        if node.name in _ATTRIBUTE_FIRST and node.args and isinstance(node.args[0], nodes.Const):
            return str(node.args[0].value)
        for keyword in node.kwargs:
            if keyword.key == "attribute" and isinstance(keyword.value, nodes.Const):
                return str(keyword.value.value)
        return ""

    def _unknown(self, line: int, message: str, name: str, known: Mapping[str, object]) -> None:
        self._add(line, "unknown-name", message, meant(name, tuple(known)))

    def _add(self, line: int, rule: str, message: str, remedy: str = "") -> None:
        entry = self._source.entries[min(line, len(self._source.entries)) - 1]
        finding = Finding(rule, self._file, str(entry.place), message, remedy)
        if finding not in self.findings:
            self.findings.append(finding)


def _open_in(test: nodes.Node) -> list[nodes.Node]:
    """Return the expressions of which ``test`` says that they are open: ``x is open and …``."""
    if isinstance(test, nodes.Test) and test.name == "open":
        # „(a and a.b) is open“ is also the question that stands in a.b.
        return [test.node, test.node.right] if isinstance(test.node, nodes.And) else [test.node]
    return [*_open_in(test.left), *_open_in(test.right)] if isinstance(test, nodes.And) else []


_HANDLERS: Mapping[type[nodes.Node], Callable[[NameCheck, Any], None]] = {
    nodes.Output: NameCheck._output,  # noqa: SLF001 - the table belongs to the class
    nodes.For: NameCheck._loop,  # noqa: SLF001
    nodes.If: NameCheck._condition,  # noqa: SLF001
    nodes.Assign: NameCheck._assignment,  # noqa: SLF001
    nodes.AssignBlock: NameCheck._assigned_block,  # noqa: SLF001
    nodes.Macro: NameCheck._macro,  # noqa: SLF001
    nodes.With: NameCheck._with,  # noqa: SLF001
}
