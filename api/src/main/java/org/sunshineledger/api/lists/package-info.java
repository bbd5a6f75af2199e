/** 公开名单的摘要: what makes the lists of public pages complete, for whoever does not trust them. */
@NullMarked
package org.sunshineledger.api.lists;

import org.jspecify.annotations.NullMarked;
