/** 公告公示: what had to be published where and by when, and whether it was. */
@NullMarked
package org.sunshineledger.projections.disclosure;

import org.jspecify.annotations.NullMarked;
