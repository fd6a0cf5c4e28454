"""工作台: "what needs me today", read from the life cycles of all rooms."""
