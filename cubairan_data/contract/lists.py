"""How a list is written in one cell."""

DELIMITER = ";"
