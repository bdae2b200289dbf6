/** A question to begin with. */
export interface Question {
  readonly label: string;
  readonly sql: string;
}

export const QUESTIONS: readonly Question[] = [
  {
    label: 'How many, how much?',
    sql: `SELECT count(*) AS images,
       round(sum(bytes) / 1e6, 1) AS megabytes,
       count(*) FILTER (state = 'completed') AS completed
FROM images`,
  },
  {
    label: 'Which door, which end?',
    sql: `SELECT source, state, count(*) AS images
FROM images
GROUP BY ALL
ORDER BY ALL`,
  },
  {
    label: 'Why not through?',
    sql: `SELECT cause, count(*) AS images, any_value(filename) AS example
FROM images
WHERE state <> 'completed'
GROUP BY cause
ORDER BY images DESC`,
  },
  {
    label: 'How long does it take?',
    sql: `SELECT content_type, count(*) AS images,
       round(quantile_cont(date_diff('millisecond', received_at, completed_at), 0.5)) AS median_ms,
       max(date_diff('millisecond', received_at, completed_at)) AS slowest_ms
FROM images
GROUP BY content_type
ORDER BY images DESC`,
  },
  {
    label: 'Which cameras?',
    sql: `SELECT camera_make, camera_model, count(*) AS images, min(taken_at) AS first, max(taken_at) AS last
FROM images
WHERE camera_model IS NOT NULL
GROUP BY ALL
ORDER BY images DESC`,
  },
  {
    label: 'Which look alike?',
    sql: `SELECT a.image_id, a.filename, b.filename AS like_it
FROM images a JOIN images b
  ON a.image_id < b.image_id AND hamming(a.phash, b.phash) <= 2
ORDER BY ALL
LIMIT 50`,
  },
  {
    label: 'The newest',
    sql: `SELECT image_id, filename, state, bytes, width, height, received_at
FROM images
ORDER BY received_at DESC
LIMIT 100`,
  },
  { label: 'What columns are there?', sql: 'DESCRIBE images' },
];
