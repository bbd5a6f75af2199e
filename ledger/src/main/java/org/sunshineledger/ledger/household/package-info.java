/**
 * 建档立卡: one household's whole dossier, as the paper 《扶贫手册》 was, from application to exit and
 * relapse.
 */
@NullMarked
package org.sunshineledger.ledger.household;

import org.jspecify.annotations.NullMarked;
