/** 金种子互助资金: a village's deposit, lent several-fold by the bank, and who owes how much. */
@NullMarked
package org.sunshineledger.ledger.mutualaid;

import org.jspecify.annotations.NullMarked;
