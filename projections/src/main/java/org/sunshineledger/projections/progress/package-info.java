/** 脱贫进度: households and persons by status on any day, and targets against exits. */
@NullMarked
package org.sunshineledger.projections.progress;

import org.jspecify.annotations.NullMarked;
