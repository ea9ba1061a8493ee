"""The privacy notice (Art. 13, 14, 21(4) DSGVO): decided on the facts it is made from and on its standing words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.dossier.answers import known
from pipeline.dossier.model.concept import GdprBasis
from pipeline.dossier.model.process import RecipientKind
from pipeline.language import tr
from pipeline.law.authority_names import authority_fault
from pipeline.law.check_types import (
    CheckEntry,
    CheckInput,
    CheckOutcome,
    Family,
    Fault,
    answered,
    demand,
    fact_of_catalogue,
    judged,
)
from pipeline.law.evidence_state import Leaf
from pipeline.law.findings import Depth
from pipeline.law.subjects import Each

NOTICE = "datenschutzhinweise"
_RIGHTS: Mapping[str, str] = {
    "15": "Auskunft",
    "16": "Berichtigung",
    "17": "Löschung",
    "18": "Einschränkung",
    "21": "Widerspr[uü]ch",
}
_ALL_RIGHTS = ("15", "16", "17", "18", "21")


def notice_names_right(inp: CheckInput) -> CheckOutcome:
    """Art. 13(2)(b) DSGVO with one of Art. 15–21: the right, who to turn to, and who works on it."""
    article = inp.requirement.argument or ""
    faults = _unnamed(inp, (article,))
    if article == "21" and not faults and not _line(inp, r"nicht mehr|zwingende schutzwürdige"):
        faults.append(Fault(tr("Die Datenschutzhinweise sagen nicht, was auf einen Widerspruch folgt.")))
    return judged(Depth.CONSISTENCY, [*demand(inp), *_quote(inp, rf"Art\. {article}\b")], faults)


def notice_names_rights(inp: CheckInput) -> CheckOutcome:
    """Art. 13(2)(b) DSGVO: all rights, and portability only where it exists."""
    rights = known(inp.dossier.concept.data_subject_rights)
    offered = known(rights.portability) if rights is not None else None
    faults = _unnamed(inp, _ALL_RIGHTS)
    if offered is True and not _by_consent_or_contract(inp):
        message = tr(
            "Die Hinweise versprechen die Datenübertragbarkeit, aber keine Verarbeitung beruht auf Einwilligung oder Vertrag."
        )
        faults.append(Fault(message, "concept.data_subject_rights.portability"))
    return judged(Depth.CONSISTENCY, demand(inp), faults)


def portability_limited(inp: CheckInput) -> CheckOutcome:
    """Art. 20 DSGVO: named with its limits, and only where processing rests on consent or contract."""
    faults = []
    line = _line(inp, r"Datenübertragbarkeit")
    if line and not _line(inp, r"(?i)nur, soweit|soweit .*(Einwilligung|Vertrag)"):
        faults.append(
            Fault(tr("Die Datenschutzhinweise nennen die Datenübertragbarkeit ohne ihre Beschränkung."), quote=line)
        )
    if inp.value("concept.data_subject_rights.portability") is False and _by_consent_or_contract(inp):
        message = tr(
            "Es gibt Verarbeitung auf Grundlage einer Einwilligung oder eines Vertrags, die Frage ist aber mit „nein“ beantwortet."
        )
        faults.append(Fault(message, "concept.data_subject_rights.portability"))
    return judged(Depth.CONSISTENCY, demand(inp), faults)


def notice_names_complaint(inp: CheckInput) -> CheckOutcome:
    """Art. 13(2)(d) DSGVO: the right to complain, and with the authority that is competent and can be reached."""
    faults = []
    if not _line(inp, r"(?i)beschwer\w*.*Aufsichtsbehörde|Aufsichtsbehörde.*beschwer|Art\. 77"):
        faults.append(Fault(tr("Die Datenschutzhinweise nennen das Beschwerderecht nicht.")))
    wrong = authority_fault(inp.dossier.organisation, inp.authority)
    if wrong:
        faults.append(Fault(wrong, "organisation.supervisory_authority.name"))
    found = [fact_of_catalogue("", "", inp.authority.name), *_quote(inp, r"Art\. 77")]
    own = inp.dossier.organisation.supervisory_authority
    if own is not None:  # the documents print this entry alone
        found += answered(inp, ["organisation.supervisory_authority.address"])
    questions = []
    if (inp.authority.address if own is None else own.address) is None:
        questions.append(
            Fault(
                tr("Welche Anschrift hat die Aufsichtsbehörde ({name})? Bekannt ist keine.", name=inp.authority.name),
                "organisation.supervisory_authority",
                tr("In organisation.yaml unter supervisory_authority Name und Anschrift eintragen."),
            )
        )
    return judged(Depth.CONSISTENCY, found, faults, questions)


def notice_names_voluntariness(inp: CheckInput) -> CheckOutcome:
    """Art. 13(2)(e) DSGVO: nobody has to use the platform; other ways are named."""
    faults = []
    if not _line(inp, r"(?i)(niemand|nicht|keine)\b.*(verpflichtet|Pflicht)|freiwillig"):
        faults.append(Fault(tr("Die Datenschutzhinweise sagen nicht, dass niemand Daten angeben muss.")))
    if not _line(inp, r"(?i)andere Wege|ohne Konto"):
        faults.append(Fault(tr("Die Datenschutzhinweise nennen keine anderen Wege.")))
    path = "concept.no_exclusive_content"
    if inp.value(path) is False:
        faults.append(Fault(tr("Nicht alle Informationen gibt es auch außerhalb der Plattform."), path))
    return judged(Depth.CONSISTENCY, demand(inp), faults)


def notice_without_legitimate_interests(inp: CheckInput) -> CheckOutcome:
    """Art. 13(1)(d) DSGVO: an authority has no legitimate interests to tell."""
    line = _line(inp, r"(?i)berechtigte[nrs]? Interesse", unless=r"(?i)Betreiber|Plattform|Anbieter")
    message = tr("Die Datenschutzhinweise sprechen von berechtigten Interessen der Kommune.")
    return judged(Depth.VALUE, (), [Fault(message, quote=line)] if line else ())


def notice_denies_automated_decisions(inp: CheckInput) -> CheckOutcome:
    """Art. 13(2)(f) DSGVO: there are none, and the notice says so."""
    wanted = r"(?i)keine\b.*Entscheidung.*automatisiert|automatisierte\w* Entscheidung\w*.*(nicht|keine)"
    return _must_say(inp, wanted, tr("Die Datenschutzhinweise verneinen automatisierte Entscheidungen nicht."))


def notice_highlights_objection(inp: CheckInput) -> CheckOutcome:
    """Art. 21(4) DSGVO: the right to object stands apart, under its own heading or in a box."""
    message = tr(
        "Das Widerspruchsrecht steht in den Datenschutzhinweisen nicht unter eigener Überschrift oder in einem Kasten."
    )
    return _must_say(inp, r"^[#>] .*(Widerspruchsrecht|Recht auf Widerspruch)", message)


def device_access_described(inp: CheckInput) -> CheckOutcome:
    """What the platform does on the visitor's device is described for each channel."""
    return judged(Depth.PRESENCE, demand(inp))


def notice_mentions_visitors(inp: CheckInput) -> CheckOutcome:
    """EuGH C-210/16: visitors without an account are affected, too."""
    return _must_say(
        inp,
        r"(?i)ohne (eigenes )?Konto",
        tr("Die Datenschutzhinweise sagen nicht, dass auch Besuchende ohne Konto betroffen sind."),
    )


def recipients_complete(inp: CheckInput) -> CheckOutcome:
    """Art. 13(1)(e) DSGVO: operators, the public, and processors and archive where there are some."""
    recipients = known(inp.dossier.concept.recipients)
    if recipients is None or not recipients:
        return judged(Depth.CONSISTENCY, inp.leaves("concept.recipients[].name"))
    kinds = {recipient.kind for recipient in recipients}
    missing = [kind for kind in _wanted_kinds(inp) if kind not in kinds]
    faults = [Fault(tr("Bei den Empfängern fehlt: {kind}.", kind=kind.label), "concept.recipients") for kind in missing]
    names = " ".join(one.name for one in recipients if one.kind is RecipientKind.PLATFORM)
    if names and not re.search(r"(?i)betreiber", names):
        faults += [
            Fault(tr("Bei den Empfängern fehlt der Betreiber von {platform}.", platform=name), "concept.recipients")
            for name in _unnamed_platforms(inp, names)
        ]
    return judged(Depth.CONSISTENCY, inp.known("concept.recipients[].name"), faults)


def _wanted_kinds(inp: CheckInput) -> list[RecipientKind]:
    concept = inp.dossier.concept
    wanted = [RecipientKind.PLATFORM, RecipientKind.PUBLIC]
    if known(concept.processors):
        wanted.append(RecipientKind.PROCESSOR)
    if inp.known("concept.archiving.procedure"):
        wanted.append(RecipientKind.ARCHIVE)
    return wanted


def _unnamed_platforms(inp: CheckInput, names: str) -> list[str]:
    found = []
    for one in inp.world.present_platforms:
        platform = inp.platforms[one]
        operator = platform.operator.value.split()[0] if platform.operator else platform.name
        if platform.name.lower() not in names.lower() and operator.lower() not in names.lower():
            found.append(platform.name)
    return found


def _by_consent_or_contract(inp: CheckInput) -> bool:
    bases = {leaf.value for leaf in inp.known("concept.purposes[].legal_basis.gdpr")}
    return bool(bases & {GdprBasis.CONSENT, GdprBasis.CONTRACT}) or bool(known(inp.dossier.concept.consents))


def _unnamed(inp: CheckInput, articles: tuple[str, ...]) -> list[Fault]:
    return [
        Fault(tr("Die Datenschutzhinweise nennen das Recht nach Art. {article} DSGVO nicht.", article=article))
        for article in articles
        if not _line(inp, rf"{_RIGHTS[article]}.*Art\. {article}\b|Art\. {article}\b.*{_RIGHTS[article]}")
    ]


def _must_say(inp: CheckInput, wanted: str, message: str) -> CheckOutcome:
    faults = () if _line(inp, wanted) else (Fault(message),)
    return judged(Depth.VALUE, [*answered(inp), *_quote(inp, wanted)], faults)


def _line(inp: CheckInput, wanted: str, unless: str = "") -> str:
    """Return the first line of the notice's standing text with ``wanted``, or an empty text."""
    for line in inp.world.standing_texts.get(NOTICE, "").splitlines():
        if re.search(wanted, line) and not (unless and re.search(unless, line)):
            return line
    return ""


def _quote(inp: CheckInput, wanted: str) -> list[Leaf]:
    line = _line(inp, wanted)
    return [fact_of_catalogue("", tr("Datenschutzhinweise"), line.lstrip("#> "))] if line else []


FAMILY: Family = {
    "notice_names_right": (CheckEntry(notice_names_right),),
    "notice_names_rights": (CheckEntry(notice_names_rights),),
    "portability_limited": (CheckEntry(portability_limited),),
    "notice_names_complaint": (CheckEntry(notice_names_complaint),),
    "notice_names_voluntariness": (CheckEntry(notice_names_voluntariness),),
    "notice_without_legitimate_interests": (CheckEntry(notice_without_legitimate_interests),),
    "notice_denies_automated_decisions": (CheckEntry(notice_denies_automated_decisions),),
    "notice_highlights_objection": (CheckEntry(notice_highlights_objection),),
    "notice_mentions_visitors": (
        CheckEntry(device_access_described, Each.CHANNEL),
        CheckEntry(notice_mentions_visitors),
    ),
    "recipients_complete": (CheckEntry(recipients_complete),),
}
