"""What service and assistant both know: words that are numbers, how they are read, and when to stop asking.

Each of the two has an environment of its own, and both install this. It knows neither of them, needs Python 3.10 and
its standard library, and holds no word of any language: those are lists, in a folder for each language.
"""
