"""One module per page of the dashboard; a page holds no query and no sentence of its own."""
