/**
 * 阳光账本: orders in, immutable facts out. {@link org.sunshineledger.ledger.Ledger} puts the parts
 * together; {@link org.sunshineledger.ledger.Orders} is the way in.
 */
@NullMarked
package org.sunshineledger.ledger;

import org.jspecify.annotations.NullMarked;
