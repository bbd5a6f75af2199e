/** 干部履责档案: what one officer answered for and did, through every post. */
@NullMarked
package org.sunshineledger.projections.officer;

import org.jspecify.annotations.NullMarked;
