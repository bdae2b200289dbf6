/**
 * What the fuzz tests share, and which of them tries what comes from outside. Each lies in the
 * package of its parser, so that it calls the parser itself.
 *
 * <table>
 * <caption>Every parser of outside bytes, and of files that others can write to</caption>
 * <tr><th>comes from</th><th>what</th><th>tried by</th></tr>
 * <tr><td>HTTP</td><td>query with cursor, limit, times; Last-Event-ID; Accept; Repr-Digest,
 *   Safelight-Attributes, Idempotency-Key, Content-Disposition, Content-Encoding; traceparent;
 *   JSON bodies</td><td>RequestsFuzzTest</td></tr>
 * <tr><td></td><td>bearer tokens, session cookies, names of the host; Range, If-Range,
 *   If-None-Match</td><td>ReadersFuzzTest</td></tr>
 * <tr><td></td><td>multipart bodies</td><td>MultipartFuzzTest</td></tr>
 * <tr><td></td><td>statements in SQL</td><td>StatementsFuzzTest, SyntaxTreesFuzzTest</td></tr>
 * <tr><td>both doors</td><td>attributes</td><td>AttributesFuzzTest</td></tr>
 * <tr><td></td><td>file names</td><td>FileNamesFuzzTest</td></tr>
 * <tr><td></td><td>ids and names in paths, cursors, columns</td><td>NamesFuzzTest</td></tr>
 * <tr><td></td><td>first bytes of images</td><td>ImageHeadersFuzzTest</td></tr>
 * <tr><td></td><td>whole images, EXIF, WebP containers, colour profiles</td><td>DecoderFuzzTest,
 *   ExifFuzzTest, WebpContainerFuzzTest, SrgbProfileFuzzTest</td></tr>
 * <tr><td>Kafka</td><td>values, headers, proofs of principals</td><td>RecordsFuzzTest</td></tr>
 * <tr><td>children</td><td>frames of sandboxes, their last output</td><td>ChildAnswersFuzzTest,
 *   SandboxRequestsFuzzTest</td></tr>
 * <tr><td></td><td>frames of the SQL child</td><td>SqlFramesFuzzTest</td></tr>
 * <tr><td>clamd</td><td>verdicts, versions, output</td><td>ClamdAnswersFuzzTest</td></tr>
 * <tr><td>disk</td><td>sealed objects</td><td>SealedObjectFuzzTest</td></tr>
 * <tr><td></td><td>object references, wrapped keys</td><td>LocalFilesFuzzTest</td></tr>
 * <tr><td></td><td>the ledger's columns of JSON</td><td>LedgerColumnsFuzzTest</td></tr>
 * <tr><td>people</td><td>the settings file</td><td>SettingsFuzzTest</td></tr>
 * </table>
 *
 * <p>Not here: HTTP itself (Jetty), the protocol of Kafka, Parquet and Iceberg's metadata, which
 * their makers try. Receipts are written and never read.
 */
@NullMarked
package io.safelight.fuzz;

import org.jspecify.annotations.NullMarked;
