"""Plain data and a Word template become a DOCX."""
