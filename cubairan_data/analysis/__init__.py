"""Computations that are easy to get wrong: sums, dates within bounds, the panel."""
