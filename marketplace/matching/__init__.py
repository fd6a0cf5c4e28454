"""撮合: demands and technologies that fit each other, each match with its reasons; saved searches.

A follower of the journal: what is published finds what it fits, both sides are told once, and
where nothing fits there is silence. Only what is public of either side is compared.
"""
