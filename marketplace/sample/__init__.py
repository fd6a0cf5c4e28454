"""示例 sample: an invented market in data files, and what plays it through the rooms' actions."""
