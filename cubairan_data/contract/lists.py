"""How several items stand in one cell."""

DELIMITER = ";"
