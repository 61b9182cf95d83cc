"""``python -m cubairan_data`` is the command line ``cubairan-data``."""

from cubairan_data.cli.main import app

app(prog_name="cubairan-data")
