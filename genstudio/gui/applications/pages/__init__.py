"""One file an application, each with `TITLE`, `ORDER` and `Page`: a new file is a new page."""
