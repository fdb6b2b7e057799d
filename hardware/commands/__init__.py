"""The subcommands of `pishkhan hardware`."""
