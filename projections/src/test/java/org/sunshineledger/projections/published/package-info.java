/** Tests of the canonical lists. */
@NullMarked
package org.sunshineledger.projections.published;

import org.jspecify.annotations.NullMarked;
