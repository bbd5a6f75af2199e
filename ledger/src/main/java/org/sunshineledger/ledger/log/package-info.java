/**
 * 防篡改日志: RFC 6962 hashing over the entries, one leaf a fact; tiles and entry bundles as C2SP
 * tlog-tiles lays them out, and proofs read from them. Pure: nothing is read or written here.
 */
@NullMarked
package org.sunshineledger.ledger.log;

import org.jspecify.annotations.NullMarked;
