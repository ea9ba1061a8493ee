"""A DOCX becomes a tagged archival PDF; checking PDFs."""
