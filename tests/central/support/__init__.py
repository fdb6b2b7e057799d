"""What the hub's tests share: a kiosk that writes real journals and signs real batches."""
