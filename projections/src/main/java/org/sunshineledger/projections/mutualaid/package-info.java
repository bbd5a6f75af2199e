/** 互助资金账: what each village's fund may lend, has lent and is owed. */
@NullMarked
package org.sunshineledger.projections.mutualaid;

import org.jspecify.annotations.NullMarked;
