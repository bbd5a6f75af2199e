/** The doors, tried from outside on a small ledger and a real PostgreSQL. */
@NullMarked
package org.sunshineledger.api;

import org.jspecify.annotations.NullMarked;
