"""What `fastdoctor stack` prints."""
