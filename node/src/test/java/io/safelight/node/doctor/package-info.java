@NullMarked
package io.safelight.node.doctor;

import org.jspecify.annotations.NullMarked;
