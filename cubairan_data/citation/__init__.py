"""Citations of the dataset and of the sources behind its rows; CSL-JSON is the one inner form."""
