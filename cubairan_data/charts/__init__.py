"""Charts of the record, by Altair: what `Record.plot` draws."""
