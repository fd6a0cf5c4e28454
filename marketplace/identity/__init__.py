"""身份: people, organisations, who belongs to which, verification, sign-in and tokens."""
