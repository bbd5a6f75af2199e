@NullMarked
package org.sunshineledger.projections.progress;

import org.jspecify.annotations.NullMarked;
