"""Tools of the checkout that no installation needs."""
