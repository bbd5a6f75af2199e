@NullMarked
package org.sunshineledger.projections.money;

import org.jspecify.annotations.NullMarked;
