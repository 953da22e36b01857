"""The web server: doors, pages, forms, downloads."""
