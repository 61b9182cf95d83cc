"""Validation in three layers: the Table Schema of the contract, each row by pydantic, the whole."""
