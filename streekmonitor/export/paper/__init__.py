"""Paper: a presentation and a fact sheet as tagged PDF on A4, laid out by Typst.

Typst was taken over fpdf2 and ReportLab (no tags, SVG in parts or not at all) and WeasyPrint (needs libraries
of the system): its compiler comes inside one wheel for every system, keeps drawings as vectors with their
text, and refuses to write a PDF that is not PDF/UA-1.
"""
