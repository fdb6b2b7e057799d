"""Kiosks by the thousand in one process: real certificates, signatures and chains, no disk."""
