-- The ledger on SQLite. Everything that belongs to an image is filed by the bucket in which it must
-- die. Times are nanoseconds since 1970 (_ns). An image's id is its 16 bytes, so it sorts by arrival.

CREATE TABLE images (
    id              BLOB    NOT NULL,
    bucket          TEXT    NOT NULL,
    tenant          TEXT    NOT NULL,
    principal       TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    filename        TEXT,
    attributes      TEXT,             -- JSON; null when there are none
    format          TEXT    NOT NULL,
    bytes           INTEGER NOT NULL,
    sha256          BLOB    NOT NULL,
    received_ns     INTEGER NOT NULL,
    expires_ns      INTEGER NOT NULL,
    receipt_nonce   TEXT    NOT NULL,
    zone            TEXT    NOT NULL,
    object          TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    -- Who may claim it: 'shared' any node; 'alone' an idle node; 'expired' nobody any more; null when
    -- it does not wait.
    lane            TEXT,
    epoch           INTEGER NOT NULL,
    -- Who holds the claim, and until when. In lane 'alone': which node is getting idle for it.
    node            TEXT,
    lease_ns        INTEGER,
    scans           INTEGER NOT NULL,
    sandbox_deaths  INTEGER NOT NULL,
    node_deaths     INTEGER NOT NULL,
    retry_ns        INTEGER NOT NULL,
    completed_ns    INTEGER,
    revision        INTEGER NOT NULL,
    findings        TEXT              -- JSON; null before it is final
) STRICT;

CREATE UNIQUE INDEX images_id ON images (id);
-- A page of one tenant.
CREATE INDEX images_of_tenant ON images (tenant, id);
-- What is to be purged.
CREATE INDEX images_in_bucket ON images (bucket, tenant);
-- Claims: one step leads to the next tenant's image that waits longest.
CREATE INDEX images_shared ON images (tenant, retry_ns, id, expires_ns) WHERE lane = 'shared';
CREATE INDEX images_alone ON images (retry_ns, id, expires_ns) WHERE lane = 'alone';
CREATE INDEX images_expired ON images (expires_ns) WHERE lane = 'expired';
-- All but the great mass: what waits, is claimed, quarantined or failed.
CREATE INDEX images_in_state ON images (state, id, tenant) WHERE state <> 'completed';

-- An idempotency key of a tenant, and the image it stands for.
CREATE TABLE idempotency_keys (
    tenant TEXT NOT NULL,
    key    TEXT NOT NULL,
    image  BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    bucket TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_in_bucket ON idempotency_keys (bucket);

-- Every change of state. AUTOINCREMENT: a number is never used again, whatever was purged.
CREATE TABLE changes (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    image      BLOB    NOT NULL,
    tenant     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    at_ns      INTEGER NOT NULL,
    expires_ns INTEGER NOT NULL,
    bucket     TEXT    NOT NULL
) STRICT;

CREATE INDEX changes_of_tenant ON changes (tenant, sequence);
CREATE INDEX changes_of_image ON changes (image, sequence);

-- Final images whose latest revision is not in the lake.
CREATE TABLE uncatalogued (
    image    BLOB    NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    bucket   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The images of the open batch, with their revisions at its opening.
CREATE TABLE lake_batch_images (
    image    BLOB    NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    bucket   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- One row: the latest batch.
CREATE TABLE lake_batch (
    number  INTEGER NOT NULL,
    is_open INTEGER NOT NULL
) STRICT;

INSERT INTO lake_batch (number, is_open) VALUES (0, 0);

-- How many images are in each state, and how many are 'uncatalogued': kept with every change, because
-- counting millions of rows takes seconds.
CREATE TABLE tallies (
    bucket TEXT    NOT NULL,
    what   TEXT    NOT NULL,
    images INTEGER NOT NULL,
    PRIMARY KEY (bucket, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
    id         TEXT    NOT NULL PRIMARY KEY,
    hash       BLOB    NOT NULL,
    tenant     TEXT    NOT NULL,
    principal  TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    created_ns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Each migration sets its own number; see Sqlite.NEWEST_SCHEMA.
PRAGMA user_version = 1;
