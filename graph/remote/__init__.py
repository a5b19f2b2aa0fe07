"""Other people's triple stores: what each can do, reading them, and putting the dataset there."""
