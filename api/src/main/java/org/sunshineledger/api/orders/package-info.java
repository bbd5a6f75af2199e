/**
 * 办理: every order of the ledger over HTTP through one door. {@link Door} says which address leads
 * to which stream, {@link Permissions} which role may give which order.
 */
@NullMarked
package org.sunshineledger.api.orders;

import org.jspecify.annotations.NullMarked;
