"""What this folder refuses, apart from what it needs to find out: so that `--help` stays quick."""


class BadSettings(ValueError):  # noqa: N818 -- Said to people, in one line that names the variable.
    """An environment variable holds a value the market cannot work with."""
