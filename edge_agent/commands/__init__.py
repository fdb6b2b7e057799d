"""What a person at a kiosk's terminal can ask of the agent."""
