"""Share resources: money, time and support, fairly."""
