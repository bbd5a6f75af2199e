/**
 * 启动: the database, the ledger on it and the views behind it, in the order they are needed; and one
 * clear line when that does not work.
 */
@NullMarked
package org.sunshineledger.api.start;

import org.jspecify.annotations.NullMarked;
