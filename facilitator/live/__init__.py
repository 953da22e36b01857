"""The open pages: messages in, views out, and the gate that waits for the disk."""
