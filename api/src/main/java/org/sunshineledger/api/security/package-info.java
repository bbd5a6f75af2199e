/**
 * Who may come in: local accounts, one a person, each bound to an officer whose post is read from
 * the ledger on the day; what each role may read; and what is noted when personal data is read.
 */
@NullMarked
package org.sunshineledger.api.security;

import org.jspecify.annotations.NullMarked;
