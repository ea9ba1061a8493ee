"""The register: versions that stay."""
