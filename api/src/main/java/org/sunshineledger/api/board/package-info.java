/** 公示栏: what everybody may read. Nothing here names a household; documents come masked. */
@NullMarked
package org.sunshineledger.api.board;

import org.jspecify.annotations.NullMarked;
