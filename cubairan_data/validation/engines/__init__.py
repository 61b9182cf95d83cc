"""The contract of a table as expressions for a database engine, by Ibis.

An expression says of which rows an engine can be sure that they are right; only the others are
looked at in Python, by the models and the row rules themselves. So every verdict and every message
has one source, whatever the engine, and an expression may be too strict but never too lax.
"""
