"""Whether an explanation says enough: from its lines alone a reader picks the demand, of four."""
