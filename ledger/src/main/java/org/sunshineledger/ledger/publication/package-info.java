/** 公开文件: what was posted or announced, by its digest, until the day it is withdrawn. */
@NullMarked
package org.sunshineledger.ledger.publication;

import org.jspecify.annotations.NullMarked;
