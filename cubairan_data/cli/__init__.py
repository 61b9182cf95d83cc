"""The command line, ``cubairan-data``."""
