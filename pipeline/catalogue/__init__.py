"""Knowledge kept as data: platforms, supervisory authorities, text modules, legal requirements."""
