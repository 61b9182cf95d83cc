"""The record: what was agreed, who met, what was paid, built, said and imposed."""
