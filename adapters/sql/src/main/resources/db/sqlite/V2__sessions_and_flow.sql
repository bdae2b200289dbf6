-- Tokens that end: null for one that does not.
ALTER TABLE tokens ADD COLUMN expires_ns INTEGER;
CREATE INDEX tokens_that_end ON tokens (expires_ns) WHERE expires_ns IS NOT NULL;

-- Whose an image is that the lake lacks.
ALTER TABLE uncatalogued ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
UPDATE uncatalogued SET tenant = (SELECT tenant FROM images WHERE images.id = uncatalogued.image);

-- How many images of a tenant are on their way: 'received', 'claimed', 'uncatalogued'. Kept with every
-- change, as tallies are.
CREATE TABLE tenant_tallies (
    tenant TEXT    NOT NULL,
    what   TEXT    NOT NULL,
    bucket TEXT    NOT NULL,
    images INTEGER NOT NULL,
    PRIMARY KEY (tenant, what, bucket)
) STRICT, WITHOUT ROWID;

CREATE INDEX tenant_tallies_in_bucket ON tenant_tallies (bucket);

INSERT INTO tenant_tallies (tenant, what, bucket, images)
SELECT tenant, state, bucket, count(*) FROM images WHERE state IN ('received', 'claimed')
GROUP BY tenant, state, bucket;

INSERT INTO tenant_tallies (tenant, what, bucket, images)
SELECT tenant, 'uncatalogued', bucket, count(*) FROM uncatalogued GROUP BY tenant, bucket;

-- How many images of a tenant came, by door, or became final, by state, within a slot of some seconds.
-- Of each tenant only the latest are kept.
CREATE TABLE flow (
    tenant TEXT    NOT NULL,
    slot   INTEGER NOT NULL,
    what   TEXT    NOT NULL,
    images INTEGER NOT NULL,
    PRIMARY KEY (tenant, slot, what)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
