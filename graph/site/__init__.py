"""The pages that people read: what each shows, its address, its wording in both languages; no HTTP."""
