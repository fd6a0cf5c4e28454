"""How well scores agree with the judgements of people: measures, and a plain peer."""
