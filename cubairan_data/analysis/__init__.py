"""Computations that are easy to get wrong by hand: sums, dates within bounds, the panel."""
