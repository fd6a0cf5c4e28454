"""催办: nothing rests unnoticed. Reminders of what waits, then a broker, then the operator.

It knows no room: every life cycle says by itself whose turn it is and until when.
"""
