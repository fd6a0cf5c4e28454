"""监管: headline figures as of any day, the journal's timelines, and what needs the operator."""
