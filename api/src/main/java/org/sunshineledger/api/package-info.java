/** 门户: the application. Every door to the ledger has a package of its own below this one. */
@NullMarked
package org.sunshineledger.api;

import org.jspecify.annotations.NullMarked;
