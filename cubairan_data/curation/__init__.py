"""Adding rows: the draft that a curator fills, and the rows and evidence that follow from it."""
