"""This machine: the rooms it holds, its addresses, the QR code, and how it is doing."""
