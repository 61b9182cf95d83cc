"""Reading the record: from the CSV files to typed DataFrames and objects."""
