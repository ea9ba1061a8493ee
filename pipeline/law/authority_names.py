"""Is a supervisory authority called by its right name?"""

from __future__ import annotations

import re

from pipeline.catalogue.authorities import Authority
from pipeline.dossier.model.organisation import Organisation
from pipeline.language import tr


def authority_fault(organisation: Organisation, authority: Authority) -> str:
    """Return what is wrong with the dossier's own entry about its authority, or an empty text.

    The office may be named in the form that fits its holder („Landesbeauftragte“, „Landesbeauftragter“).
    """
    own = organisation.supervisory_authority
    if own is None:
        return ""
    if _normal(own.name) != _normal(authority.name):
        return tr(
            "„{wrong}“ ist nicht die zuständige Behörde; sie heißt „{right}“.", wrong=own.name, right=authority.name
        )
    if own.short_name is not None and own.short_name != authority.short_name:
        return tr(
            "„{wrong}“ ist nicht die Abkürzung der Behörde; sie lautet „{right}“.",
            wrong=own.short_name,
            right=authority.short_name,
        )
    return ""


def _normal(name: str) -> str:
    words = re.sub(r"(?i)\b(der|die|das|den|dem|des|und)\b", " ", name.lower())
    return " ".join(re.sub(r"beauftragte[rnms]*\b", "beauftragte", words).split())
