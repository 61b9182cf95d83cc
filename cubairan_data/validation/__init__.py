"""Validation in three layers: the contract (frictionless), each row (pydantic), the whole (rules)."""
