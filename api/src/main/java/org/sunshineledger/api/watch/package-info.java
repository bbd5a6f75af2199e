/**
 * How the ledger is seen at work: meters, traces from an order to the views, and where operators
 * read them. Nothing here holds a number of a household or anything else of a person.
 */
@NullMarked
package org.sunshineledger.api.watch;

import org.jspecify.annotations.NullMarked;
