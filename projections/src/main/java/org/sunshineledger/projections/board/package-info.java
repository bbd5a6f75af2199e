/** 公示栏: what everybody reads of a village, and of the townships, counties and the city above. */
@NullMarked
package org.sunshineledger.projections.board;

import org.jspecify.annotations.NullMarked;
