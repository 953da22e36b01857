"""What a session is and what can happen in it: plain data, events, and the actions on them."""
