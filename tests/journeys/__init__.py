"""Stories told end to end: real servers, real worker, real browser."""
