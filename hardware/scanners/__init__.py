"""Barcode scanners."""

from hardware.scanners.serial_scanner import SerialScanner

__all__ = ["SerialScanner"]
