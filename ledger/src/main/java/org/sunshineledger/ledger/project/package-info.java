/** 扶贫项目: from the project library to its debits. */
@NullMarked
package org.sunshineledger.ledger.project;

import org.jspecify.annotations.NullMarked;
