/** 规则: every rule with its published code, kind and source, and the ruling on an order. */
@NullMarked
package org.sunshineledger.ledger.rules;

import org.jspecify.annotations.NullMarked;
