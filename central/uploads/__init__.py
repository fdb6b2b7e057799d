"""What kiosks have sent when they were told to: their logs, a picture of their screen."""

from central.uploads.keeping import Upload, file_name, keep_upload, upload_content, uploads_of
from central.uploads.routes import device_routes

__all__ = ["Upload", "device_routes", "file_name", "keep_upload", "upload_content", "uploads_of"]
