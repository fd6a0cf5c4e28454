"""Settings, logging, policy figures and deployment: what an operator may change without code."""
