"""Celery tasks and the relay: shells around the rooms' follower logic."""
