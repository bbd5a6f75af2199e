/**
 * 数据库: a real, durable PostgreSQL, embedded by default; its roles, its schema, and the check that
 * an acknowledged commit survives a power cut.
 */
@NullMarked
package org.sunshineledger.ledger.database;

import org.jspecify.annotations.NullMarked;
