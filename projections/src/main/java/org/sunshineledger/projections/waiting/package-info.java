/** 待办: what has been begun and waits for somebody's next step. */
@NullMarked
package org.sunshineledger.projections.waiting;

import org.jspecify.annotations.NullMarked;
