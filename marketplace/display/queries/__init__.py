"""Reading this room; one file per noun."""

from marketplace.display.queries import demand, patent, proposal, rewrite, suggested, technology

__all__ = ["demand", "patent", "proposal", "rewrite", "suggested", "technology"]
