"""The template language: sandboxed, strict, and German in what it prints.

A template may read fields, loop, decide and print. It cannot reach Python, load other templates, print an empty
value by mistake, or put markup into the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.documents.faults import TemplateFaultError, UnknownNameError
from pipeline.documents.filters import FILTERS, TESTS
from pipeline.documents.view import Node, path_of, value_of, visible_names
from pipeline.language import tr

BUILT_IN_FILTERS = (
    *("abs", "batch", "capitalize", "count", "default", "first", "groupby", "last", "length", "list", "lower", "map"),
    *("max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort"),
    *("sum", "trim", "unique", "upper"),
)
"""Jinja's own filters that stay; the others reach too far or make no sense in a document."""


class _StrictUndefined(StrictUndefined):
    """A name that does not exist: using it raises, and the message says what was meant to be there."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_hint and self._undefined_name is None:
            raise TemplateFaultError(
                tr("Hier gibt es keinen Wert, die Liste ist leer: {reason}", reason=self._undefined_hint)
            )
        known: Iterable[str] = ()
        owner = value_of(self._undefined_obj)
        if isinstance(owner, Node):
            known = visible_names(owner._source)  # noqa: SLF001
        raise UnknownNameError(str(self._undefined_name), path_of(self._undefined_obj), tuple(sorted(known)))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __call__ = __getitem__ = __contains__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


class _Printing(Extension):
    """Rewrites ``{{ expression }}`` to ``{{ (expression)|shown('expression') }}``, so that a message can name it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens with the call of ``shown`` around each printed expression."""
        expression: list[str] | None = None
        for token in stream:
            if token.type == "variable_begin":
                expression = []
                yield token
                yield Token(token.lineno, "lparen", "(")
            elif token.type == "variable_end":
                yield from (
                    Token(token.lineno, kind, value)
                    for kind, value in (
                        ("rparen", ")"),
                        ("pipe", "|"),
                        ("name", "shown"),
                        ("lparen", "("),
                        ("string", _source(expression or [])),
                        ("rparen", ")"),
                    )
                )
                expression = None
                yield token
            else:
                if expression is not None:
                    expression.append(repr(token.value) if token.type == "string" else str(token.value))
                yield token


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The one environment in which all templates are compiled."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers only: ``'a' * 10**9`` would fill the memory."""
        if not all(isinstance(value, int | float) for value in (left, right)) or operator == "**":
            raise TemplateFaultError(tr("„{operator}“ rechnet in Vorlagen nur mit Zahlen.", operator=operator))
        return super().call_binop(context, operator, left, right)


@cache
def environment() -> TemplateEnvironment:
    """Return the environment; it has no state, so one serves all documents."""
    env = TemplateEnvironment(
        undefined=_StrictUndefined,
        autoescape=True,
        optimized=False,  # nothing of a template is evaluated before it runs with limits
        extensions=[_Printing],
        loader=FunctionLoader(lambda _: None),
    )
    filters = {name: env.filters[name] for name in BUILT_IN_FILTERS}
    env.filters.clear()
    env.filters.update(filters)
    env.filters.update(FILTERS)
    env.tests.update(TESTS)
    for name in ("dict", "lipsum", "cycler", "joiner"):
        del env.globals[name]
    env.globals["path"] = path_of
    return env


@lru_cache(maxsize=16)
def compiled(source: str) -> Template:
    """Return the compiled form of ``source``; both editions of a document share it.

    Raises:
        TemplateSyntaxError: a tag is broken.
    """
    return environment().from_string(source)


def _source(expression: list[str]) -> str:
    """Put an expression's tokens together as one would write them."""
    text = " ".join(expression)
    for before, after in ((" . ", "."), (" | ", "|"), ("( ", "("), (" )", ")"), ("[ ", "["), (" ]", "]"), (" ,", ",")):
        text = text.replace(before, after)
    return text.replace(" (", "(").replace(" [", "[")
