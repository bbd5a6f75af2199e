/** 不因相减而泄露: which movements of households may be told, and when. */
@NullMarked
package org.sunshineledger.projections.discretion;

import org.jspecify.annotations.NullMarked;
