"""The agent's process: journals to the hub, reference data, commands, health."""
