"""What all doors share on the web; knows no room."""
