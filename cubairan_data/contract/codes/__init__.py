"""The closed code lists, one enumeration each, every code with its definition."""
