"""通知: the inbox and the mail of each person; knows recipients and (kind, id), no room."""
