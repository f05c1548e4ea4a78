"""A figure as a file: picture, workbook, text. The same charts as on screen, never drawn anew."""
