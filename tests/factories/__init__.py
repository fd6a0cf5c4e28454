"""Rows for tests, made through the rooms' own actions."""
