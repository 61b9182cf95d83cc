"""The contract: what each table is, what each column means, written once as pydantic classes."""
