@NullMarked
package org.sunshineledger.projections.flags;

import org.jspecify.annotations.NullMarked;
