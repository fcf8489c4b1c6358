"""Parts → one tagged PDF, without laying anything out.

Two assemblers do it: `linker` copies bytes, in a few hundredths of a second; `oracle`
has qpdf read and write every object, and is what the first is compared with.
"""
