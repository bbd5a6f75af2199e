/** 贫困村: a poor village from listing to exit. */
@NullMarked
package org.sunshineledger.ledger.village;

import org.jspecify.annotations.NullMarked;
