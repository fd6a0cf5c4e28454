"""The green-technology transfer market: five rooms around one core."""
