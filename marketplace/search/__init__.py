"""搜索: the one door over all rooms' documents; the index ranks, the database answers."""
