"""Real servers for tests: private, on free ports, started when first asked for, ended for sure."""
