"""Documents from a financing plan: what a town hall takes into meetings, to the treasurer and to the funders.

Everything starts with a `Dossier` (`documents.dossier`): one project, one plan of its answer with the others as
alternatives, the catalogue, and the dates on which the council meets. `dossier_of` makes one. Each document is a
function from a dossier to bytes; the same dossier always gives the same bytes:

- `calendar.calendar_ics`: deadlines reckoned backwards, for any calendar program
- `council_paper.council_paper_docx`, `council_paper.council_paper_pdf`: draft for the council (Sitzungsvorlage)
- `financing_plan.financing_plan_xlsx`, `financing_paper.financing_plan_pdf`: costs and who pays them
- `application.application_docx`, `application.application_pdf`: check list and data sheet for one grant
- `proof_of_use.proof_of_use_xlsx`: planned and actual figures for the proof of use (Verwendungsnachweis)
- `continuation.continuation_docx`, `continuation.continuation_pdf`: what happens when the grants end
- `bundle.bundle_zip`: all of them, `bundle.bundle_files` one by one

Papers are written once as a `paper.Paper` and shown as Word file or PDF by `paper_docx` and `paper_pdf`. Nothing here
knows the web; nothing here decides anything: every document says that it is a draft and no legal advice.
"""
