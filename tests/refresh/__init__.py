"""Scripts that write the data under fastdoctor/knowledge/data; run by people, never by a user's fastdoctor."""
