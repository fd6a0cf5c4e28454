"""`market …`: the command line; each command lives in its own module and is loaded when asked."""

import sys
from importlib import import_module
from keyword import iskeyword

import click

from config.errors import BadSettings

# Command → (module, what it does). Kept here so that `market --help` loads none of them.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serve", "Run the whole market here: web, relay, workers, embedded broker."),
    "worker": ("worker", "Run one worker of a production installation."),
    "relay": ("worker", "Run the relay of a production installation."),
    "init": ("init", "Set up a real, empty market with its first operator."),
    "demo": ("demo", "Fill an empty market with the sample market."),
    "story": ("story", "Play the main job over the API of a running market."),
    "db": ("db", "Bring the database's tables up to date, or check that they are."),
    "index": ("index", "Bring the search index up to date, check it, or make it anew."),
    "search": ("search", "Measure how well the search finds what it should."),
    "deliveries": ("deliveries", "List notices that could not be delivered; retry or drop them."),
    "journal": ("journal", "Read the journal, or prove that nobody changed it."),
    "api": ("api", "Print the OpenAPI document of the JSON API."),
    "flows": ("flows", "Print every life cycle as a diagram."),
    "policy": ("policy", "List the policy figures in force on a day."),
    "import": ("imports", "Import patents or demands from a file."),
    "backup": ("backup", "Write database, files and journal head into one archive."),
    "restore": ("backup", "Fill an empty installation from an archive."),
}


class House(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"marketplace.cli.{COMMANDS[cmd_name][0]}")
        # A word of Python cannot name a function: `import` is `import_`.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the table's words instead of loading each."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(
    cls=House,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: market serve",
)
def market() -> None:
    """The green-technology transfer market of a city."""


def main() -> None:
    """Run the command line; a bad setting or a refusal is one line and not a traceback."""
    try:
        market()
    except BadSettings as error:
        sys.exit(f"market: {error}")
