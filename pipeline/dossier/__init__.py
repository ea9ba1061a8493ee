"""The dossier: model, loading with places, JSON Schema, open points."""
