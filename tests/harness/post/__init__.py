"""Thousands of deliveries on three channels while everything around them fails, then a count."""
