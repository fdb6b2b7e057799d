"""Who works at the hub: accounts, roles, sessions. Every action stands in the hub's journal."""
