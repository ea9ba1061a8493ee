"""Journey: what is wrong with Word templates?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.comparison.views import ReportView as ComparisonReportView
from pipeline.documents.context import ROOTS
from pipeline.documents.kinds import DOCUMENT_KINDS
from pipeline.documents.lint import Finding, lint_template, unused_fields
from pipeline.documents.templates import MAX_TEMPLATE_BYTES, Template, built_in_template
from pipeline.files import read_file
from pipeline.law.report import ReportView as CheckReportView
from pipeline.releases.cover import Cover

REPORT_ROOTS: Mapping[str, Mapping[str, Any]] = {
    "pruefbericht": {**ROOTS, "report": CheckReportView},
    "vergleichsbericht": {"report": ComparisonReportView},
    "synopse": {"report": ComparisonReportView},
    "deckblatt": {**ROOTS, "cover": Cover},
}
"""Roots that the templates of reports and of the cover sheet see."""
NOT_FOR_PRINT = frozenset(
    {
        # what steers the program, and what only the report prints
        *("Organisation.legal_form", "Organisation.platforms", "Organisation.templates", "Organisation.coat_of_arms"),
        *("Organisation.accent_color", "Organisation.gender_form", "Organisation.land"),
        *("Organisation.supervisory_authority", "DataProtectionOfficer.person", "ReviewFile.answers"),
        *("ReviewFile.waivers", "ReviewFile.confirmations", "Platform.checked_on", "Platform.former_names"),
        *("Platform.kind", "DpoOpinion.code", "Council.facts", "Council.financial_impact"),
        # what stands on the council's cover sheet
        "Council.resolution_proposal",
        # printed as rows of document.history
        "Document.history",
    }
)
"""Fields that no template needs to print: they steer the program, or stand in the report of the check."""
_MODELS_NOT_FOR_PRINT = (
    *("SupervisoryAuthority.", "PersonalAnswer.", "Waiver.", "Confirmation.", "HistoryEntry."),
    *("AuthorityInfo.", "DocumentInfo.", "MatrixCell.", "MatrixRow.", "RiskLevels."),  # derived, not the dossier's
)


def roots_of(name: str) -> Mapping[str, Any]:
    """Return name and type of what the template ``name`` sees."""
    return REPORT_ROOTS.get(name, ROOTS)


def is_for_print(field: str) -> bool:
    """Return whether a set of templates should print ``field``, such as ``Channel.purpose``."""
    steering = field in NOT_FOR_PRINT or field.startswith(_MODELS_NOT_FOR_PRINT)
    fact_source = field.endswith((".source", ".seen_on")) and field.split(".", maxsplit=1)[0].endswith("Fact")
    return not (steering or fact_source or field.endswith(".id"))


@dataclass(frozen=True, slots=True)
class CheckedTemplates:
    """What was found.

    Attributes:
        templates: names of the templates that were read.
        findings: what is wrong, template by template.
        unused: fields of the dossier that no template of the set uses.
    """

    templates: tuple[str, ...]
    findings: tuple[Finding, ...]
    unused: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing was found that must be mended; hints are none."""
        return all(finding.hint for finding in self.findings) and not self.unused


def check_templates(files: Sequence[Path] = ()) -> CheckedTemplates:
    """Check Word templates; without ``files`` the program's own of the documents.

    A field counts as unused only when no template of the whole set uses it: what is not among ``files`` is taken from the
    program's own templates.

    Raises:
        InputError: a file is missing or no Word file.
    """
    given = [Template(path.stem, str(path), read_file(path, limit=MAX_TEMPLATE_BYTES), own=True) for path in files]
    own = {template.name: template for template in given}
    complete = [own.get(name) or built_in_template(name) for name in DOCUMENT_KINDS]
    checked = given or complete
    findings = [finding for template in checked for finding in findings_of(template)]
    unused = unused_fields({template.label: template.data for template in complete}, ROOTS)
    return CheckedTemplates(
        tuple(template.label for template in checked), tuple(findings), tuple(filter(is_for_print, unused))
    )


def findings_of(template: Template) -> Sequence[Finding]:
    """Return what is wrong with a template; the tags of reports name places in the report, not fields of a dossier."""
    findings = lint_template(template.data, template.label, roots_of(template.name))
    return [found for found in findings if template.name not in REPORT_ROOTS or found.rule != "tag-path"]
