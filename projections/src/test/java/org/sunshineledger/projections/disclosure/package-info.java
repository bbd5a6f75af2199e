@NullMarked
package org.sunshineledger.projections.disclosure;

import org.jspecify.annotations.NullMarked;
