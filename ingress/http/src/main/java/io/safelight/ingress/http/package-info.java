/** The HTTP door: protocol to submission, records to JSON. It decides nothing. */
@NullMarked
package io.safelight.ingress.http;

import org.jspecify.annotations.NullMarked;
