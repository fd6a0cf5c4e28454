"""展示: patents (register cards), technologies (offers) and demands, reviewed before they show."""
