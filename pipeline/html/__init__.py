"""A finished DOCX becomes one accessible HTML file."""
