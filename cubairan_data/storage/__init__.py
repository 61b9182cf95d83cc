"""From CSV files to rows, cells and DataFrames, and back to canonical files; free of pydantic."""
