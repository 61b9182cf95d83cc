"""Small computations that are easy to get wrong by hand: sums without double counting, the dyad-year panel."""
