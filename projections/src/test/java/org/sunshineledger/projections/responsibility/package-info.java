@NullMarked
package org.sunshineledger.projections.responsibility;

import org.jspecify.annotations.NullMarked;
