"""Reading requests, deals and what other rooms know of them; one file per noun."""
