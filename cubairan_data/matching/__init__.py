"""Pairs of rows that look alike: candidates for one thing entered twice, or for a reprint."""
