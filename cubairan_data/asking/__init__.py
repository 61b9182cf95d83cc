"""Asking the evidence: who says so, who says otherwise, how many witnesses, and where the words stand."""
