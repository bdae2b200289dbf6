/** What is measured, how often, and how it is judged. */
@NullMarked
package io.safelight.bench.measure;

import org.jspecify.annotations.NullMarked;
