"""Faults to be seeded, one module a family of rules; each registers its kinds of fault."""
