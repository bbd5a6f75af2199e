@NullMarked
package org.sunshineledger.projections.supervision;

import org.jspecify.annotations.NullMarked;
