/** 帮扶计划: the N+2 rule and the catalogue of measures 转扶搬保救; used by the household. */
@NullMarked
package org.sunshineledger.ledger.plan;

import org.jspecify.annotations.NullMarked;
