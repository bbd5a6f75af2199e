/** 纪检: who answered for what on which day, for inspectors. */
@NullMarked
package org.sunshineledger.api.inspection;

import org.jspecify.annotations.NullMarked;
