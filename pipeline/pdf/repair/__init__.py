"""The steps that make LibreOffice's PDF conform: each small, named, and with the rule it serves."""
