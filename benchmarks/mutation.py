"""How many small changes of the law's code do its tests notice? ``nox -s mutation`` runs it; the scores are printed by module.

``python -m benchmarks.mutation --every 20 'pipeline.law.checks.*'``

mutmut makes the changes (mutants) and learns which test reaches which function. The tests are then collected once, and a process
is forked for each mutant: that takes a tenth of the time in which mutmut starts pytest for each.

- Every n-th mutant of each file is run (``--every``), in the order of the source, so that a run can be repeated.
- Of the tests that reach the changed function, the fastest are run, up to ``--seconds``; what only a slower one would notice
  counts as survived.
- Changes inside ``tr("…")`` are counted apart (``--words-every``): what exactly a message says is nothing that a test should fix.
"""

from __future__ import annotations

import argparse
import ast
import fnmatch
import gc
import json
import os
import re
import resource
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from _pytest.runner import runtestprotocol

MUTANTS = Path("mutants")
SMALL = "pipeline.law.text_rules.rule_data.*"
"""A run of these few makes all mutants and learns which test reaches which function."""
MESSAGES = {"tr", "marked"}
SURVIVED, KILLED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """One change of the code.

    Attributes:
        name: module, function and number.
        module: the module it changes.
        words: whether it changes nothing but the words of a message.
    """

    name: str
    module: str
    words: bool

    @property
    def function(self) -> str:
        """The changed function, as mutmut names it."""
        return re.sub(r"__mutmut_\d+$", "", self.name)


def mutants() -> list[Mutant]:
    """Return all mutants, file by file, in the order of the source."""
    return [one for meta in sorted(MUTANTS.rglob("*.py.meta")) for one in _mutants_of(meta)]


def _mutants_of(meta: Path) -> Iterator[Mutant]:
    names = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    source = meta.with_suffix("")
    module = ".".join(source.relative_to(MUTANTS).with_suffix("").parts)
    shapes = _shapes(source.read_text(encoding="utf-8"))
    for name in names:
        changed = name.rpartition(".")[2]
        original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", changed)
        yield Mutant(name, module, shapes[changed] == shapes[original])


def _shapes(source: str) -> Mapping[str, str]:
    """Return each version of each function in ``source`` without its name and without what stands inside ``tr(…)``."""
    shapes = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and "__mutmut" in node.name:
            name, node.name = node.name, "function"
            shapes[name] = ast.dump(_WithoutMessages().visit(node))
    return shapes


class _WithoutMessages(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in MESSAGES:
            return ast.Constant("message")
        return self.generic_visit(node)


def every_nth(found: Sequence[Mutant], patterns: Sequence[str], nth: int) -> list[Mutant]:
    """Return every n-th of each module among those whose name fits one of ``patterns``; none for 0."""
    by_module: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in found:
        if any(fnmatch.fnmatch(mutant.name, pattern) for pattern in patterns):
            by_module[mutant.module].append(mutant)
    return [mutant for group in by_module.values() for mutant in group[nth // 2 :: nth]] if nth else []


class Runner:
    """A pytest plugin that runs the collected tests not once but for each mutant, in a process of its own."""

    def __init__(self, wanted: Sequence[Mutant], stats: Mapping[str, Mapping[str, object]], seconds: float) -> None:
        self.wanted = wanted
        self.reaching: Mapping[str, Sequence[str]] = stats["tests_by_mangled_function_name"]  # type: ignore[assignment]
        self.durations: Mapping[str, float] = stats["duration_by_test"]  # type: ignore[assignment]
        self.seconds = seconds
        self.exits: dict[str, int] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run for each mutant the tests that reach it."""
        items = {item.nodeid: item for item in session.items}
        running: dict[int, str] = {}
        first_of_each = list({item.path: item for item in reversed(session.items)}.values())
        for item in first_of_each:  # what they read once, the children need not read again
            runtestprotocol(item, log=False, nextitem=None)
        self._start(Mutant("unchanged", "", words=False), first_of_each, running)
        self._wait(running)
        assert self.exits.pop("unchanged") == SURVIVED, "the tests fail without a change"
        gc.freeze()  # what the children share is not copied by their collections of garbage
        for mutant in self.wanted:
            tests = self._fastest(mutant, items)
            if not tests:
                self.exits[mutant.name] = SURVIVED
                continue
            while len(running) >= (os.cpu_count() or 1):
                self._wait(running)
            self._start(mutant, tests, running)
        while running:
            self._wait(running)
        return True

    def _start(self, mutant: Mutant, tests: Sequence[pytest.Item], running: dict[int, str]) -> None:
        process = os.fork()
        if process == 0:
            _run_changed(mutant, tests, self.seconds)
        running[process] = mutant.name

    def _fastest(self, mutant: Mutant, items: Mapping[str, pytest.Item]) -> list[pytest.Item]:
        """Return the tests to run, the fastest first; mutmut's durations know nothing of what a module sets up for its tests."""
        reaching = [items[one] for one in self.reaching.get(mutant.function, ()) if one in items]
        chosen: list[pytest.Item] = []
        total = 0.0
        for test in sorted(reaching, key=lambda one: (_is_set_up(one), self.durations[one.nodeid], one.nodeid)):
            total += self.durations[test.nodeid]
            if chosen and total > self.seconds:
                break
            chosen.append(test)
        return chosen

    def _wait(self, running: dict[int, str]) -> None:
        process, status = os.wait()
        name = running.pop(process)
        self.exits[name] = os.waitstatus_to_exitcode(status)
        if self.exits[name] == SURVIVED and name != "unchanged":
            print(f"{len(self.exits)} of {len(self.wanted)}: survived {name}", file=sys.__stderr__, flush=True)


def _is_set_up(test: pytest.Item) -> bool:
    """Return whether ``test`` needs what is set up once for a module or for all."""
    definitions = test._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]  # noqa: SLF001 - pytest says it nowhere else
    return any(found[-1].scope in {"module", "session"} and found[-1].baseid for found in definitions.values())


def _run_changed(mutant: Mutant, tests: Sequence[pytest.Item], seconds: float) -> NoReturn:
    """Run ``tests`` in this forked process with the change in force; the exit code says whether one noticed it."""
    limit = int(10 * seconds + 20)  # an endless loop is noticed, too
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    os.environ["MUTANT_UNDER_TEST"] = mutant.name
    _forget(mutant.module)
    code = SURVIVED
    try:
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(test, log=False, nextitem=following)):
                code = KILLED
                break
    except BaseException:
        code = KILLED
    os._exit(code)


def _forget(module: str) -> None:
    """Clear what was remembered of the law, so that no change hides behind a result from before it."""
    for name, loaded in list(sys.modules.items()):
        of_templates = name == "changed_dossiers" and module.endswith((".layout", ".standing_text"))
        if name.startswith("pipeline.law") or of_templates:
            for value in list(vars(loaded).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def table(exits: Mapping[Mutant, int]) -> Iterator[str]:
    """Yield the score of each module, then of all together."""
    run, killed = Counter[str](), Counter[str]()
    for mutant, code in exits.items():
        for row in (mutant.module, "all"):
            run[row] += 1
            killed[row] += code != SURVIVED
    for row in sorted(run, key=lambda one: (one == "all", one)):
        yield f"{row:42} {killed[row]:5} of {run[row]:5} killed {100 * killed[row] / run[row]:4.0f} %"


def main() -> None:
    """Run the chosen mutants and print the scores and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["pipeline.law.*"], help="names, such as pipeline.law.checks.*")
    parser.add_argument("--every", type=int, default=10, help="run every n-th mutant of each file")
    parser.add_argument("--words-every", type=int, default=0, help="the same for changes of words of messages")
    parser.add_argument("--seconds", type=float, default=10, help="time of the tests for one mutant")
    parser.add_argument("--made", action="store_true", help="the mutants of this state are there already")
    options = parser.parse_args()

    if not options.made:
        mutmut = str(Path(sys.executable).with_name("mutmut"))
        subprocess.run([mutmut, "run", SMALL], check=True, stdout=subprocess.DEVNULL)
    found = mutants()
    wanted = every_nth([one for one in found if not one.words], options.patterns, options.every)
    wanted += every_nth([one for one in found if one.words], options.patterns, options.words_every)
    stats = json.loads((MUTANTS / "mutmut-stats.json").read_text(encoding="utf-8"))
    runner = Runner(wanted, stats, options.seconds)
    os.chdir(MUTANTS)
    sys.path.insert(0, str(Path.cwd()))
    config = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    selection = [*config["pytest_add_cli_args"], *config["pytest_add_cli_args_test_selection"]]
    pytest.main(["-q", "--tb=no", "--capture=sys", "-p", "no:cacheprovider", *selection], plugins=[runner])

    exits = {mutant: runner.exits[mutant.name] for mutant in wanted}
    print(f"{len(found)} mutants, {sum(one.words for one in found)} of them change words of messages alone\n")
    print("\n".join(table({mutant: code for mutant, code in exits.items() if not mutant.words})))
    words = {mutant: code for mutant, code in exits.items() if mutant.words}
    print("\nwords of messages" if words else "")
    print("\n".join(table(words)))
    print("survived (mutmut show NAME):")
    print("\n".join(mutant.name for mutant, code in exits.items() if code == SURVIVED and not mutant.words))


if __name__ == "__main__":
    main()
