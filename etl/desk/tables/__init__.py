"""People's own tables: read distrustfully, understood by a proposal that an analyst may change, then applied.

read_table (reading) -> Sheets; propose (propose) -> Proposal with a Layout; apply (outcome) -> Outcome with
observations and remarks; with_remarks and remarks_list (annotated) and template (template) make files.
"""
