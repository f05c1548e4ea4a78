"""A document as PowerPoint slides that a colleague can edit: native text, charts, tables and legends."""
