/** 账本条目: each fact's entry for everybody, its detail for those who may see it. */
@NullMarked
package org.sunshineledger.api.log;

import org.jspecify.annotations.NullMarked;
