"""What kiosk, edge agent and hub must agree on. Imports nothing else of ours."""
