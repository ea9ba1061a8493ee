"""Sessions for daily work; ``nox -l`` lists them. Versions and groups come from ``pyproject.toml``."""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "tests"]
PROJECT = nox.project.load_toml("pyproject.toml")


def _install(session: nox.Session, *groups: str) -> None:
    session.install("-e", ".")
    packages = [package for group in groups for package in nox.project.dependency_groups(PROJECT, group)]
    if packages:
        session.install(*packages)


@nox.session
def example(session: nox.Session) -> None:
    """Build the documents of both examples."""
    _install(session)
    for name in ("sassenberg", "musterstadt"):
        session.run("nutzungskonzept", "build", f"inputs/{name}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests but the thorough ones."""
    _install(session, "test")
    session.run("pytest", "-m", "not thorough", *session.posargs)


@nox.session
def thorough(session: nox.Session) -> None:
    """Run the tests with the full numbers."""
    _install(session, "test")
    session.run("pytest", "-m", "thorough", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Change the law's code in small ways and see whether its tests notice; ``-- --every 1 'pipeline.law.checks.*'`` chooses."""
    _install(session, "test")
    session.install("mutmut>=3.8,<4")
    session.run("python", "-m", "benchmarks.mutation", *session.posargs)


@nox.session
def validation(session: nox.Session) -> None:
    """Ask the reference validator about every document; print its table, fail on one failed check."""
    _install(session, "test")
    session.run("python", "-m", "benchmarks.validation")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and the direction of imports."""
    _install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    _install(session, "lint")
    session.run("mypy")


@nox.session
def messages(session: nox.Session) -> None:
    """Collect the German messages and bring the English catalogue up to date; new ones are then translated by hand."""
    session.install("babel")
    # no places, no dates, sorted: a change of the catalogue shows what was said differently and nothing else
    plain = ("--omit-header", "--no-wrap")
    extract = ("--no-default-keywords", "-k", "tr", "-k", "marked", "--no-location", "--sort-output", *plain)
    session.run("pybabel", "extract", *extract, "-o", "pipeline/locale/messages.pot", "pipeline")
    update = ("--no-fuzzy-matching", "--ignore-obsolete", *plain)
    catalogue = "pipeline/locale/en/messages.po"
    session.run("pybabel", "update", "-l", "en", "-i", "pipeline/locale/messages.pot", "-o", catalogue, *update)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure; prints ratios of one run."""
    _install(session, "test")
    session.run("python", "-m", "benchmarks.start_and_build", *session.posargs)
    session.run("python", "-m", "benchmarks.pdf_repair")
