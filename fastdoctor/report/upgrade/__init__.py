"""What `fastdoctor upgrade` prints."""
