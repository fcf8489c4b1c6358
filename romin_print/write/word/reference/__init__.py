"""The reference document, made from a list of styles that a reviewer can read.

A .docx drawn by hand in Word cannot be read in review, merged or searched. Ours
is made from layouts/word/reference.yaml by one command:

    cd layouts/word
    python -m romin_print.write.word.reference reference.yaml reference.docx
"""
