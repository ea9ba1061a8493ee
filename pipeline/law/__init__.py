"""Evaluating requirements against a dossier."""
