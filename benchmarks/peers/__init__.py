"""`pishkhan bench peers`: what does the same job elsewhere, beside our drain in the same run."""
