"""A process that follows until it is killed: what the kill test starts."""

import sys

from config.settings import settings
from marketplace.core import db
from marketplace.search import follow
from marketplace.search.follow import following
from marketplace.search.queries.index import index
from tests.factories.search import TABLES

if __name__ == "__main__":
    db.bind(db.open_engine(settings().database_url))
    following.DOCUMENTS = 2
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        follow.follow(index(), TABLES)
