"""What this folder refuses, apart from what it needs to find out: so that `--help` stays quick."""


class BadSettings(ValueError):
    """An environment variable holds a value the market cannot work with."""
