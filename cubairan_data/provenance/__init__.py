"""The provenance of each value: passages, independent sources, conflicts between sources."""
