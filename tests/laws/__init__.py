"""The habits of this house, as tests (CONTRIBUTING.md gives the reason of each)."""
