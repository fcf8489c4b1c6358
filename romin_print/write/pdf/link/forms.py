"""The form of the whole (ISO 32000-1, 12.7.2): the fields of all the parts."""

from collections import Counter

from romin_print.errors import LayoutError
from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import write_references


def write_form(draft: Draft) -> None:
    """List the fields, and what they all need, which parts say alike.

    Fields of one name would be filled in together: they are refused.
    """
    fields = [
        (member.number(number), name)
        for member in draft.members
        for number, name in member.layout.fields
    ]
    if not fields:
        return
    twins = [n for n, count in Counter(name for _, name in fields).items() if count > 1]
    if twins:
        told = ", ".join(f"« {name} »" for name in twins)
        raise LayoutError(f"plusieurs champs s’appellent {told}")
    forms = ((m.bundle.base, m.layout.form) for m in draft.members if m.layout.form)
    base, form = next(forms)
    listed = write_references(number for number, _ in fields)
    number = draft.add(b"<</Fields%b%b>>" % (listed, form.fill(base)))
    draft.catalog["AcroForm"] = b"%d 0 R" % number
