"""``changes.json``: all differences as plain data."""

from __future__ import annotations

import json
from typing import Any

from pipeline.comparison.differences import Differences, DocumentDifference
from pipeline.files import sha256


def changes_json(found: Differences) -> bytes:
    """Return the differences as JSON; the same inputs give the same bytes."""
    content = {
        "old": {"label": found.old.label, "catalogue": found.old.catalogue, "templates": dict(found.old.templates)},
        "new": {"label": found.new.label, "catalogue": found.new.catalogue, "templates": dict(found.new.templates)},
        "identical": found.none,
        "answers": [
            {
                "path": change.path,
                "title": change.title,
                "kind": change.kind.value,
                "old": change.old,
                "new": change.new,
                "relevance": change.relevance.value,
                "consequences": [{"text": entry.text, "norm": entry.norm} for entry in change.consequences],
                "requirements": list(change.requirements),
            }
            for change in found.answers
        ],
        "standing_text": [
            {"document": change.document, "chapter": change.chapter, "old": change.old, "new": change.new}
            for change in found.standing_text
        ],
        "law": list(found.law),
        "documents": [_document(document) for document in found.documents],
        "only_old": list(found.only_old),
        "only_new": list(found.only_new),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _document(document: DocumentDifference) -> dict[str, Any]:
    redline = document.redline
    return {
        "name": document.name,
        "identical": redline.identical,
        "technical_only": document.technical_only,
        "redline_sha256": sha256(redline.docx),
        "reject_all_is_old": redline.proof.rejected_is_old,
        "accept_all_is_new": redline.proof.accepted_is_new,
        "proof_differences": list(redline.proof.differences),
        "coarser": list(redline.coarse),
        "remarks": list(redline.remarks),
        "notices_old": [notice.text for notice in redline.old_notices],
        "notices_new": [notice.text for notice in redline.new_notices],
        "not_tracked": [part.text for part in redline.parts],
        "rows": [
            {"chapter": row.chapter, "kind": row.kind, "old": row.old_text, "new": row.new_text, "moved": row.moved}
            for row in document.changed_rows
        ],
    }
