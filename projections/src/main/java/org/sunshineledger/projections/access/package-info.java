/** 查阅记录: who looked at whose personal data, restricted it or erased it. */
@NullMarked
package org.sunshineledger.projections.access;

import org.jspecify.annotations.NullMarked;
