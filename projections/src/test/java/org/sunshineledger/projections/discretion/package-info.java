/** An adversary who subtracts. */
@NullMarked
package org.sunshineledger.projections.discretion;

import org.jspecify.annotations.NullMarked;
