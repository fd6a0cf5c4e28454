"""The real relay, which may die between its commit and its message."""

from tests.harness.post import stage
from workers.relay import main

if __name__ == "__main__":
    stage.come_by_commits("", "relay_after_commit")
    main()
