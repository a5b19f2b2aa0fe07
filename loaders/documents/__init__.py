"""Reading a document: from a file to its parts, and to what each part mentions and where."""
