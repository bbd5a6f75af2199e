@NullMarked
package org.sunshineledger.ledger.mutualaid;

import org.jspecify.annotations.NullMarked;
