// Reading needs none of this; it only makes things handier.
