"""The provenance of each value: passages, independent sources, conflicting readings."""
