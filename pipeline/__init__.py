"""Nutzungskonzept: legal-compliant policy documents of German municipalities, made from a dossier."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("nutzungskonzept")
except PackageNotFoundError:  # running from a bare checkout
    __version__ = "0+unbekannt"
