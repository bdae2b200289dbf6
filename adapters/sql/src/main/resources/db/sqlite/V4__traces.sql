-- Where an image is traced, as a traceparent of W3C Trace Context; null when it is not.
ALTER TABLE images ADD COLUMN trace TEXT;

PRAGMA user_version = 4;
