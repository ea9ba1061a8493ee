"""Nutzungskonzept: legal-compliant policy documents of German municipalities, made from a dossier."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Return ``__version__``, looked up only when it is asked for: reading package metadata takes time."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("nutzungskonzept")
    except PackageNotFoundError:  # running from a bare checkout
        return "0+unbekannt"
