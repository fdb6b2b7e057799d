"""Barcode scanners."""

from hardware.scanners.cdc import CdcScanner

__all__ = ["CdcScanner"]
