"""Finding what the record has: by words, by date, by person or body."""
