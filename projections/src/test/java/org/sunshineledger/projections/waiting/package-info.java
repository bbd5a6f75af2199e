@NullMarked
package org.sunshineledger.projections.waiting;

import org.jspecify.annotations.NullMarked;
