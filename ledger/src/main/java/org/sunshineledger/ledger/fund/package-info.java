/** 资金指标: the right to spend, under its document number, from appropriation to a project. */
@NullMarked
package org.sunshineledger.ledger.fund;

import org.jspecify.annotations.NullMarked;
