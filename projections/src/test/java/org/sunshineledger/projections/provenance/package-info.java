@NullMarked
package org.sunshineledger.projections.provenance;

import org.jspecify.annotations.NullMarked;
