"""Reading: figures from the journal, timelines, machines and parked deliveries."""
