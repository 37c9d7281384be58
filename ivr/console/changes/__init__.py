"""What differs between two sets of rules, as supervisors read it: rules as sentences, settings by their names."""
