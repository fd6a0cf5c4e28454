"""外联: the ways to an organisation's own systems and group robots, and to mobile phones."""
