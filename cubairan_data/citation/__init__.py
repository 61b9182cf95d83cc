"""Citations of the dataset and of the sources behind its rows; all styles start from CSL-JSON."""
