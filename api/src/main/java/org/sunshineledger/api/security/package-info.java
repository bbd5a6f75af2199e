/**
 * Who may come in: accounts, one a person, each bound to an officer whose post is read from the
 * ledger on the day, by password or by the token of an identity provider; what each role may read;
 * and what is noted when personal data is read.
 */
@NullMarked
package org.sunshineledger.api.security;

import org.jspecify.annotations.NullMarked;
