"""`python -m marketplace.cli` is `market`, also where no script is installed."""

from marketplace.cli import main

main()
