"""Everything goes wrong at once, again and again, while citizens pay; and in the end all agree."""
