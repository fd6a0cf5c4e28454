"""The main job, played over the HTTP API by five people who come into being for it."""
