/** 防篡改日志: RFC 6962 hashing over the entries, one leaf a fact. */
@NullMarked
package org.sunshineledger.ledger.log;

import org.jspecify.annotations.NullMarked;
