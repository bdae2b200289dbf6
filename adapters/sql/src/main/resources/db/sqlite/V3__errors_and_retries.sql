-- Errors of the platform itself while it worked on an image.
ALTER TABLE images ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;

-- Lane 'later': waits for a retry that is not due. It is apart from 'shared', so that a claim passes
-- over it however many tenants have such images; when due, it moves there.
CREATE INDEX images_later ON images (retry_ns, id, tenant, expires_ns) WHERE lane = 'later';

PRAGMA user_version = 3;
