"""Two revisions become changes, a redline, a Synopse and a report."""
