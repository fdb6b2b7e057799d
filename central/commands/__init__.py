"""The hub's subcommands, a module each: `add(commands)` declares one, `run` carries it out."""
