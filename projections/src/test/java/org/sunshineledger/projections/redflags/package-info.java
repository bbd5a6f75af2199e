@NullMarked
package org.sunshineledger.projections.redflags;

import org.jspecify.annotations.NullMarked;
