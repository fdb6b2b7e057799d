"""The steps, in order; each creates what one slice keeps."""
