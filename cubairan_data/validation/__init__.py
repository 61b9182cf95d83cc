"""Validation in three layers: the contract by frictionless, each row by pydantic, the whole."""
