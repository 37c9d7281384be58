"""`ivr papers`: what an operator owes authorities and callers in writing, filled in from the configuration in force.

Each statement is read from the configuration, or is a fact of the product with its row of docs/requirements.md, or is
a blank. The same configuration gives the same papers: the date stands in one place.
"""
